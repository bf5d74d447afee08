import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toBeHex, toQuantity } from "ethers";

import { ROLES } from "../../../../lib/chain/contracts/roles";
import { readTitle } from "../../../../lib/chain/contracts/title";
import { workHistory } from "../../../../lib/history/history";
import { type WORK_EVENTS } from "../../../../lib/history/work-events";
import { readWork } from "../../../../lib/works/reading/read";
import { anchorAlone, registerAnchored, supersededWork } from "../../../shared/anchors";
import { TitleStatus } from "../../../shared/enums";
import { claimOf, registerFinalWork, registerWork, someHash } from "../../../shared/fixture";
import { nodeInBetween, type Twist } from "../../shared/node-in-between";
import { GAS, inOneBlock } from "../../shared/one-block";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";

const WORD_DIGITS = 64;
/** Which word of the answer to `titleOf` is the number of events. */
const EVENTS_WORD = 4;
const [HASH, OTHER] = [someHash(), someHash()];

type EventName = (typeof WORK_EVENTS)[number];

interface Log {
  readonly address: string;
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

  it("gives a title that has followed a lost account", async () => {
    const { colophon, manager, registry, accounts } = await setStage();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await manager.grantRole(ROLES.RECOVERY, accounts.stranger, 0);
    await registry.connect(accounts.stranger).recoverTitles([workId], accounts.aurora, accounts.borealis, someHash());

    const { title, history } = await readWork(colophon, workId);

    expect(title).to.include({ owner: accounts.borealis.address, hasMoved: true });
    expect(history.map(({ event }) => event.name)).to.deep.equal(["WorkRegistered", "TitleRecovered"]);
  });

  it("gives a title from an anchor, with its priority", async () => {
    const { colophon, registry, accounts } = await setStage();
    const { proven, time: registeredAt } = await registerAnchored(registry, claimOf(accounts.aurora));
    const workId = BigInt(proven[0].contentHash);

    const { title, history } = await readWork(colophon, workId);

    expect(title).to.deep.equal(await readTitle(colophon, workId));
    expect(title).to.include({ owner: accounts.aurora.address, registeredAt: Number(registeredAt) });
    expect(history.map(({ event }) => event.name)).to.deep.equal(["WorkRegistered", "PriorityProven"]);
  });

  it("gives a title that was superseded, with all that led to it", async () => {
    const { colophon, registry, accounts, validUntil } = await setStage();
    const { aurora, borealis } = accounts;
    const claim = claimOf(aurora);
    const earliest = await anchorAlone(registry, claim);
    const byBorealis = registry.connect(borealis);
    const earlier = await anchorAlone(byBorealis, { ...claim, owner: borealis.address });
    const workId = BigInt(claim.contentHash);
    await registry.register(claim);
    await registry.offerTitle(workId, borealis, someHash(), validUntil);
    await byBorealis.registerAnchored(...earlier.proven);
    await byBorealis.amend(workId, someHash());
    await registry.registerAnchored(...earliest.proven);
    await time.increase(await registry.REVEAL_WINDOW());
    await registry.transferFrom(aurora, borealis, workId);

    const { title, history } = await readWork(colophon, workId);

    expect(title).to.deep.equal(await readTitle(colophon, workId));
    expect(title).to.include({ owner: borealis.address, registeredAt: Number(earliest.time) });
    expect(history.map(({ event }) => event.name)).to.deep.equal([
      "WorkRegistered",
      "TitleOffered",
      "WorkSuperseded",
      "WorkRegistered",
      "PriorityProven",
      "WorkAmended",
      "WorkSuperseded",
      "WorkRegistered",
      "PriorityProven",
      "TitleTransferred",
    ]);
  });

