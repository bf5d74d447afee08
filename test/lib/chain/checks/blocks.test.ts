import { expect } from "chai";
import { toBeHex, toQuantity } from "ethers";
import { ethers } from "hardhat";

import { checkBlockNumber, checkNewestBlock, checkTime } from "../../../../lib/chain/checks/blocks";
import type { Finding, Patient } from "../../../../lib/chain/checks/finding";
import { connect, type NodeProvider } from "../../../../lib/chain/rpc/rpc";
import { freePort } from "../../../../scripts/chain/anvil";
import { answerAsNode, type LoopbackServer, startServer } from "../../shared/loopback-server";
import { nodeInBetween } from "../../shared/node-in-between";
import { answerCall, changeBlock, type Twists } from "./twists";

/** 2026-05-04 09:30:00 UTC. */
const NOW = 1_777_887_000;
const MINUTE = 60;
const TIME_CODE = "0x425f5260205ff3";
const NUMBER_CODE = "0x435f5260205ff3";
const CLOCKS = "Titles would get wrong dates: have the validators' clocks set right before anything is registered.";
const IDLE =
  "A chain without transactions may be idle. If yours makes blocks all the time, it stands: ask its operators.";

function patient(twists: Twists, changes: Partial<Patient> = {}): Patient {
  return {
    ...{ network: "consortium", provider: nodeInBetween(twists).provider, chainId: undefined, deployment: undefined },
    modules: {},
    ...{ account: ethers.ZeroAddress, isForTrying: false, now: NOW, ...changes },
  };
}

