import { expect } from "chai";
import { toQuantity } from "ethers";

import { ReadOnce } from "../../../../lib/chain/rpc/read-once";
import { workHistory } from "../../../../lib/history/history";
import type { HistoryEvent } from "../../../../lib/history/walk";
import { titleSlot } from "../../../../lib/proofs/slots/title-slot";
import { claimOf, someHash } from "../../../shared/fixture";
import { setStage, type Stage } from "../../shared/stage";

function said({ event, time }: HistoryEvent): string {
  return `${event.name} ${event.args.join()} ${time}`;
}

describe("ReadOnce", () => {
  let stage: Stage;
  let asked: string[];
  let once: ReadOnce;
  let ids: bigint[];
  beforeEach(async () => {
    stage = await setStage();
    const { registry, accounts, colophon } = stage;
    const claims = [claimOf(accounts.aurora), claimOf(accounts.aurora)];
    await registry.registerMany(accounts.aurora, claims);
    ids = claims.map(({ contentHash }) => BigInt(contentHash));
    const { provider } = colophon;
    once = await ReadOnce.now(provider);
    asked = [];
    const send = provider.send.bind(provider);
    provider.send = (method, params) => {
      asked.push(method);
      return send(method, params);
    };
  });
  afterEach(() => {
    // That of its class is left.
    Reflect.deleteProperty(stage.colophon.provider, "send");
  });

  it("gives the same histories as the node, and asks for each block and its logs once", async () => {
    const { registry, colophon } = stage;
    const [theirs, ours]: [string[], string[]] = [[], []];
    for (const id of ids) theirs.push(...(await workHistory(colophon.provider, registry, id)).map(said));
    asked.length = 0;
    for (const id of ids) ours.push(...(await workHistory(once, registry.connect(once), id)).map(said));

    expect(ours).to.deep.equal(theirs);
    expect(new Set(ours).size).to.equal(ids.length);
    expect(asked.filter((method) => method !== "eth_call")).to.deep.equal(["eth_getLogs", "eth_getBlockByNumber"]);
  });

  it("shows the chain as it was, whatever happens meanwhile", async () => {
    const { registry } = stage;
    const [id = 0n] = ids;
    const before = await registry.titleOf(id);
    await registry.amend(id, someHash());

    expect(await registry.connect(once).titleOf(id)).to.deep.equal(before);
    expect(await once.getBlockNumber()).to.equal(Number(before.changedAtBlock));
  });

  it("has expected slots proven by one answer, in which each has its own", async () => {
    const address = await stage.registry.getAddress();
    const slots = ids.map(titleSlot);
    const block = toQuantity(once.block);
    const theirs = await Promise.all(
      slots.map((slot) => stage.colophon.provider.send("eth_getProof", [address, [slot], block])),
    );
    const both: unknown = await stage.colophon.provider.send("eth_getProof", [address, slots, block]);
    once.expectSlots(address, slots, block);

    asked.length = 0;
    const ours = await Promise.all(slots.map((slot) => once.send("eth_getProof", [address, [slot], block])));
    expect(ours).to.deep.equal(theirs);
    expect(await once.send("eth_getProof", [address, slots, block])).to.deep.equal(both);
    expect(asked).to.deep.equal(["eth_getProof"]);
  });

  it("asks again what failed", async () => {
    const block = toQuantity(once.block);
    for (let turn = 0; turn < 2; turn += 1) {
      const failed: unknown = await once.send("eth_getProof", ["0x", [], block]).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(Error);
    }
    expect(asked).to.deep.equal(["eth_getProof", "eth_getProof"]);
  });
});