  it("gives a title whose owner has proven an earlier date, with the registration that made it", async () => {
    const { colophon, registry, accounts } = await setStage();
    const claim = claimOf(accounts.aurora);
    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);
    await registry.register({ ...claim, metadataHash: someHash() });
    await time.increase(await registry.REVEAL_WINDOW());
    await registry.registerAnchored(...proven);

    const { title, history } = await readWork(colophon, BigInt(claim.contentHash));

    expect(title).to.include({ owner: accounts.aurora.address, registeredAt: Number(anchoredAt), events: 2 });
    expect(history.map(({ event }) => event.name)).to.deep.equal(["WorkRegistered", "PriorityProven"]);
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
      ["events", 4, 2n, "2"],
      ["hasMoved", 5, 1n, "true"],
      ["status", 6, TitleStatus.Held, "held"],
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

    it("refuses a node that leaves out the last of several events of one block, though it changes no other field", async () => {
      const stage = await setStage();
      const { registry, accounts } = stage;
      const workId = await registerWork(registry, accounts.aurora);
      await inOneBlock([() => registry.amend(workId, someHash(), GAS), () => registry.amend(workId, someHash(), GAS)]);
      const newest = toQuantity(await time.latestBlock());

      const refusal = await refusalOf(() =>
        readThrough(stage, workId, {
          eth_getLogs: (logs) => {
            const all = logs as Log[];
            return all[0]?.blockNumber === newest ? all.slice(0, -1) : all;
          },
        }),
      );

      expect(refusal.message).to.contain("its title says events 3, its history 2");
    });

    it("takes 4,096 events for the 0 that the title counts then, and refuses one fewer", async () => {
      const stage = await setStage();
      const workId = await registerWork(stage.registry, stage.accounts.aurora);
      const contract = stage.colophon.registry.interface;
      const readWith = async (events: number): Promise<unknown> =>
        readThrough(stage, workId, {
          eth_call: titleWith(stage, EVENTS_WORD, 0n),
          eth_getLogs: (logs) => {
            const [log] = logs as [Log];
            const amended = contract.encodeEventLog("WorkAmended", [workId, log.address, HASH, log.blockNumber]);
            const amendment = (index: number): unknown => ({ ...log, ...amended, logIndex: toQuantity(index) });
            return [log, ...Array.from({ length: events - 1 }, (_, index) => amendment(index + 1))];
          },
        });

      expect(await readWith(4_096))
        .to.have.property("history")
        .with.lengthOf(4_096);
      const refusal = await refusalOf(() => readWith(4_095));
      expect(refusal.message).to.contain("its title says events 0, its history 4095");
    });

    it("refuses a node that keeps the proof of a priority to itself", async () => {
      const stage = await setStage();
      const { registry, accounts } = stage;
      const { workId, anchored } = await supersededWork(registry, accounts.borealis, accounts.aurora);
      const shown = await time.latest();

      const refusal = await refusalOf(() =>
        readThrough(stage, workId, { eth_getLogs: (logs) => (logs as Log[]).slice(0, 2) }),
      );

      expect(refusal.message).to.contain(`its title says registeredAt ${anchored.time}, its history ${shown}`);
    });

    describe("and the history is no work's", () => {
      type Told = readonly (readonly [name: EventName, ...values: unknown[]])[];

      const histories: Readonly<Record<string, (owner: string) => Told>> = {
        "that is registered twice": (owner) => [
          ["WorkRegistered", owner, HASH],
          ["WorkRegistered", owner, OTHER],
        ],
        "that is superseded before it is registered": (owner) => [
          ["WorkSuperseded", owner, owner],
          ["WorkRegistered", owner, HASH],
        ],
        "that is superseded, and registered by nobody": (owner) => [
          ["WorkRegistered", owner, HASH],
          ["WorkSuperseded", owner, owner],
        ],
        "that is superseded twice and registered once": (owner) => [
          ["WorkRegistered", owner, HASH],
          ["WorkSuperseded", owner, owner],
          ["WorkSuperseded", owner, owner],
          ["WorkRegistered", owner, OTHER],
        ],
        "that is amended between being superseded and being registered": (owner) => [
          ["WorkRegistered", owner, HASH],
          ["WorkSuperseded", owner, owner],
          ["WorkAmended", owner, OTHER],
          ["WorkRegistered", owner, HASH],
        ],
        "whose priority is proven before it is registered": (owner) => [
          ["PriorityProven", HASH, 1],
          ["WorkRegistered", owner, HASH],
        ],
        "whose priority is proven while nobody has it": (owner) => [
          ["WorkRegistered", owner, HASH],
          ["WorkSuperseded", owner, owner],
          ["PriorityProven", HASH, 1],
          ["WorkRegistered", owner, HASH],
        ],
      };
      for (const [what, tell] of Object.entries(histories)) {
        it(`refuses one ${what}`, async () => {
          const stage = await setStage();
          const { address } = stage.accounts.aurora;
          const workId = await registerWork(stage.registry, stage.accounts.aurora);
          const contract = stage.colophon.registry.interface;

          const refusal = await refusalOf(() =>
            readThrough(stage, workId, {
              eth_getLogs: (logs) => {
                const [log] = logs as [Log];
                return tell(address).map(([name, ...values], index) => ({
                  ...log,
                  logIndex: toQuantity(index),
                  ...contract.encodeEventLog(name, [workId, ...values, index === 0 ? 0 : log.blockNumber]),
                }));
              },
            }),
          );

          expect(refusal.message).to.contain(`its title says owner ${address}, its history nothing`);
          expect(refusal.advice).to.equal("Ask another node of the network.");
        });
      }
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
