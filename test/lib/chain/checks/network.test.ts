import { expect } from "chai";
import { concat, encodeRlp, toQuantity, ZeroAddress, ZeroHash, zeroPadBytes } from "ethers";

import type { Finding } from "../../../../lib/chain/checks/finding";
import { checkNodes } from "../../../../lib/chain/checks/network";
import { checkValidators } from "../../../../lib/chain/checks/validators";
import { connect, type NodeProvider } from "../../../../lib/chain/rpc/rpc";
import { freePort } from "../../../../scripts/chain/anvil";
import { answerAsNode, type LoopbackServer, startServer } from "../../shared/loopback-server";

const CHAIN_ID = 1337;
const KAIA = "Klaytn/v1.0.3/linux-amd64/go1.26";
const VALIDATORS = [1, 2, 3, 4].map((digit) => `0x${String(digit).repeat(40)}`);
const SHORT = "0x111111…1111, 0x222222…2222, 0x333333…3333, 0x444444…4444";

/** What a node says of every block. */
const BLOCK = { hash: ZeroHash, transactions: [] };

/** The extra data of Besu's QBFT: vanity, validators, no vote, round, no seals. */
function qbftExtraData(round: string): string {
  return encodeRlp([zeroPadBytes("0x", 32), VALIDATORS, [], round, []]);
}

