import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Transaction } from "ethers";
import { network } from "hardhat";

import { send, type SendOptions } from "../../../../lib/chain/sending/send";
import { write } from "../../../../lib/chain/sending/write";
import { NO_TITLE, titleOf } from "../../../shared/records";
import { sign } from "../../shared/by-hand";
import { nodeError, type Twist } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { mineBlock, nonceOf, setSituation, type Situation, stopMining, through } from "./sending";

/** Long enough for a busy machine to poll a few times, short enough to wait for. */
const SOON = 300;
const NOBODY_KNOWS = "was sent, and nobody knows what became of it.";
const SAFE_AGAIN = "Nothing was written by it. Run the command again.";

/** Runs once, right after the node has taken a transaction. */
function afterSending(then: (hash: string) => Promise<unknown>): Readonly<Record<string, Twist>> {
  return {
    eth_sendRawTransaction: async (hash) => {
      await then(String(hash));
      return hash;
    },
  };
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
      expect((await colophon.provider.getTransaction(receipt.hash))?.from).to.equal(wallet.address);
      expect(receipt.block).to.equal(await time.latestBlock());
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

      expect(receipt.block).to.equal(before + 1);
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
        await open.connect(accounts.deployer).unpause();
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
        { lostAfter: SOON },
      );

      expect(refusal.message).to.equal(`The transaction ${refusal.hash} was dropped by the node`);
      expect(refusal.advice).to.equal(
        "It may still be carried out: look at what is on chain before you run the command again.",
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
        { lostAfter: SOON },
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
        lostAfter: 0,
      });

      expect(refusal.message).to.equal(`The transaction ${refusal.hash} ${NOBODY_KNOWS} It is in no block after 0.3 s`);
    });
  });
});
