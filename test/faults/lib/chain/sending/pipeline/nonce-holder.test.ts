import { expect } from "chai";
import { type BaseWallet, type JsonRpcApiProvider, makeError, toQuantity } from "ethers";
import { network } from "hardhat";

import { nonceHolders } from "../../../../../../lib/chain/sending/pipeline/nonce-holder";
import { mineBlock, nonceOf, setSituation, type Situation, through } from "../../../../../lib/chain/sending/sending";
import { nodeError, type Twist } from "../../../../../lib/shared/node-in-between";

/** How far back Besu has the states of blocks with BONSAI, as it is set at first. */
const KEPT_STATES = 512;

/** More blocks than are hinted at. */
const AT_A_TIME = 8;

/** A node that answers for old states as it likes: the answer is that to `eth_getTransactionCount` of a numbered block. */
function answeringForOldStates(answer: (isForgotten: boolean, count: unknown) => unknown): Record<string, Twist> {
  return {
    eth_getTransactionCount: async (count, [, block]) => {
      if (!String(block).startsWith("0x")) return count;
      const newest = Number(await network.provider.send("eth_blockNumber", []));
      return answer(newest - Number(block) > KEPT_STATES, count);
    },
  };
}

/** As Besu with BONSAI does: no error, and no account has ever sent anything. */
const forgetfulNode = answeringForOldStates((isForgotten, count) => (isForgotten ? "0x0" : count));

describe("nonceHolders", () => {
  let situation: Situation;
  let nonce: number;
  /** What used the nonce. */
  let holder: string;
  beforeEach(async () => {
    situation = await setSituation();
    nonce = Number(await nonceOf(situation.wallet));
    holder = await spend(situation.wallet);
  });

  async function spend(wallet: BaseWallet): Promise<string> {
    const { hash } = await wallet.connect(situation.colophon.provider).sendTransaction({ to: wallet.address });
    return hash;
  }

  /** One by one: in those that `hardhat_mine` makes at once, no account has sent anything. */
  async function mine(blocks: number): Promise<void> {
    for (let block = 0; block < blocks; block += 1) await mineBlock();
  }

  const seenThrough = (twists: Record<string, Twist>, patience?: number): Promise<string | undefined> =>
    seenBy(through(situation.colophon, twists)[0].provider, nonce, patience);

  async function seenBy(provider: JsonRpcApiProvider, of: number, patience?: number): Promise<string | undefined> {
    return (await nonceHolders(provider, situation.wallet.address, [of], patience)).get(of);
  }

  it("knows none of a nonce that is free", async () => {
    expect(await seenBy(situation.colophon.provider, nonce + 1)).to.equal(undefined);
  });

  it("finds it though one question in twenty has no answer", async () => {
    await mine(KEPT_STATES + 100);
    let asked = 0;
    const twists: Record<string, Twist> = {
      ...forgetfulNode,
      eth_getBlockByNumber: (block) => {
        asked += 1;
        if (asked % 20 === 0) throw makeError("no answer", "TIMEOUT", { operation: "request", reason: "timeout" });
        return block;
      },
    };

    expect(await seenThrough(twists)).to.equal(holder);
    expect(asked).to.be.greaterThan(KEPT_STATES);
  });

  for (const [what, twists] of [
    ["keeps all states", {}],
    ["has forgotten old states and says 0", forgetfulNode],
    [
      "has forgotten old states and says so",
      answeringForOldStates((isForgotten, count) => {
        if (isForgotten) throw nodeError("missing trie node");
        return count;
      }),
    ],
    ["says nothing of old states", answeringForOldStates((isForgotten, count) => (isForgotten ? null : count))],
    ["counts for now, whatever block it is asked for", answeringForOldStates(() => toQuantity(10_000))],
  ] as const) {
    for (const age of [KEPT_STATES - 100, KEPT_STATES + 100]) {
      it(`finds what used it ${age} blocks ago on a node that ${what}`, async () => {
        await mine(100);
        await spend(situation.wallet);
        await mine(age - 101);

        expect(await seenThrough(twists)).to.equal(holder);
      });
    }
  }

  it("asks a node that keeps all states for few blocks, however long ago it was", async () => {
    await mine(KEPT_STATES * 2);
    const [{ provider }, asked] = through(situation.colophon, {});

    await seenBy(provider, nonce);

    expect(asked.filter((method) => method === "eth_getBlockByNumber")).to.have.length(1);
  });

  it("looks through the blocks once for many nonces, and names each holder", async () => {
    const second = await spend(situation.wallet);
    await mine(KEPT_STATES + 100);
    const third = await spend(situation.wallet);
    const [{ provider }, asked] = through(situation.colophon, forgetfulNode);

    const found = await nonceHolders(provider, situation.wallet.address, [nonce, nonce + 1, nonce + 2, nonce + 3]);

    expect([...found].sort(([a], [b]) => a - b)).to.deep.equal([
      [nonce, holder],
      [nonce + 1, second],
      [nonce + 2, third],
    ]);
    // Once, and one block for each hint.
    const blocks = Number(await network.provider.send("eth_blockNumber", []));
    expect(asked.filter((method) => method === "eth_getBlockByNumber").length).to.be.lessThan(blocks + AT_A_TIME);
  });

  it("looks through blocks no longer than its patience", async () => {
    await mine(KEPT_STATES * 2);

    expect(await seenThrough(forgetfulNode, 0)).to.equal(undefined);
  });
});