describe("the doctor's look at the network", () => {
  const servers: LoopbackServer[] = [];
  let provider: NodeProvider | undefined;
  afterEach(async () => {
    provider?.destroy();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  async function start(answers: Readonly<Record<string, unknown>>): Promise<string> {
    const server = await startServer(
      answerAsNode({
        eth_chainId: toQuantity(CHAIN_ID),
        eth_blockNumber: "0x64",
        web3_clientVersion: KAIA,
        ...answers,
      }),
    );
    servers.push(server);
    return server.url;
  }

  async function patient(...urls: readonly string[]): Promise<Parameters<typeof checkNodes>[0]> {
    provider = await connect(urls, CHAIN_ID, 500);
    return {
      ...{
        network: "consortium",
        provider,
        chainId: CHAIN_ID,
        deployment: undefined,
        modules: {},
        account: ZeroAddress,
      },
      ...{ isForTrying: false, now: 0 },
    };
  }

  it("has a line for each of several nodes, and a warning where one is not well", async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    const well = [await start({}), await start({}), await start({})];
    const [behind, foreign] = [await start({ eth_blockNumber: "0x1" }), await start({ eth_chainId: "0x1" })];
    const ahead = await start({ eth_blockNumber: "0xffff" });

    const findings = await checkNodes(await patient(...well, behind, foreign, ahead, gone));

    expect(findings.map(({ verdict, found }) => [verdict, found])).to.deep.equal([
      ...well.map((url) => ["ok", `${url}, block 100`]),
      ["warning", `${behind}, block 1: it is behind the others`],
      ["warning", `${foreign}, block 100: it is on another chain`],
      ["warning", `${ahead}, block 65535: it claims to be ahead of the others`],
      ["warning", `${gone}: it does not answer`],
    ]);
  });

  it("says nothing of a single node, and nothing of validators where there are none", async () => {
    const single = await patient(await start({}));

    expect(await checkNodes(single)).to.deep.equal([]);
    expect(await checkValidators(single)).to.deep.equal([]);
  });

  it("says of Kaia's validators who they are, how many a block takes, the height, the peers and the round changes", async () => {
    const answers = {
      ...{ istanbul_getValidators: VALIDATORS, net_peerCount: "0x3" },
      klay_getBlockWithConsensusInfoByNumber: { round: 1 },
    };

    const [finding] = await checkValidators(await patient(await start(answers)));

    expect(finding).to.include({ check: "validators", verdict: "ok" });
    expect(finding?.found).to.equal(
      `4, of which 3 finish a block: ${SHORT}; block 100; 3 peers; 12 round changes in the last 12 blocks`,
    );
  });

  it("says that it does not know how many a block takes where another engine answers as Kaia does", async () => {
    // GoQuorum of three validators: 1 or 2 finish a block, by its genesis, and never all three.
    const three = VALIDATORS.slice(0, 3);
    for (const client of ["Geth/v1.10.3-stable(quorum-v24.4.1)/linux-amd64/go1.21", undefined]) {
      const answers = { istanbul_getValidators: three, net_peerCount: "0x2", web3_clientVersion: client };

      const [finding] = await checkValidators(await patient(await start(answers)));

      expect(finding?.found).to.match(
        /^3, and this version does not know how many of them finish a block with this engine: 0x111111…1111, /,
      );
    }
  });

  describe("at who made the newest blocks", () => {
    /** The blocks of a chain of this height: the validator of each, by its number. */
    const madeBy = (makerOf: (block: number) => string | undefined): ((params: readonly unknown[]) => object) => {
      return ([number]) => ({ round: 0, proposer: makerOf(Number(number)) });
    };
    const look = async (more: Readonly<Record<string, unknown>>): Promise<Finding | undefined> => {
      const answers = { istanbul_getValidators: VALIDATORS, net_peerCount: "0x3", ...more };
      return (await checkValidators(await patient(await start(answers))))[0];
    };

    it("is content where all of them did, in whatever case their addresses are written", async () => {
      const upper = VALIDATORS.map((address) => address.replace(/1/g, "A"));
      const makers = madeBy((block) => upper[block % 4]?.toLowerCase());
      const finding = await look({ istanbul_getValidators: upper, klay_getBlockWithConsensusInfoByNumber: makers });

      expect(finding).to.include({ verdict: "ok", advice: undefined });
      expect(finding?.found).to.match(/; all of them made the last 12 blocks$/);
    });

    it("warns where one made none of twelve, and names it", async () => {
      const makers = madeBy((block) => VALIDATORS[block % 3]);
      const finding = await look({ klay_getBlockWithConsensusInfoByNumber: makers });

      expect(finding).to.include({ verdict: "warning" });
      expect(finding?.found).to.match(/; 3 of them made the last 12 blocks: 0x444444…4444 did not$/);
      expect(finding?.advice).to.equal(
        "Ask the operator of each that made none whether it runs and is connected to the others.",
      );
    });

    it("reads it from Besu's headers, and leaves it out where their account is no validator's", async () => {
      const headers = (miner: string) => ({
        eth_getBlockByNumber: { ...BLOCK, extraData: qbftExtraData("0x"), miner },
      });

      expect((await look(headers(VALIDATORS[1] ?? "")))?.found).to.match(
        /; 1 of them made the last 12 blocks: 0x111111…1111, 0x333333…3333, 0x444444…4444 did not$/,
      );
      provider?.destroy();
      expect(await look(headers(`0x${"9".repeat(40)}`))).to.include({
        verdict: "ok",
        found: `4, of which 3 finish a block: ${SHORT}; block 100; 3 peers; 0 round changes in the last 12 blocks`,
      });
    });

    it("does not mind a chain without blocks, or with too few for everybody's turn", async () => {
      const makers = { klay_getBlockWithConsensusInfoByNumber: madeBy(() => VALIDATORS[0]) };
      const empty = await look({ eth_blockNumber: "0x0", ...makers });
      provider?.destroy();
      const young = await look({ eth_blockNumber: "0xb", ...makers });

      expect(empty).to.include({ verdict: "ok", found: `4, of which 3 finish a block: ${SHORT}; block 0; 3 peers` });
      expect(young).to.include({ verdict: "ok" });
      expect(young?.found).to.contain("; 1 of them made the last 11 blocks: ");
    });
  });

  for (const [round, said] of [
    ["0x", "0 round changes"],
    ["0x02", "24 round changes"],
    ["0x00000001", "12 round changes"],
  ] as const) {
    it(`reads the round ${round} of Besu's headers`, async () => {
      const block = { ...BLOCK, extraData: qbftExtraData(round) };
      const answers = {
        qbft_getValidatorsByBlockNumber: VALIDATORS,
        net_peerCount: "0x3",
        eth_getBlockByNumber: block,
      };

      const [finding] = await checkValidators(await patient(await start(answers)));

      expect(finding?.found).to.contain(`; ${said} in the last 12 blocks`);
    });
  }

  for (const extraData of ["0x", concat(["0x1234"]), encodeRlp(["0x01", "0x02"])]) {
    it(`leaves the rounds out where the extra data are ${extraData}`, async () => {
      const answers = {
        ibft_getValidatorsByBlockNumber: VALIDATORS,
        net_peerCount: "0x3",
        eth_getBlockByNumber: { ...BLOCK, extraData },
      };

      const [finding] = await checkValidators(await patient(await start(answers)));

      expect(finding?.found).to.equal(`4, of which 3 finish a block: ${SHORT}; block 100; 3 peers`);
    });
  }

  it("warns where the node is connected to no other, and leaves the peers out where it does not tell of them", async () => {
    const alone = await patient(await start({ istanbul_getValidators: VALIDATORS, net_peerCount: "0x0" }));
    const [warned] = await checkValidators(alone);
    alone.provider.destroy();
    const [silent] = await checkValidators(await patient(await start({ istanbul_getValidators: VALIDATORS })));

    expect(warned).to.include({ verdict: "warning" });
    expect(warned?.found).to.contain("; 0 peers");
    expect(warned?.advice).to.equal("The node that was asked is connected to no other.");
    expect(silent?.found).to.equal(`4, of which 3 finish a block: ${SHORT}; block 100`);
  });
});
