import { readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { signLegacy } from "../../../../lib/chain/sending/legacy-transaction";
import { type KeptTransaction, Outbox } from "../../../../lib/chain/sending/outbox";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const AURORA = devWallet("aurora");
const ACCOUNT = AURORA.address;
const CHAIN_ID = 1337n;

function kept(nonce: number, data = "0x"): KeptTransaction {
  const fields = { to: ACCOUNT, data, chainId: CHAIN_ID, nonce, gasPrice: 0n, gasLimit: 21_000n };
  const transaction = signLegacy(AURORA, fields);
  return { transaction, intent: `call ${nonce}` };
}

/** The name of a file that a killed process was writing. */
const halfOf = (nonce: number): string => `${nonce}.json.6a1f3c52-0000-4000-8000-000000000000.new`;

describe("Outbox", () => {
  let folder: TemporaryFolder;
  let outbox: Outbox;
  beforeEach(async () => {
    folder = await temporaryFolder();
    outbox = new Outbox(folder.at("outbox"), CHAIN_ID);
  });
  afterEach(async () => folder.remove());

  const own = (): string => folder.at(`outbox/${CHAIN_ID}/${ACCOUNT.toLowerCase()}`);

  it("is empty where nothing was ever kept", async () => {
    expect(await outbox.list(ACCOUNT)).to.deep.equal([]);
  });

  it("gives what is kept in the order of the nonces, in whatever case the account is written", async () => {
    for (const nonce of [10, 9, 100]) expect(await outbox.keep(kept(nonce))).to.equal(true);

    const listed = await new Outbox(folder.at("outbox"), CHAIN_ID).list(ACCOUNT.toLowerCase());

    expect(listed).to.deep.equal([kept(9), kept(10), kept(100)]);
  });

  it("clears up what was half written of a nonce once one of it has ended, and of no other", async () => {
    for (const end of ["forget", "settle"] as const) {
      await outbox.keep(kept(7));
      for (const nonce of [6, 7, 77]) writeFileSync(join(own(), halfOf(nonce)), '{"format":');

      if (end === "forget") await outbox.forget(kept(7).transaction);
      else await outbox.settle(kept(7));

      expect(readdirSync(own()).filter((name) => name !== "settled")).to.have.members([halfOf(6), halfOf(77)]);
      expect(await outbox.list(ACCOUNT)).to.deep.equal([]);
    }
  });

  it("keeps a transaction whole or not at all where what is half written of its nonce is cleared up", async () => {
    await outbox.keep(kept(7));
    const watching = watch(own(), (_, name) => {
      if (String(name).endsWith(".new")) rmSync(join(own(), String(name)), { force: true });
    });
    for (let round = 0; round < 20; round += 1) {
      await outbox.forget(kept(7).transaction);
      const isKept = await outbox.keep(kept(7));
      expect(await outbox.list(ACCOUNT)).to.deep.equal(isKept ? [kept(7)] : []);
    }
    watching.close();
  });

  it("keeps accounts and chains apart", async () => {
    await outbox.keep(kept(1));

    expect(await outbox.list(devWallet("borealis").address)).to.deep.equal([]);
    expect(await new Outbox(folder.at("outbox"), 1n).list(ACCOUNT)).to.deep.equal([]);
  });

  it("keeps one transaction for a nonce: the first, whole, and nothing of the others", async () => {
    const rivals = Array.from({ length: 8 }, (_, index) => kept(7, `0x0${index}`));

    const results = await Promise.all(rivals.map((rival) => outbox.keep(rival)));

    expect(results.filter(Boolean).length).to.equal(1);
    expect(await outbox.list(ACCOUNT)).to.deep.equal([rivals[results.indexOf(true)]]);
    expect(readdirSync(own())).to.deep.equal(["7.json"]);
  });

  it("forgets a transaction, and forgets it twice", async () => {
    await outbox.keep(kept(1));
    await outbox.keep(kept(2));

    await outbox.forget(kept(1).transaction);
    await outbox.forget(kept(1).transaction);

    expect(await outbox.list(ACCOUNT)).to.deep.equal([kept(2)]);
  });

  it("notes what succeeded unseen by its own command, until that is told", async () => {
    await outbox.keep(kept(1));
    expect(await outbox.recall(ACCOUNT, "call 1")).to.equal(undefined);

    await outbox.settle(kept(1));
    await outbox.settle(kept(1));

    expect(await outbox.list(ACCOUNT)).to.deep.equal([]);
    expect(await outbox.recall(ACCOUNT, "call 1")).to.deep.equal(kept(1).transaction);
    expect(await outbox.recall(ACCOUNT, "call 2")).to.equal(undefined);
    await outbox.dismiss(ACCOUNT, "call 1");
    expect(await outbox.recall(ACCOUNT, "call 1")).to.equal(undefined);
  });

  it("passes over what a killed process has left half written", async () => {
    await outbox.keep(kept(1));
    writeFileSync(join(own(), "2.0xab.new"), '{"format":');

    expect(await outbox.list(ACCOUNT)).to.deep.equal([kept(1)]);
  });

  it("is for its owner's eyes", async () => {
    await outbox.keep(kept(1));

    expect(statSync(own()).mode & 0o077).to.equal(0);
  });

  const damages: [what: string, damage: (text: string) => string][] = [
    ["is of another format", (text) => text.replace("colophon-outbox/1", "colophon-outbox/2")],
    ["ends in the middle", (text) => text.slice(0, text.length / 2)],
    ["has other bytes than those of its hash", (text) => text.replace(/("hash": "0x).{64}/, `$1${"00".repeat(32)}`)],
    ["has another nonce than its bytes", (text) => text.replace('"nonce": 1', '"nonce": 2')],
    ["names another account than its bytes", (text) => text.replace(ACCOUNT, devWallet("borealis").address)],
    ["has no transaction in its bytes", (text) => text.replace(/("raw": "0x).{20}/, "$1")],
  ];
  for (const [what, damage] of damages) {
    it(`refuses a file that ${what}, and names it`, async () => {
      await outbox.keep(kept(1));
      const path = join(own(), "1.json");
      writeFileSync(path, damage(readFileSync(path, "utf8")));

      const refusal = await refusalOf(() => outbox.list(ACCOUNT));

      expect(refusal.message).to.equal(`${path} is not a kept transaction`);
      expect(refusal.advice).to.equal(
        "Look on chain whether the account's last command was carried out, then delete the file.",
      );
    });
  }

  it("says so where the disk refuses", async () => {
    writeFileSync(folder.at("file"), "");

    const refusal = await refusalOf(() => new Outbox(folder.at("file"), CHAIN_ID).keep(kept(1)));

    expect(refusal.message).to.contain("cannot be written");
  });
});
