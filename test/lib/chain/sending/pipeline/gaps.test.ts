import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import { type BaseWallet, type JsonRpcApiProvider, makeError, toQuantity } from "ethers";
import { network } from "hardhat";

import { DEV_CHAIN_ID } from "../../../../../lib/chain/development/dev-accounts";
import {
  type LegacyFields,
  type SignedTransaction,
  signLegacy,
} from "../../../../../lib/chain/sending/legacy-transaction";
import { Gaps } from "../../../../../lib/chain/sending/pipeline/gaps";
import { NoAnswer } from "../../../../../lib/chain/sending/pipeline/node";
import { Run } from "../../../../../lib/chain/sending/pipeline/run";
import { someWallet } from "../../../../shared/wallets";
import { broadcast, sign } from "../../../shared/by-hand";
import { nodeError } from "../../../shared/node-in-between";
import { refusalOf } from "../../../shared/refusal";
import { mineBlock, nonceOf, setSituation, type Situation, stopMining, through } from "../sending";

const SOON = 300;
const OPTIONS = { inFlight: 1, onReceipts: () => undefined };
/** More often than a gap has to be looked at until it is closed. */
const LOOKS = 5;

/** A transaction that does nothing but use up a nonce. */
function signNothing(
  wallet: BaseWallet,
  fields: Pick<LegacyFields, "chainId" | "nonce" | "gasPrice">,
): SignedTransaction {
  return signLegacy(wallet, { to: wallet.address, data: "0x", gasLimit: 21_000n, ...fields });
}

/** Looks at what is below a kept transaction, as a run does, until there is no gap or it had its chance. */
async function closeGap(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  nonce: number,
  patience: number,
): Promise<void> {
  const kept = signNothing(wallet, { chainId: BigInt(DEV_CHAIN_ID), nonce, gasPrice: 1n });
  const journal = { entries: () => [{ ...kept, key: 0, gasPrice: 1n }], add: () => undefined };
  const run = new Run(wallet, provider, journal, { ...OPTIONS, lostAfter: patience, largestGap: 64 });
  const gaps = new Gaps();
  for (let look = 0; look < LOOKS; look += 1) {
    const closing = run.node.count("latest").then((mined) => gaps.close(Object.assign(run, { mined })));
    // A run goes on from its beginning where there is no answer.
    const hasGap = await closing.catch((error: unknown) => {
      if (error instanceof NoAnswer) return true;
      throw error;
    });
    if (!hasGap) return;
    await delay(patience);
  }
}

describe("Gaps", () => {
  let situation: Situation;
  let free: number;
  beforeEach(async () => {
    situation = await setSituation();
    free = Number(await nonceOf(situation.wallet));
  });
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
  });

  const used = async (): Promise<number> => Number(await nonceOf(situation.wallet)) - free;

  it("sends nothing where there is no gap, and asks for nothing but the count", async () => {
    const [{ provider }, asked] = through(situation.colophon, {});

    await closeGap(situation.wallet, provider, free, SOON);

    expect(asked.filter((method) => method !== "eth_chainId")).to.deep.equal(["eth_getTransactionCount"]);
  });

  it("closes a gap of 64, and leaves a larger one as it is", async () => {
    const { wallet, colophon } = situation;

    await closeGap(wallet, colophon.provider, free + 65, SOON);
    expect(await used()).to.equal(0);
    await closeGap(wallet, colophon.provider, free + 64, SOON);
    expect(await used()).to.equal(64);
  });

  it("leaves a nonce to somebody's transaction that the node has and did not count", async () => {
    const { wallet, colophon } = situation;
    await stopMining();
    const chainId = BigInt(colophon.chainId);
    const theirs = signNothing(wallet, { chainId, nonce: free, gasPrice: 10n ** 12n });
    await broadcast(colophon.provider, theirs);
    const [{ provider }] = through(colophon, { eth_getTransactionCount: () => toQuantity(free) });

    await closeGap(wallet, provider, free + 2, SOON);
    await mineBlock();

    expect(await used()).to.equal(2);
    expect((await colophon.provider.getTransactionReceipt(theirs.hash))?.status).to.equal(1);
  });

  it("uses up no more than what is missing below somebody's transaction: some nodes have one take another's place", async () => {
    const { wallet, colophon } = situation;
    await stopMining();
    const theirs = signNothing(wallet, { chainId: BigInt(colophon.chainId), nonce: free + 1, gasPrice: 10n ** 12n });
    await broadcast(colophon.provider, theirs);
    const [{ provider }, asked] = through(colophon, {});

    await closeGap(wallet, provider, free + 2, SOON);
    await mineBlock();

    expect(asked.filter((method) => method === "eth_sendRawTransaction")).to.have.length(1);
    expect(await used()).to.equal(2);
    expect((await colophon.provider.getTransactionReceipt(theirs.hash))?.status).to.equal(1);
  });

  it("asks for a balance that covers all of it, and sends nothing without", async () => {
    const { colophon } = situation;
    const wallet = someWallet();
    await network.provider.send("hardhat_setBalance", [wallet.address, toQuantity(21_000n * 10n ** 9n)]);
    const [{ provider }, asked] = through(colophon, {
      eth_gasPrice: () => toQuantity(10n ** 9n),
      eth_getBlockByNumber: (block) => Object.assign({}, block, { baseFeePerGas: "0x1" }),
    });

    const refusal = await refusalOf(() => closeGap(wallet, provider, 2, SOON));

    expect(refusal.message).to.match(/ has 21000000000000 wei and the transaction costs 42000000000000 wei$/);
    expect(asked).not.to.include("eth_sendRawTransaction");
  });

  it("passes on why the node refuses", async () => {
    const [{ provider }] = through(situation.colophon, {}, { eth_sendRawTransaction: nodeError("not permitted") });

    await expect(closeGap(situation.wallet, provider, free + 1, SOON)).to.be.rejectedWith("not permitted");
  });

  it("leaves it for later where no node answers", async () => {
    const [{ provider }] = through(situation.colophon, {});
    // What ethers throws where no answer comes.
    provider.send = () => {
      throw makeError("no answer", "NETWORK_ERROR", { event: "asking" });
    };

    await closeGap(situation.wallet, provider, free + 1, SOON);

    expect(await used()).to.equal(0);
  });
});

describe("the nonce of a call", () => {
  it("is what a node counts as long as that can be", async () => {
    const { colophon, wallet, call } = await setSituation();
    const latest = Number(await nonceOf(wallet));
    const [{ provider }] = through(colophon, {
      eth_getTransactionCount: (count, [, tag]) => (tag === "pending" ? toQuantity(latest + 10_000) : count),
    });

    expect((await sign(wallet, provider, call)).nonce).to.equal(latest + 10_000);
  });
});
