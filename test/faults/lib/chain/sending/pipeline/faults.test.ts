import { expect } from "chai";

import { ColophonError } from "../../../../../../lib/errors";
import {
  ascending,
  callsOf,
  IMPATIENT,
  numbers,
  type PipelineStage,
  sentHashes,
  setPipelineStage,
} from "../../../../../lib/chain/sending/pipeline/stage";
import { type Fault, planOf, seededPlan } from "../../../../../lib/shared/faulty-node";
import { refusalOf } from "../../../../../lib/shared/refusal";

const FEW = 8;
const MANY = 120;
/** Fixed, so that a failure can be had again; another one finds other things. */
const SEEDS = [20_260_701, 7, 4_711] as const;
const FAULTS = ["late", "dropped before", "dropped after", "status 500", "already known", "lost"] as const;

describe("runPipeline, when the node fails for a while", () => {
  let stage: PipelineStage;

  afterEach(() => stage.stop());

  async function expectEachOnce(last: number): Promise<void> {
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, last));
    expect(ascending([...stage.journal.settled])).to.deep.equal(numbers(1, last));
    expect(stage.journal.signedAnew).to.equal(0);
  }

  describe("and each transaction makes a block", () => {
    beforeEach(async () => {
      stage = await setPipelineStage({ clientTimeout: IMPATIENT });
    });

    for (const fault of [...FAULTS, "status 429"] as const) {
      it(`makes each call once in spite of: ${fault}`, async () => {
        stage.node.plan = planOf("eth_sendRawTransaction", fault, undefined, fault);

        await stage.run(callsOf(1, FEW));

        await expectEachOnce(FEW);
      });
    }

    for (const method of ["eth_getTransactionCount", "eth_getTransactionReceipt", "eth_gasPrice"]) {
      it(`waits for an answer to ${method}`, async () => {
        stage.node.plan = planOf(method, "status 500", "dropped before", { refusal: "header not found" });

        await stage.run(callsOf(1, FEW));

        await expectEachOnce(FEW);
      });
    }

    for (const answer of ["0x20000000000000", "0x", "abc", null, {}]) {
      it(`takes ${JSON.stringify(answer)} for no number of transactions, and asks again`, async () => {
        stage.node.plan = planOf("eth_getTransactionCount", { result: answer }, { result: answer });

        await stage.run(callsOf(1, FEW));

        expect(stage.journal.signed.map(([, nonce]) => nonce)).to.deep.equal(numbers(0, FEW - 1));
        await expectEachOnce(FEW);
      });
    }

    it("signs nothing where more wait for a block than can be", async () => {
      stage.node.plan = ({ method, params }) =>
        method === "eth_getTransactionCount" && params[1] === "pending" ? { result: "0xf4240" } : undefined;

      const refusal = await refusalOf(() => stage.run(callsOf(1, FEW)));

      expect(refusal.message).to.equal(
        `The node says that 1000000 transactions of ${stage.wallet.address} wait for a block, which cannot be`,
      );
      expect(stage.journal.added).to.deep.equal([]);
    });

    it("sends what was lost again, the same bytes", async () => {
      stage.node.plan = planOf("eth_sendRawTransaction", "lost");

      await stage.run(callsOf(1, 1));

      const [first, ...others] = sentHashes(stage.node);
      expect(others).to.have.length.greaterThan(0);
      expect(new Set(others)).to.deep.equal(new Set([first]));
      await expectEachOnce(1);
    });

    it("takes a nonce that was too low for an answer, since the receipt decides", async () => {
      stage.node.plan = planOf("eth_sendRawTransaction", { refusal: "nonce too low" });

      await stage.run(callsOf(1, FEW));

      await expectEachOnce(FEW);
    });

    it("sends at once again what came before its turn", async () => {
      const early = { refusal: "Nonce too high. Expected 0, got 1" };
      const others = Array.from({ length: FEW - 1 }, () => undefined);
      stage.node.plan = planOf("eth_sendRawTransaction", early, ...others, early);

      // Patience would run out long before that.
      await stage.run(callsOf(1, FEW), { lostAfter: 3_000_000 });

      await expectEachOnce(FEW);
    });

    it("makes each call once where the node shows neither receipts nor blocks for a while", async () => {
      let count = 0;
      stage.node.watchAnswer = ({ method, params }, result) => {
        if (method === "eth_getTransactionCount" && params[1] === "latest") count = Number(result);
      };
      const doubted = new Set<unknown>();
      let blocks = 0;
      stage.node.plan = ({ method, params }) => {
        // Once all are in blocks, only who doubts that they have used their nonces asks for them.
        if (method === "eth_getTransactionByHash" && count === FEW) doubted.add(params[0]);
        if (doubted.size === FEW || stage.journal.signedAnew > 0) return undefined;
        if (method === "eth_getTransactionReceipt") return { result: null };
        if (method !== "eth_getBlockByNumber" || params[1] !== true) return undefined;
        return (blocks += 1) <= FEW ? { refusal: "block not found" } : { result: null };
      };

      await stage.run(callsOf(1, FEW));

      await expectEachOnce(FEW);
    });

    it("names the last trouble where patience runs out, and counts", async () => {
      let settled = 0;
      stage.node.watchAnswer = ({ method }, result) => {
        if (method === "eth_getTransactionReceipt" && result !== null) settled += 1;
        if (settled >= 3) stage.node.plan = () => "status 500";
      };

      const refusal = await refusalOf(() => stage.run(callsOf(1, FEW), { inFlight: 1, unsettled: 1, patience: 300 }));

      expect(refusal.message).to.equal(
        "Nothing has moved for 0.3 s: 3 calls are settled, 1 wait." +
          " The last trouble: The node stopped answering properly: HTTP status 500",
      );
    });

    for (const [refusal, words] of [
      ["intrinsic gas too low", /intrinsic gas too low/],
      ["invalid chain id for signer: have 5 want 31337", /invalid chain id/],
      ["oversized data: transaction size 200000, limit 131072", /oversized data/],
      ["insufficient funds for gas * price + value", /insufficient funds/],
      ["execution reverted: closed", /execution reverted/],
    ] as const) {
      it(`gives up at once, in the node's words: ${refusal}`, async () => {
        stage.node.plan = ({ method }) => (method === "eth_sendRawTransaction" ? { refusal } : undefined);

        await expect(stage.run(callsOf(1, FEW)))
          .to.be.rejectedWith(words)
          .and.eventually.not.instanceOf(ColophonError);

        expect(stage.journal.entries()).to.have.length(FEW);
      });
    }

    it("waits where the balance does not cover all that is under way, but covers the first", async () => {
      const refused = { refusal: "insufficient funds for gas * price + value: queued cost" };
      let sent = 0;
      stage.node.plan = ({ method }) =>
        method === "eth_sendRawTransaction" && (sent += 1) === 3 ? refused : undefined;
      await stage.chain("evm_setAutomine", false);
      stage.node.watch = async ({ method }) => {
        if (method === "eth_getTransactionByHash") await stage.chain("evm_mine");
      };

      await stage.run(callsOf(1, FEW));

      await expectEachOnce(FEW);
    });
  });

  for (const seed of SEEDS) {
    describe(`by chance, with the seed ${seed}`, () => {
      for (const blockTime of [undefined, 1]) {
        it(`makes each call once, ${blockTime === undefined ? "each in a block" : "a block each second"}`, async () => {
          stage = await setPipelineStage({
            clientTimeout: IMPATIENT,
            ...(blockTime === undefined ? {} : { blockTime }),
          });
          const faults: readonly Fault[] = FAULTS;
          stage.node.plan = seededPlan(seed, 0.1, faults);

          await stage.run(callsOf(1, MANY), { inFlight: 50 });

          await expectEachOnce(MANY);
        });
      }
    });
  }
});
