import { setBalance, setNextBlockBaseFeePerGas } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toQuantity, Transaction, Wallet } from "ethers";
import { network } from "hardhat";

import { judge } from "../../../../lib/chain/sending/answer";
import { PatientNode } from "../../../../lib/chain/sending/pipeline/node";
import { send } from "../../../../lib/chain/sending/send";
import { write } from "../../../../lib/chain/sending/write";
import type { ColophonError } from "../../../../lib/errors";
import { admit, claimOf } from "../../../shared/fixture";
import { titleOf } from "../../../shared/records";
import { someWallet } from "../../../shared/wallets";
import { broadcast, sign } from "../../shared/by-hand";
import { nodeError } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { mineBlock, nonceOf, setSituation, stopMining, through } from "./sending";

const GWEI = "0x3b9aca00";

describe("sign", () => {
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
  });

  it("makes a legacy transaction of this chain, with room above the estimate and the node's price", async () => {
    const { colophon, wallet, call } = await setSituation();
    const [{ provider }] = through(colophon, { eth_estimateGas: () => "0x186a0", eth_gasPrice: () => GWEI });

    const signed = await sign(wallet, provider, call);

    const { type, chainId, nonce, gasLimit, gasPrice, value, to, data, from, hash } = Transaction.from(signed.raw);
    expect({ type, chainId, gasLimit, gasPrice, value, to, data, from }).to.deep.equal({
      type: 0,
      chainId: colophon.chainId,
      gasLimit: 130_000n,
      gasPrice: 1_000_000_000n,
      value: 0n,
      to: call.to,
      data: call.data,
      from: wallet.address,
    });
    expect(signed).to.include({ hash, from, nonce });
  });

  for (const [situation, baseFee, price] of [
    ["a base fee that is higher", "0x77359400", 2_500_000_000n],
    ["a base fee that is a little lower", "0x3b023380", 1_237_500_000n],
    ["a base fee that is much lower", "0x1", 1_000_000_000n],
    ["no base fee", null, 1_000_000_000n],
  ] as const) {
    it(`leaves room for the base fee to rise, and adds nothing to a price that has it: ${situation}`, async () => {
      const { colophon, wallet, call } = await setSituation();
      const [{ provider }] = through(colophon, {
        eth_gasPrice: () => GWEI,
        eth_getBlockByNumber: (block) => Object.assign({}, block, { baseFeePerGas: baseFee }),
      });

      const { raw } = await sign(wallet, provider, call);

      expect(Transaction.from(raw).gasPrice).to.equal(price);
    });
  }

  it("does not bid against itself on a node that suggests what was paid last", async () => {
    const { colophon, wallet, call } = await setSituation();
    let paid = BigInt(GWEI);
    const [{ provider }] = through(colophon, {
      eth_gasPrice: () => `0x${paid.toString(16)}`,
      eth_getBlockByNumber: (block) => Object.assign({}, block, { baseFeePerGas: "0x1" }),
    });

    for (let count = 0; count < 20; count += 1) {
      paid = Transaction.from((await sign(wallet, provider, call)).raw).gasPrice ?? 0n;
    }

    expect(paid).to.equal(BigInt(GWEI));
  });

  it("refuses a fee that cannot be meant, and sends nothing", async () => {
    const { colophon, wallet, call } = await setSituation();
    const [{ provider }, asked] = through(colophon, {
      eth_estimateGas: () => "0x186a0",
      eth_gasPrice: () => "0x82f79cd9000",
    });

    const refusal = await refusalOf(() => send(wallet, provider, call));

    expect(refusal.message).to.equal("The node asks for a fee of 1.17 ether, and 1 is the most that is paid");
    expect(refusal.advice).to.equal("Use another node, or ask the network's operator why gas is so dear.");
    expect(refusal.exitCode).to.equal(1);
    expect(asked).not.to.include("eth_sendRawTransaction");
  });

  it("counts the transactions that wait for a block", async () => {
    const { colophon, wallet, call } = await setSituation();
    const first = await sign(wallet, colophon.provider, call);
    await stopMining();
    await broadcast(colophon.provider, first);

    const second = await sign(wallet, colophon.provider, { to: wallet.address, data: "0x" });

    expect(second.nonce).to.equal(first.nonce + 1);
  });

  it("takes no nonce that is used, though the node forgets to count what is in blocks among what is ready", async () => {
    const { colophon, wallet, call } = await setSituation();
    await broadcast(colophon.provider, await sign(wallet, colophon.provider, call));
    const latest = Number(await nonceOf(wallet));
    const [{ provider }] = through(colophon, {
      eth_getTransactionCount: (count, [, tag]) => (tag === "pending" ? toQuantity(latest - 1) : count),
    });

    expect((await sign(wallet, provider, { to: wallet.address, data: "0x" })).nonce).to.equal(latest);
  });

  it("signs nothing where the node counts more waiting transactions than can be", async () => {
    const { colophon, wallet, call } = await setSituation();
    const latest = Number(await nonceOf(wallet));
    const [{ provider }, asked] = through(colophon, {
      eth_getTransactionCount: (count, [, tag]) => (tag === "pending" ? toQuantity(latest + 10_001) : count),
    });

    const refusal = await refusalOf(() => send(wallet, provider, call));

    expect(refusal.message).to.equal(
      `The node says that 10001 transactions of ${wallet.address} wait for a block, which cannot be`,
    );
    expect(refusal.advice).to.equal("Ask another node of the network: run the command again with its URL.");
    expect(asked).not.to.include("eth_sendRawTransaction");
  });

  it("refuses an account whose balance does not cover the transaction, and says both", async () => {
    const stage = await setSituation();
    const wallet = someWallet();
    await admit(stage, wallet.address);
    await setBalance(wallet.address, 5n);
    const call = await stage.colophon.registry.register.populateTransaction(claimOf(wallet.address));
    const [{ provider }, asked] = through(stage.colophon, {
      eth_estimateGas: () => "0x186a0",
      eth_gasPrice: () => GWEI,
    });

    const refusal = await refusalOf(() => send(new Wallet(wallet.privateKey), provider, call));

    expect(refusal.message).to.equal(
      `The account ${wallet.address} has 5 wei and the transaction costs ${130_000n * 1_000_000_000n} wei`,
    );
    expect(refusal.advice).to.equal(`Fund the account: npx hardhat account fund --account ${wallet.address}`);
    expect(refusal.exitCode).to.equal(1);
    expect(asked).not.to.include("eth_sendRawTransaction");
  });

  /** An account with nothing, on a chain where gas is free, through a node that names a price all the same. */
  async function priceForNothing(baseFee: string | null): Promise<[refusal: ColophonError, asked: readonly string[]]> {
    const { colophon } = await setSituation();
    const wallet = someWallet();
    const [{ provider }, asked] = through(colophon, {
      eth_estimateGas: () => "0x5208",
      eth_gasPrice: () => "0x3e8",
      eth_getBlockByNumber: (block) => Object.assign({}, block, { baseFeePerGas: baseFee }),
    });
    return [await refusalOf(() => send(wallet, provider, { to: wallet.address, data: "0x" })), asked];
  }

  it("says what is wrong with a node that names a price where gas is free and the account has nothing", async () => {
    const [refusal, asked] = await priceForNothing("0x0");

    expect(refusal.message).to.equal("The node names a gas price of 1000 wei, though gas is free: the base fee is 0");
    expect(refusal.advice).to.equal(
      "Ask the node's operator to have it name 0 (Besu: --min-gas-price=0), or add a node that does to COLOPHON_CONSORTIUM_URL.",
    );
    expect(asked).not.to.include("eth_sendRawTransaction");
  });

  it("wants the account funded where the chain has no base fee at all, and the node names a price", async () => {
    const [refusal] = await priceForNothing(null);

    expect(refusal.message).to.match(/ has 0 wei and the transaction costs 27300000 wei$/);
    expect(refusal.advice).to.match(/^Fund the account: npx hardhat account fund --account 0x[0-9a-fA-F]{40}$/);
  });

  it("takes an account without balance where gas is free", async () => {
    const stage = await setSituation();
    const wallet = someWallet();
    await admit(stage, wallet.address);
    const claim = claimOf(wallet.address);
    const [node, asked] = through(stage.colophon, { eth_gasPrice: () => "0x0" });
    await setNextBlockBaseFeePerGas(0n);
    await mineBlock();

    const receipt = await write(node, wallet, stage.colophon.registry.register.populateTransaction(claim));

    expect((await stage.colophon.provider.getTransaction(receipt.hash))?.gasPrice).to.equal(0n);
    expect(asked).not.to.include("eth_getBalance");
    expect((await titleOf(stage.registry, BigInt(claim.contentHash))).owner).to.equal(wallet.address);
  });
});