describe("the doctor's look at the blocks", () => {
  describe("at the time that contracts see", () => {
    const at = async (time: number): Promise<Omit<Finding, "check">> => {
      const twists: Twists = { ...answerCall(TIME_CODE, () => toBeHex(time, 32)), eth_blockNumber: () => "0x2a" };
      const { check, ...found } = await checkTime(patient(twists));
      expect(check).to.equal("time");
      return found;
    };

    it("tells seconds from milliseconds", async () => {
      expect(await at(NOW)).to.deep.equal({
        verdict: "ok",
        found: "seconds, 2026-05-04 09:30:00 UTC",
        advice: undefined,
      });
      expect((await at(NOW * 1000 + 999)).found).to.equal(
        "milliseconds, 2026-05-04 09:30:00 UTC; the contracts count in seconds",
      );
    });

    it("is content with that of an idle chain, and with a clock that is minutes ahead", async () => {
      for (const time of [1_230_768_000, NOW - 400 * 86_400, NOW + 5 * MINUTE]) {
        expect((await at(time)).verdict, `at ${time}`).to.equal("ok");
      }
    });

    it("fails where it is before any chain's", async () => {
      expect(await at(1_230_767_999)).to.deep.equal({
        verdict: "failed",
        found: "seconds, 2008-12-31 23:59:59 UTC: no chain is that old",
        advice: CLOCKS,
      });
      expect((await at(0)).verdict).to.equal("failed");
    });

    it("waits for the second block where there is but the first, whose time is anything", async () => {
      const first: Twists = { ...answerCall(TIME_CODE, () => toBeHex(1, 32)), eth_blockNumber: () => "0x0" };

      expect(await checkTime(patient(first))).to.deep.equal({
        check: "time",
        verdict: "warning",
        found: "the chain has no block yet but its first, whose time means nothing",
        advice: "Look again later.",
      });
    });

    it("warns where it is ahead of this machine's clock, which may be wrong", async () => {
      expect(await at(NOW + 7 * MINUTE)).to.deep.equal({
        verdict: "warning",
        found: "seconds, 2026-05-04 09:37:00 UTC, 7 min ahead of this machine",
        advice: "Compare this machine's clock with a time server; if it is right, the validators' clocks are not.",
      });
    });

    it("fails where it is days ahead, or in a unit that is neither", async () => {
      expect(await at(NOW + 3 * 86_400)).to.deep.equal({
        verdict: "failed",
        found: "seconds, 2026-05-07 09:30:00 UTC, 3 days ahead of this machine",
        advice: CLOCKS,
      });
      expect((await at(NOW * 1_000_000)).verdict).to.equal("failed");
    });
  });

  describe("at the newest one", () => {
    const servers: LoopbackServer[] = [];
    let provider: NodeProvider | undefined;
    afterEach(async () => {
      provider?.destroy();
      await Promise.all(servers.splice(0).map((server) => server.stop()));
    });

    it("gives its number where it is young, in whatever unit", async () => {
      for (const timestamp of [NOW - MINUTE, (NOW - MINUTE) * 1000]) {
        const block = changeBlock({ number: "0x2a", timestamp: toQuantity(timestamp) });

        expect(await checkNewestBlock(patient(block))).to.deep.equal({
          ...{ check: "blocks", verdict: "ok", found: "the newest is 42", advice: undefined },
        });
      }
    });

    it("does not mind how old it is on the embedded chain, which makes none while it is idle", async () => {
      const block = changeBlock({ number: "0x2a", timestamp: toQuantity(NOW - 5 * MINUTE) });

      expect((await checkNewestBlock(patient(block, { network: "embedded" }))).verdict).to.equal("ok");
    });

    for (const [seconds, age] of [
      [MINUTE + 1, "61 s"],
      [5 * MINUTE, "5 min"],
      [3 * 3_600, "3 h"],
      [400 * 86_400, "400 days"],
    ] as const) {
      it(`warns where it is ${age} old`, async () => {
        const block = changeBlock({ number: "0x2a", timestamp: toQuantity(NOW - seconds) });

        expect(await checkNewestBlock(patient(block))).to.deep.equal({
          ...{ check: "blocks", verdict: "warning", found: `the newest is 42, ${age} old`, advice: IDLE },
        });
      });
    }

    it("tells how many nodes answer, and how many validators a block takes", async () => {
      const block = await ethers.provider.send("eth_getBlockByNumber", ["latest", false]);
      const answers = {
        ...{ eth_chainId: "0x539", eth_blockNumber: "0x2a", istanbul_getValidators: ["0x1", "0x2", "0x3", "0x4"] },
        web3_clientVersion: "Klaytn/v1.0.3/linux-amd64/go1.26",
        eth_getBlockByNumber: { ...block, number: "0x2a", timestamp: toQuantity(NOW - 300) },
      };
      servers.push(await startServer(answerAsNode(answers)));
      const gone = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
      provider = await connect([...servers.map(({ url }) => url), ...gone], 0x539, 500);

      expect((await checkNewestBlock(patient({}, { provider }))).found).to.equal(
        "the newest is 42, 5 min old; of 3 nodes 1 answers; a block takes 3 of 4 validators",
      );
    });
  });

  describe("at the number that contracts see", () => {
    const seeing = async (number: number): Promise<Finding> =>
      checkBlockNumber(
        patient({
          eth_blockNumber: () => "0x64",
          ...answerCall(NUMBER_CODE, () => toBeHex(number, 32)),
        }),
      );

    it("is content with the chain's own", async () => {
      expect(await checkBlockNumber(patient({}))).to.include({
        ...{ verdict: "ok", found: "contracts see the node's block numbers" },
      });
    });

    it("allows for the pending block, for blocks made meanwhile and for a node that is behind", async () => {
      for (const number of [92, 99, 100, 101, 108]) expect((await seeing(number)).verdict).to.equal("ok");
    });

    it("fails where it is another chain's", async () => {
      expect(await seeing(23_000_000)).to.deep.equal({
        check: "numbers",
        verdict: "failed",
        found: "contracts see block 23000000 where the node has 100",
        advice:
          "Histories are found by block numbers, so they cannot be read here (Arbitrum is such a chain): use another chain.",
      });
      expect((await seeing(91)).verdict).to.equal("failed");
      expect((await seeing(109)).verdict).to.equal("failed");
    });
  });
});
