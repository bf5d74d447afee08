import { setBalance, setNextBlockBaseFeePerGas, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type BaseWallet, type ContractTransaction, Transaction, Wallet } from "ethers";
import { network } from "hardhat";

import { type Colophon, write } from "../../../lib/chain/colophon";
import { devWallet } from "../../../lib/chain/dev-wallet";
import { broadcast, send, type SendOptions, sign } from "../../../lib/chain/send";
import { admit, claimOf } from "../../shared/fixture";
import { NO_TITLE, titleOf } from "../../shared/records";
import { nodeError, nodeInBetween, type Twist } from "../node-in-between";
import { refusalOf } from "../refusal";
import { setStage, type Stage } from "../stage";

/** Long enough for a busy machine to poll a few times, short enough to wait for. */
const SOON = 300;
const GWEI = "0x3b9aca00";
const NOBODY_KNOWS = "was sent, and nobody knows what became of it.";
const SAFE_AGAIN = "Nothing was written by it. Run the command again.";

interface Situation extends Stage {
  readonly wallet: BaseWallet;
  readonly workId: bigint;
  readonly call: ContractTransaction;
}

async function setSituation(): Promise<Situation> {
  const stage = await setStage();
  const claim = claimOf(stage.accounts.aurora);
  const call = await stage.colophon.registry.register.populateTransaction(claim);
  return { ...stage, wallet: devWallet("aurora"), workId: BigInt(claim.contentHash), call };
}

/** The same deployment through a node that twists answers; `asked` are the methods it was asked for. */
function through(colophon: Colophon, twists: Readonly<Record<string, Twist>>): [Colophon, readonly string[]] {
  const { provider, asked } = nodeInBetween(twists);
  return [{ ...colophon, provider }, asked];
}

/** Runs once, right after the node has taken a transaction. */
function afterSending(then: (hash: string) => Promise<unknown>): Readonly<Record<string, Twist>> {
  return {
    eth_sendRawTransaction: async (hash) => {
      await then(String(hash));
      return hash;
    },
  };
}

const stopMining = (): Promise<unknown> => network.provider.send("evm_setAutomine", [false]);
const mineBlock = (): Promise<unknown> => network.provider.send("evm_mine");

async function nonceOf(wallet: BaseWallet): Promise<unknown> {
  return network.provider.send("eth_getTransactionCount", [wallet.address, "pending"]);
}