describe("send, when a node has words for what it is handed", () => {
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
  });

  it("takes it as sent when the same bytes are handed to a node twice", async () => {
    const { colophon, wallet, call } = await setSituation();
    const signed = await sign(wallet, colophon.provider, call);
    const node = new PatientNode(colophon.provider, wallet.address);
    await stopMining();

    expect(await node.hand(signed)).to.equal(undefined);
    expect(judge(await node.hand(signed))).to.equal("known");
    await mineBlock();

    const receipt = await colophon.provider.getTransactionReceipt(signed.hash);
    expect(receipt?.status).to.equal(1);
  });

  for (const words of ["already known", "transaction already imported", "Known transaction: 0x01"]) {
    it(`takes it as sent when a node says "${words}"`, async () => {
      const { colophon, registry, wallet, call, workId } = await setSituation();
      const [{ provider }] = through(colophon, {
        eth_sendRawTransaction: () => {
          throw nodeError(words);
        },
      });

      const receipt = await send(wallet, provider, call);

      expect(receipt.status).to.equal(1);
      expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    });
  }

  it("passes every other refusal of the node on, in the node's words", async () => {
    const { colophon, wallet, call } = await setSituation();
    const [node] = through(colophon, {}, { eth_sendRawTransaction: nodeError("txpool is full") });

    const refusal = await refusalOf(() => write(node, wallet, Promise.resolve(call), { lostAfter: 100 }));

    expect(refusal.message).to.equal("The node refused: txpool is full");
    expect(refusal.exitCode).to.equal(1);
  });
});
