import { expect } from "chai";
import { type ContractTransactionResponse, toBeHex, toQuantity } from "ethers";

import { formatWorkId } from "../../../lib/hashing/work-id";
import { workHistory } from "../../../lib/history/history";
import { type HistoryEvent, walkBack } from "../../../lib/history/walk";
import { WORK_EVENTS } from "../../../lib/history/work-events";
import { registerWork, someHash } from "../../shared/fixture";
import { nodeInBetween } from "../shared/node-in-between";
import { GAS, inOneBlock } from "../shared/one-block";
import { refusalOf } from "../shared/refusal";
import { setStage, type Stage } from "../shared/stage";

const ASK_ANOTHER = "Ask another node of the network.";

interface Log {
  readonly address: string;
  readonly blockNumber: string;
  readonly logIndex: string;
  readonly topics: readonly string[];
  readonly data: string;
}

interface Filter {
  readonly fromBlock: string;
}

/** A work with one registration and two amendments, each in a block of its own. */
interface Situation extends Stage {
  readonly workId: bigint;
  readonly blocks: readonly number[];
  /** What an honest node tells. */
  readonly honest: readonly string[];
}

function told(history: readonly HistoryEvent[]): string[] {
  return history.map(({ event, blockNumber, transactionHash, time }) =>
    [event.name, blockNumber, transactionHash, time, ...event.args.map(String)].join(" "),
  );
}

async function setSituation(): Promise<Situation> {
  const stage = await setStage();
  const { registry, colophon, accounts } = stage;
  const workId = await registerWork(registry, accounts.aurora);
  await registry.amend(workId, someHash());
  await registry.amend(workId, someHash());
  const history = await workHistory(colophon.provider, colophon.registry, workId);
  return { ...stage, workId, blocks: history.map(({ blockNumber }) => blockNumber), honest: told(history) };
}

/** The history that a node tells which twists the logs of some block. */
async function tell(
  { colophon, workId }: Situation,
  twist: (logs: Log[], block: number) => readonly unknown[],
): Promise<string[]> {
  const { provider } = nodeInBetween({
    eth_getLogs: (answer, params) => {
      // The in-process node answers with logs, and lib asks with one filter.
      const [logs, [{ fromBlock }]] = [answer as Log[], params as [Filter]];
      return twist(logs, Number(fromBlock));
    },
  });
  return told(await workHistory(provider, colophon.registry, workId));
}