describe("send", () => {
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
  });

  describe("when the chain takes the call", () => {
    it("gives the receipt of the transaction, and the call has been made", async () => {
      const { colophon, registry, wallet, call, workId } = await setSituation();

      const receipt = await send(wallet, colophon.provider, call);

      expect(receipt.status).to.equal(1);
      expect(receipt.from).to.equal(wallet.address);
      expect(receipt.blockNumber).to.equal(await time.latestBlock());
      expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    });

    it("does what is to be done before sending after the call was found good and before it is sent", async () => {
      const { colophon, wallet, call } = await setSituation();
      const [{ provider }, asked] = through(colophon, {});
      let before: string[] = [];

      await send(wallet, provider, call, {
        beforeSending: async () => {
          before = [...asked];
        },
      });

      expect(before).to.include.members(["eth_estimateGas", "eth_getTransactionCount"]);
      expect(before).not.to.include("eth_sendRawTransaction");
      expect(asked).to.include("eth_sendRawTransaction");
    });

    it("sends nothing where what is to be done before fails, and passes the failure on", async () => {
      const { colophon, registry, wallet, call, workId } = await setSituation();
      const [{ provider }, asked] = through(colophon, {});
      const failure = new Error("the disk is full");
      const beforeSending = (): Promise<never> => Promise.reject(failure);

      await expect(send(wallet, provider, call, { beforeSending })).to.be.rejectedWith(failure);

      expect(asked).not.to.include("eth_sendRawTransaction");
      expect(await titleOf(registry, workId)).to.deep.equal(NO_TITLE);
    });

    it("waits for the block where the chain makes none at once", async () => {
      const { colophon, wallet, call } = await setSituation();
      const before = await time.latestBlock();
      await stopMining();
      let polls = 0;
      const [{ provider }] = through(colophon, {
        eth_getTransactionByHash: async (found) => {
          polls += 1;
          if (polls === 2) await mineBlock();
          return found;
        },
      });

      const receipt = await send(wallet, provider, call);

      expect(receipt.blockNumber).to.equal(before + 1);
    });
  });

  describe("when the call would revert", () => {
    it("sends nothing, and does nothing that is to be done before sending", async () => {
      const { colophon, accounts, wallet, call } = await setSituation();
      await send(wallet, colophon.provider, call);
      const [node, asked] = through(colophon, {});
      const nonce = await nonceOf(wallet);
      let done = false;
      const beforeSending = async (): Promise<void> => {
        done = true;
      };

      const refusal = await refusalOf(() => write(node, wallet, Promise.resolve(call), { beforeSending }));

      expect(refusal.message).to.contain(`is already registered by ${accounts.aurora.address} on `);
      expect(done).to.equal(false);
      expect(asked).not.to.include("eth_sendRawTransaction");
      expect(await nonceOf(wallet)).to.equal(nonce);
    });
  });

  describe("when the transaction reverts in its block", () => {
    /** Sends while the registry is open, and pauses it before the block is made. */
    async function sendIntoPause(
      then: (situation: Situation) => Promise<unknown>,
    ): Promise<[Situation, Promise<unknown>]> {
      const situation = await setSituation();
      const { colophon, registry, accounts, wallet, call } = situation;
      const [node] = through(
        colophon,
        afterSending(async () => {
          await mineBlock();
          await then(situation);
        }),
      );
      const beforeSending = async (): Promise<void> => {
        await registry.connect(accounts.guardian).pause();
        await stopMining();
      };
      return [situation, write(node, wallet, Promise.resolve(call), { beforeSending })];
    }

    it("gives the reason", async () => {
      const [{ registry, workId }, sent] = await sendIntoPause(async () => undefined);

      const refusal = await refusalOf(() => sent);

      expect(refusal.message).to.equal("The registry is paused: it can be read, not written");
      expect(refusal.advice).to.equal("Try again later.");
      expect(refusal.exitCode).to.equal(1);
      expect(await titleOf(registry, workId)).to.deep.equal(NO_TITLE);
    });

    it("says that it failed, and where, once the reason is gone", async () => {
      const [{ registry, workId }, sent] = await sendIntoPause(async ({ registry: open, accounts }) => {
        await network.provider.send("evm_setAutomine", [true]);
        await open.connect(accounts.guardian).unpause();
      });

      const refusal = await refusalOf(() => sent);

      const block = (await time.latestBlock()) - 1;
      expect(refusal.message).to.match(new RegExp(`^The transaction 0x[0-9a-f]{64} failed in block ${block}$`));
      expect(refusal.advice).to.equal("The chain changed in the meantime. Run the command again.");
      expect(refusal.exitCode).to.equal(1);
      expect(await titleOf(registry, workId)).to.deep.equal(NO_TITLE);
    });
  });

  describe("when the transaction never comes into a block", () => {
    async function refusedAfter(
      situation: Situation,
      then: (hash: string) => Promise<unknown>,
      options: SendOptions,
    ): Promise<{ message: string; advice: string | undefined; exitCode: number; hash: string }> {
      let sent = "";
      const [{ provider }] = through(
        situation.colophon,
        afterSending(async (hash) => {
          sent = hash;
          await then(hash);
        }),
      );
      await stopMining();
      const refusal = await refusalOf(() => send(situation.wallet, provider, situation.call, options));
      const { message, advice, exitCode } = refusal;
      return { message, advice, exitCode, hash: sent };
    }

    it("says so where the node dropped it", async () => {
      const situation = await setSituation();
      const nonce = await nonceOf(situation.wallet);

      const refusal = await refusedAfter(
        situation,
        (hash) => network.provider.send("hardhat_dropTransaction", [hash]),
        { droppedAfter: SOON },
      );

      expect(refusal.message).to.equal(`The transaction ${refusal.hash} was dropped by the node`);
      expect(refusal.advice).to.equal(
        "Run the command again; another node may still know it, so look at what is on chain first.",
      );
      expect(refusal.exitCode).to.equal(1);
      expect(await nonceOf(situation.wallet)).to.equal(nonce);
    });

    it("says so where another one with the same nonce came in its place", async () => {
      const situation = await setSituation();
      const { registry, wallet, workId, colophon } = situation;
      const nonce = Number(await nonceOf(wallet));

      const refusal = await refusedAfter(
        situation,
        async () => {
          const { raw } = await sign(wallet, colophon.provider, { to: wallet.address, data: "0x" });
          const { gasPrice, chainId } = Transaction.from(raw);
          const dearer = {
            type: 0,
            to: wallet.address,
            chainId,
            nonce,
            gasPrice: (gasPrice ?? 0n) * 2n,
            gasLimit: 21_000n,
          };
          await network.provider.send("eth_sendRawTransaction", [await wallet.signTransaction(dearer)]);
          await mineBlock();
        },
        { droppedAfter: SOON },
      );

      expect(refusal.message).to.equal(
        `The transaction ${refusal.hash} was replaced by another one of ${wallet.address} with the same nonce ${nonce}`,
      );
      expect(refusal.advice).to.equal(SAFE_AGAIN);
      expect(refusal.exitCode).to.equal(1);
      expect(await titleOf(registry, workId)).to.deep.equal(NO_TITLE);
    });

    it("says so where the network makes no block", async () => {
      const refusal = await refusedAfter(await setSituation(), async () => undefined, { patience: SOON });

      expect(refusal.message).to.equal(`The transaction ${refusal.hash} ${NOBODY_KNOWS} It is in no block after 0.3 s`);
      expect(refusal.advice).to.equal(
        "It may still be carried out: look at what is on chain before you run the command again.",
      );
      expect(refusal.exitCode).to.equal(1);
    });

    it("says so where the node stops answering", async () => {
      const { colophon, wallet, call } = await setSituation();
      const [{ provider }] = through(colophon, {
        eth_getTransactionReceipt: () => {
          throw nodeError("out of order");
        },
      });

      const refusal = await refusalOf(() => send(wallet, provider, call, { patience: SOON }));

      expect(refusal.message).to.match(
        new RegExp(`^The transaction 0x[0-9a-f]{64} ${NOBODY_KNOWS} The node stopped answering$`),
      );
      expect(refusal.exitCode).to.equal(1);
    });

    it("goes on where the node answers again", async () => {
      const { colophon, registry, wallet, call, workId } = await setSituation();
      let asked = 0;
      const [{ provider }] = through(colophon, {
        eth_getTransactionReceipt: (receipt) => {
          asked += 1;
          if (asked === 1) throw nodeError("out of order");
          return receipt;
        },
      });

      expect((await send(wallet, provider, call)).status).to.equal(1);
      expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    });

    it("does not take a transaction for dropped while the node knows it", async () => {
      const refusal = await refusedAfter(await setSituation(), async () => undefined, {
        patience: SOON,
        droppedAfter: 0,
      });

      expect(refusal.message).to.equal(`The transaction ${refusal.hash} ${NOBODY_KNOWS} It is in no block after 0.3 s`);
    });
  });
});

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

  it("refuses an account whose balance does not cover the transaction, and says both", async () => {
    const stage = await setSituation();
    const wallet = Wallet.createRandom();
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
    expect(refusal.advice).to.equal("Fund the account, or ask the network's operator to.");
    expect(refusal.exitCode).to.equal(1);
    expect(asked).not.to.include("eth_sendRawTransaction");
  });

  it("takes an account without balance where gas is free", async () => {
    const stage = await setSituation();
    const wallet = new Wallet(Wallet.createRandom().privateKey);
    await admit(stage, wallet.address);
    const claim = claimOf(wallet.address);
    const [node, asked] = through(stage.colophon, { eth_gasPrice: () => "0x0" });
    await setNextBlockBaseFeePerGas(0n);
    await mineBlock();

    const receipt = await write(node, wallet, stage.colophon.registry.register.populateTransaction(claim));

    expect(receipt.gasPrice).to.equal(0n);
    expect(asked).not.to.include("eth_getBalance");
    expect((await titleOf(stage.registry, BigInt(claim.contentHash))).owner).to.equal(wallet.address);
  });
});

describe("broadcast", () => {
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
  });

  it("takes it as sent when the same bytes are handed to a node twice", async () => {
    const { colophon, wallet, call } = await setSituation();
    const signed = await sign(wallet, colophon.provider, call);
    await stopMining();

    await broadcast(colophon.provider, signed);
    await broadcast(colophon.provider, signed);
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
    const [node] = through(colophon, {
      eth_sendRawTransaction: () => {
        throw nodeError("txpool is full");
      },
    });

    const refusal = await refusalOf(() => write(node, wallet, Promise.resolve(call)));

    expect(refusal.message).to.equal("The node refused: txpool is full");
    expect(refusal.exitCode).to.equal(1);
  });
});
