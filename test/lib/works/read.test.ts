import { expect } from "chai";
import { toBeHex } from "ethers";

import { workHistory } from "../../../lib/history/history";
import { readWork } from "../../../lib/works/read";
import { readTitle } from "../../../lib/works/title";
import { TitleStatus } from "../../shared/enums";
import { registerFinalWork, registerWork, someHash } from "../../shared/fixture";
import { nodeInBetween, type Twist } from "../node-in-between";
import { GAS, inOneBlock } from "../one-block";
import { refusalOf } from "../refusal";
import { setStage, type Stage } from "../stage";

const WORD_DIGITS = 64;

interface Log {
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
}

/** Reads a work through a node that twists answers. */
async function readThrough(
  { colophon }: Stage,
  workId: bigint,
  twists: Readonly<Record<string, Twist>>,
): Promise<unknown> {
  const { provider } = nodeInBetween(twists);
  return readWork({ ...colophon, provider, registry: colophon.registry.connect(provider) }, workId);
}

/** Another answer to `titleOf`, of which one word is changed. */
function titleWith(stage: Stage, word: number, value: bigint | string): Twist {
  const { selector } = stage.registry.interface.getFunction("titleOf");
  return (answer, params) => {
    const [call] = params as [{ data: string }];
    if (!call.data.startsWith(selector)) return answer;
    const words = String(answer).slice(2).match(/.{64}/g) ?? [];
    words[word] = toBeHex(value, 32).slice(2);
    return `0x${words.join("")}`;
  };
}

describe("readWork", () => {
  it("gives a title with the history that led to it", async () => {
    const { colophon, registry, accounts } = await setStage();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.amend(workId, someHash());
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());
    await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.aurora, someHash());
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash());

    const { title, history } = await readWork(colophon, workId);

    expect(title).to.deep.equal(await readTitle(colophon, workId));
    expect(title).to.include({ owner: accounts.aurora.address, status: "annulled" });
    expect(history.map(({ event }) => event.name)).to.deep.equal([
      "WorkRegistered",
      "WorkAmended",
      "TitleTransferred",
      "TitleStatusChanged",
      "TitleCorrected",
      "TitleStatusChanged",
    ]);
  });

  it("gives neither for a work that is not registered", async () => {
    expect(await readWork((await setStage()).colophon, 7n)).to.deep.equal({ title: undefined, history: [] });
  });

  describe("when the node's title is not what its history makes of it", () => {
    const NOBODY = "0x1111111111111111111111111111111111111111";
    const lies: [term: string, word: number, value: bigint | string, shown: string][] = [
      ["owner", 0, NOBODY, NOBODY],
      ["registeredAt", 1, 1n, "1"],
      ["finalAt", 2, 1n, "1"],
      ["status", 4, TitleStatus.Held, "held"],
    ];
    for (const [term, word, value, shown] of lies) {
      it(`refuses another ${term}, and says both`, async () => {
        const stage = await setStage();
        const workId = await registerWork(stage.registry, stage.accounts.aurora);
        const honest = (await readWork(stage.colophon, workId)).title as Record<string, unknown> | undefined;

        const refusal = await refusalOf(() => readThrough(stage, workId, { eth_call: titleWith(stage, word, value) }));

        expect(refusal.message).to.equal(
          `The node contradicts itself about the work ${toBeHex(workId, 32)}: its title says ${term} ${shown}, its history ${String(honest?.[term])}`,
        );
        expect(refusal.advice).to.equal("Ask another node of the network.");
        expect(refusal.exitCode).to.equal(1);
      });
    }

    it("refuses a node that keeps the newest of two moves in one block to itself", async () => {
      const stage = await setStage();
      const { registry, accounts } = stage;
      const workId = await registerFinalWork(registry, accounts.aurora);
      const byBorealis = registry.connect(accounts.borealis);
      await inOneBlock([
        () => registry.transferFrom(accounts.aurora, accounts.borealis, workId, GAS),
        () => byBorealis.transferFrom(accounts.borealis, accounts.aurora, workId, GAS),
      ]);

      const refusal = await refusalOf(() =>
        readThrough(stage, workId, { eth_getLogs: (logs) => (logs as Log[]).slice(0, 1) }),
      );

      const { aurora, borealis } = accounts;
      expect(refusal.message).to.contain(`its title says owner ${aurora.address}, its history ${borealis.address}`);
    });

    it("refuses a history that does not begin with the registration", async () => {
      const stage = await setStage();
      const workId = await registerWork(stage.registry, stage.accounts.aurora);
      await stage.registry.amend(workId, someHash());
      const [, amended] = await workHistory(stage.colophon.provider, stage.colophon.registry, workId);
      const newest = amended?.blockNumber ?? 0;
      // The amendment says that nothing came before it.
      const firstOfAll = (log: Log): Log => ({
        ...log,
        data: log.data.slice(0, -WORD_DIGITS) + "0".repeat(WORD_DIGITS),
      });

      const refusal = await refusalOf(() =>
        readThrough(stage, workId, {
          eth_getLogs: (logs) =>
            (logs as Log[]).map((log) => (Number(log.blockNumber) === newest ? firstOfAll(log) : log)),
        }),
      );

      expect(refusal.message).to.contain(`its title says owner ${stage.accounts.aurora.address}, its history nothing`);
    });
  });
});