describe("walkBack", () => {
  describe("on an honest node", () => {
    it("gives the events with their block, time and transaction, the oldest first", async () => {
      const { honest, blocks } = await setSituation();

      expect(honest.map((line) => line.split(" ")[0])).to.deep.equal(["WorkRegistered", "WorkAmended", "WorkAmended"]);
      expect(blocks).to.deep.equal([...blocks].sort((a, b) => a - b));
    });

    it("asks for the logs of one block at a time, with all four keys of a filter", async () => {
      const { colophon, workId, blocks } = await setSituation();
      const filters: unknown[] = [];
      const { provider } = nodeInBetween({
        eth_getLogs: (answer, [filter]) => {
          filters.push(filter);
          return answer;
        },
      });

      await workHistory(provider, colophon.registry, workId);

      const topicOf = (name: string): string =>
        colophon.registry.interface.getEvent(name as "WorkRegistered").topicHash;
      expect(filters).to.deep.equal(
        blocks.toReversed().map((block) => ({
          address: colophon.deployment.WorkRegistry.address,
          fromBlock: toQuantity(block),
          toBlock: toQuantity(block),
          topics: [WORK_EVENTS.map(topicOf), toBeHex(workId, 32)],
        })),
      );
    });

    it("goes no further back than the event that it is for", async () => {
      const { colophon, workId, blocks, honest } = await setSituation();
      const { provider, asked } = nodeInBetween({});
      const [, second, third] = blocks;

      const found = await walkBack(provider, {
        ...{ address: colophon.deployment.WorkRegistry.address, contract: colophon.registry.interface },
        ...{ events: WORK_EVENTS, topic: formatWorkId(workId), newestBlock: third ?? 0 },
        isEnough: (event) => event.args["previousBlock"] === BigInt(blocks[0] ?? 0),
      });

      expect(found.map(({ blockNumber }) => blockNumber)).to.deep.equal([second, third]);
      expect(told(found)).to.deep.equal(honest.slice(1));
      expect(asked.filter((method) => method === "eth_getLogs")).to.have.length(2);
    });

    it("gives nothing for a work that is not registered, and asks for no logs", async () => {
      const { colophon } = await setStage();
      const { provider, asked } = nodeInBetween({});

      expect(await workHistory(provider, colophon.registry, 7n)).to.deep.equal([]);
      expect(asked).not.to.include("eth_getLogs");
    });
  });

  describe("on a node that tells too much", () => {
    it("leaves out the same logs of another contract", async () => {
      const situation = await setSituation();
      const address = situation.colophon.deployment.PartyRegistry.address.toLowerCase();

      const history = await tell(situation, (logs) => [
        ...logs.map((log) => ({ ...log, address })),
        ...logs,
        ...logs.map((log) => ({ ...log, address, logIndex: "0x63" })),
      ]);

      expect(history).to.deep.equal(situation.honest);
    });

    it("leaves out logs of other blocks", async () => {
      const situation = await setSituation();
      const moved = (log: Log, by: number): Log => ({ ...log, blockNumber: toQuantity(Number(log.blockNumber) + by) });

      const history = await tell(situation, (logs) => [
        ...logs.map((log) => moved(log, -1)),
        ...logs,
        ...logs.map((log) => moved(log, 1)),
      ]);

      expect(history).to.deep.equal(situation.honest);
    });

    it("leaves out logs of blocks that the chain has given up", async () => {
      const situation = await setSituation();

      const history = await tell(situation, (logs) => [...logs.map((log) => ({ ...log, removed: true })), ...logs]);

      expect(history).to.deep.equal(situation.honest);
    });

    it("leaves out logs of other works and of other events", async () => {
      const situation = await setSituation();
      const transfer = situation.colophon.registry.getEvent("Transfer").fragment.topicHash;

      const history = await tell(situation, (logs) => [
        ...logs.map((log) => ({ ...log, topics: [log.topics[0], toBeHex(7, 32), ...log.topics.slice(2)] })),
        ...logs,
        ...logs.map((log) => ({ ...log, topics: [transfer, ...log.topics.slice(1)] })),
        ...logs.map((log) => ({ ...log, topics: [] })),
      ]);

      expect(history).to.deep.equal(situation.honest);
    });

    it("takes addresses and numbers however they are written", async () => {
      const situation = await setSituation();

      const history = await tell(situation, (logs) =>
        logs.map((log) => ({
          ...log,
          address: log.address.toUpperCase().replace("0X", "0x"),
          blockNumber: Number(log.blockNumber),
          logIndex: Number(log.logIndex),
        })),
      );

      expect(history).to.deep.equal(situation.honest);
    });
  });

  describe("on a node that tells too little", () => {
    for (const [place, index] of [
      ["newest", 2],
      ["middle", 1],
      ["oldest", 0],
    ] as const) {
      it(`refuses a history that lacks its ${place} block, and names the block`, async () => {
        const situation = await setSituation();
        const missing = situation.blocks[index] ?? 0;

        const refusal = await refusalOf(() => tell(situation, (logs, block) => (block === missing ? [] : logs)));

        expect(refusal.message).to.equal(
          `The history is broken at block ${missing}: the node does not give the events that belong there`,
        );
        expect(refusal.advice).to.equal(ASK_ANOTHER);
        expect(refusal.exitCode).to.equal(1);
      });
    }

    it("refuses a block that the node does not know", async () => {
      const { colophon, workId, blocks } = await setSituation();
      const { provider } = nodeInBetween({
        eth_getBlockByNumber: (answer, [block]) => (Number(block) === blocks[0] ? null : answer),
      });

      const refusal = await refusalOf(() => workHistory(provider, colophon.registry, workId));

      expect(refusal.message).to.equal(`The node does not know block ${blocks[0]}`);
      expect(refusal.advice).to.equal(ASK_ANOTHER);
    });
  });

  describe("on a node that leads in circles", () => {
    /** The log with another `previousBlock`, which is the last word of every event of a work. */
    const namingBefore = (log: Log, block: number): Log => ({
      ...log,
      data: log.data.slice(0, -64) + toBeHex(block, 32).slice(2),
    });

    for (const [where, by] of [
      ["itself", 0],
      ["the block after it", 1],
    ] as const) {
      it(`refuses a block whose first event names ${where}`, async () => {
        const situation = await setSituation();

        const refusal = await refusalOf(() =>
          tell(situation, (logs, block) => logs.map((log) => namingBefore(log, block + by))),
        );

        expect(refusal.message).to.equal(
          `The history is broken at block ${situation.blocks.at(-1)}: the node does not give the events that belong there`,
        );
        expect(refusal.exitCode).to.equal(1);
      });
    }

    it("ends after as many steps as there are blocks, wherever the events point", async () => {
      const situation = await setSituation();
      let steps = 0;

      const refusal = await refusalOf(() =>
        tell(situation, (logs, block) => {
          steps += 1;
          return logs.map((log) => namingBefore(log, block - 1));
        }),
      );

      expect(refusal.message).to.contain("The history is broken at block ");
      expect(steps).to.be.lessThan((situation.blocks.at(-1) ?? 0) + 1);
    });
  });

  describe("in a block with several events of one work", () => {
    /** The situation, with a newest block that has three more amendments. */
    async function setCrowded(): Promise<[Situation, block: number]> {
      const situation = await setSituation();
      const { registry, colophon, workId } = situation;
      const amend = (): Promise<ContractTransactionResponse> => registry.amend(workId, someHash(), GAS);
      const block = await inOneBlock([amend, amend, amend]);
      const history = await workHistory(colophon.provider, colophon.registry, workId);
      return [{ ...situation, honest: told(history) }, block];
    }

    it("gives all of them, in log order", async () => {
      const [{ honest, registry, workId }, block] = await setCrowded();

      const logs = await registry.queryFilter(registry.filters.WorkAmended(workId), block, block);

      expect(honest).to.have.length(6);
      expect(honest.slice(3)).to.deep.equal(
        logs.map(({ transactionHash, args }, index) => {
          const time = honest[3 + index]?.split(" ")[3] ?? "";
          return ["WorkAmended", block, transactionHash, time, ...args.map(String)].join(" ");
        }),
      );
    });

    it("gives them in log order where the node gives them in the reverse one", async () => {
      const [situation] = await setCrowded();

      const history = await tell(situation, (logs) => logs.toReversed());

      expect(history).to.deep.equal(situation.honest);
    });

    it("refuses a block that lacks the first of them", async () => {
      const [situation, block] = await setCrowded();

      const refusal = await refusalOf(() => tell(situation, (logs) => logs.slice(logs.length > 1 ? 1 : 0)));

      expect(refusal.message).to.equal(
        `The history is broken at block ${block}: the node does not give the events that belong there`,
      );
    });
  });
});
