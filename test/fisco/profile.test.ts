import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import type { Wallet } from "ethers";
import { Transaction, ZeroAddress, ZeroHash } from "ethers";
import { config } from "hardhat";

import { DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { type Anvil, freePort, startAnvil } from "../../scripts/chain/anvil";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { someWallet } from "../shared/wallets";
import { type FiscoNode, startFiscoNode } from "./node";
import { METHODS } from "./profile/methods";

/** TIMESTAMP PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: the time that contracts see. */
const TIME_CODE = "0x425f5260205ff3";
/** PUSH1 7 PUSH0 MSTORE PUSH1 32 PUSH0 REVERT: a revert with data. */
const REVERT_CODE = "0x60075f5260205ffd";
/** LOG0 of nothing; its contract does so at every call. Stores nothing. */
const LOGGER_CODE = "0x6005600c60003960056000f35f5fa0005b";
/** SLOAD of slot 0, three times: cold once where a slot can be warm. */
const LOAD_CODE = "0x5f54505f54505f545000";
const WARM_SLOTS = 2n * 2_000n;
const MOVED = "0x00000000000000000000000000000000000000ad";
const SECOND = 1_000;
const POLL_MS = 5;

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: string };
}

describe("the profile of FISCO BCOS", () => {
  let folder: TemporaryFolder;
  let anvil: Anvil;
  let node: FiscoNode;
  let nonce = 0;
  const wallet = devWallet("aurora");

  before(async () => {
    folder = await temporaryFolder();
    anvil = await startAnvil({ port: await freePort(), folder: folder.at("anvil") });
    node = await startFiscoNode(() => anvil.url);
    await node.control("anvil_setNextBlockBaseFeePerGas", ["0x0"]);
  });
  after(async () => {
    await node.stop();
    await anvil.stop();
    await folder.remove();
  });

  async function post(body: string, url = node.url): Promise<Response> {
    return fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  }

  async function ask(method: string, ...params: readonly unknown[]): Promise<Answer> {
    const response = await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
    // A JSON-RPC answer.
    return (await response.json()) as Answer;
  }

  async function resultOf(method: string, ...params: readonly unknown[]): Promise<unknown> {
    const answer = await ask(method, ...params);
    expect(answer.error, method).to.equal(undefined);
    return answer.result;
  }

  async function signed(
    fields: { to?: string; data?: string; gasLimit?: number },
    by: Wallet | typeof wallet = wallet,
  ) {
    const isOwn = by === wallet;
    const { to = ZeroAddress, data = "0x", gasLimit = 8_000_000 } = fields;
    const transaction = Transaction.from({
      ...{ type: 0, chainId: DEV_CHAIN_ID, gasPrice: 0, gasLimit, data },
      ...("to" in fields && fields.to === undefined ? {} : { to }),
      nonce: isOwn ? nonce : 0,
    });
    return by.signTransaction(transaction);
  }

  async function handedOver(fields: Parameters<typeof signed>[0]): Promise<string> {
    const hash = await resultOf("eth_sendRawTransaction", await signed(fields));
    nonce += 1;
    return String(hash);
  }

  /** Sends a transaction and waits until it is in a block. */
  async function sent(fields: Parameters<typeof signed>[0]): Promise<string> {
    const hash = await handedOver(fields);
    while ((await resultOf("eth_getTransactionReceipt", hash)) === null) await delay(POLL_MS);
    return hash;
  }

  interface Receipt {
    readonly contractAddress: string;
    readonly gasUsed: string;
    readonly blockNumber: string;
  }

  async function receiptOf(hash: string): Promise<Receipt> {
    // What a node says of a transaction.
    return (await resultOf("eth_getTransactionReceipt", hash)) as Receipt;
  }

  async function newestTime(): Promise<number> {
    // What a node says of a block.
    return Number(((await resultOf("eth_getBlockByNumber", "latest", false)) as { timestamp: string }).timestamp);
  }

  describe("its methods", () => {
    it("are 44", () => {
      expect(Object.keys(METHODS)).to.have.lengthOf(44);
    });

    it("have an answer of their own, or the chain's", async () => {
      for (const [method, behaviour] of Object.entries(METHODS)) {
        const { result, error } = await ask(method);
        if (behaviour === "absent")
          expect(error).to.deep.equal({ code: -32601, message: "This API has not been implemented yet!" });
        else if (behaviour !== "real") expect(result, method).to.deep.equal(behaviour.answer);
        else expect(error?.code, method).not.to.equal(-32601);
      }
    });

    it("say that they sign and send, and do neither", async () => {
      const before = await resultOf("eth_blockNumber");
      expect(await resultOf("eth_sign", wallet.address, "0x00")).to.equal("0x00");
      expect(await resultOf("eth_signTransaction", {})).to.equal("0x00");
      expect(await resultOf("eth_sendTransaction", { from: wallet.address, to: ZeroAddress })).to.equal(ZeroHash);
      expect(await resultOf("eth_blockNumber")).to.equal(before);
    });

    for (const method of [
      ...["eth_feeHistory", "eth_getProof", "eth_getBlockReceipts", "eth_createAccessList", "eth_subscribe"],
      ...["debug_traceTransaction", "txpool_status", "evm_mine", "anvil_setBalance", "hardhat_mine", "constructor"],
    ]) {
      it(`are without ${method}`, async () => {
        expect((await ask(method)).error).to.deep.equal({ code: -32601, message: "Method not found" });
      });
    }

    it("give the version of the network in hex and the peers as a number", async () => {
      expect(await resultOf("net_version")).to.equal(`0x${DEV_CHAIN_ID.toString(16)}`);
      expect(await resultOf("net_peerCount")).to.be.a("number");
    });
  });

  describe("eth_getLogs", () => {
    it("asks for a range, an address and topics", async () => {
      const filter = { fromBlock: "0x0", toBlock: "latest", address: ZeroAddress, topics: [] };
      for (const name of Object.keys(filter)) {
        const { error } = await ask("eth_getLogs", { ...filter, [name]: undefined });
        expect(error).to.deep.equal({ code: -32000, message: `${name} is null` });
      }
      const { error } = await ask("eth_getLogs", { blockHash: ZeroHash });
      expect(error?.message).to.equal("fromBlock is null");
      const reversed = { ...filter, fromBlock: "0x2", toBlock: "0x1" };
      expect((await ask("eth_getLogs", reversed)).error?.message).to.equal("invalid block range params");
    });

    it("scans the first ten blocks, says nothing of the others, and ignores a block's hash", async () => {
      const { contractAddress: address, blockNumber } = await receiptOf(
        await sent({ to: undefined, data: LOGGER_CODE } as never),
      );
      for (let made = 0; made < 11; made += 1) await sent({ to: address });
      const fromBlock = `0x${(Number(blockNumber) + 1).toString(16)}`;
      const filter = { fromBlock, toBlock: "latest", address, topics: [], blockHash: ZeroHash };

      expect(await resultOf("eth_getLogs", filter)).to.have.lengthOf(10);
      const id = await resultOf("eth_newFilter", { ...filter, fromBlock: "0x0" });
      for (let made = 0; made < 11; made += 1) await sent({ to: address });
      expect(await resultOf("eth_getFilterChanges", id)).to.have.lengthOf(10);
      expect(await resultOf("eth_getFilterChanges", id)).to.have.lengthOf(1);
      expect(await resultOf("eth_uninstallFilter", id)).to.equal(true);
      expect((await ask("eth_getFilterChanges", id)).error?.message).to.equal("filter not found");
    });
  });

  it("ignores the block in eth_call, eth_getBalance, eth_getCode, eth_getStorageAt and eth_getTransactionCount", async () => {
    const { contractAddress: address } = await receiptOf(await sent({ to: undefined, data: LOGGER_CODE } as never));
    await node.control("anvil_setStorageAt", [address, ZeroHash, `0x${"00".repeat(31)}05`]);
    await node.control("anvil_setBalance", [address, "0x9"]);

    expect(await resultOf("eth_getBalance", address, "0x0")).to.equal("0x9");
    expect(await resultOf("eth_getCode", address, "0x0")).not.to.equal("0x");
    expect(Number(await resultOf("eth_getStorageAt", address, "0x0", "0x0"))).to.equal(5);
    expect(Number(await resultOf("eth_getTransactionCount", wallet.address, "0x0"))).to.equal(nonce);
    expect(await resultOf("eth_call", { data: "0x435f5260205ff3" }, "0x0")).not.to.equal(ZeroHash);
  });

  describe("time", () => {
    it("is milliseconds in the EVM and seconds in block JSON", async () => {
      const start = Date.now();
      await sent({});
      const seen = Number(await resultOf("eth_call", { data: TIME_CODE }, "latest"));

      expect(seen).to.be.within(start, Date.now());
      expect(await newestTime()).to.be.within(Math.floor(start / SECOND), Math.floor(Date.now() / SECOND));
    });

    it("moves for tests by seconds", async () => {
      const before = await newestTime();
      await node.control("evm_increaseTime", [600]);
      await node.control("evm_mine");
      expect(await newestTime()).to.be.within(before + 600, before + 630);
    });

    it("stands still on an idle chain, which makes no blocks", async () => {
      const before = [await resultOf("eth_blockNumber"), await newestTime()];
      await delay(1.2 * SECOND);
      expect([await resultOf("eth_blockNumber"), await newestTime()]).to.deep.equal(before);
    });
  });

  describe("what is refused", () => {
    const tooLong = `0x${"00".repeat(49_153)}`;
    const longest = `0x${"00".repeat(49_152)}`;
    const tooLarge = { code: -32602, message: "Transaction data too large" };

    it("is input above 49,152 bytes, in calls too", async () => {
      expect((await ask("eth_sendRawTransaction", await signed({ data: tooLong }))).error).to.deep.equal(tooLarge);
      for (const method of ["eth_call", "eth_estimateGas"]) {
        expect((await ask(method, { to: ZeroAddress, data: tooLong })).error).to.deep.equal(tooLarge);
        expect((await ask(method, { to: ZeroAddress, data: longest })).error).to.equal(undefined);
      }
      await sent({ data: longest });
    });

    it("is a batch of more than 8 requests", async () => {
      const one = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };
      const batch = async (count: number): Promise<unknown> =>
        (await post(JSON.stringify(Array.from({ length: count }, () => one)))).json();
      expect(await batch(8)).to.have.lengthOf(8);
      expect(await batch(9)).to.have.deep.property("error", {
        code: -32600,
        message: "The requested array size exceeds the limit size: 8",
      });
    });

    it("is a body above 10,240,000 bytes", async () => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
      expect((await post(body.padEnd(10_240_000))).status).to.equal(200);
      expect((await post(body.padEnd(10_240_001))).status).to.equal(413);
    });

    it("is a sender without a balance, though gas is free", async () => {
      expect(await resultOf("eth_gasPrice")).to.equal("0x0");
      const { error } = await ask("eth_sendRawTransaction", await signed({}, someWallet() as never));
      expect(error).to.deep.equal({ code: -32602, message: "InsufficientFunds" });
    });

    it("is a transaction that it has, in its own word", async () => {
      await node.control("evm_setAutomine", [false]);
      const raw = await signed({});
      await handedOver({});
      const { error } = await ask("eth_sendRawTransaction", raw);
      await node.control("evm_setAutomine", [true]);
      await node.control("evm_mine");
      expect(error).to.deep.equal({ code: -32603, message: "AlreadyInTxPool" });
    });
  });

  it("gives the data of a revert and no word with them", async () => {
    for (const method of ["eth_call", "eth_estimateGas"]) {
      const { error } = await ask(method, { data: REVERT_CODE }, "latest");
      expect(error).to.deep.equal({ code: 16, message: "", data: `0x${"00".repeat(31)}07` });
    }
  });

  it("does not show a transaction that waits for a block", async () => {
    await node.control("evm_setAutomine", [false]);
    const hash = await handedOver({});
    expect(await resultOf("eth_getTransactionByHash", hash)).to.equal(null);
    await node.control("evm_setAutomine", [true]);
    await node.control("evm_mine");
    expect(await resultOf("eth_getTransactionByHash", hash)).not.to.equal(null);
  });

  describe("gas", () => {
    it("is always cold, in estimates, in receipts and against the limit", async () => {
      const call = { from: wallet.address, data: LOAD_CODE };
      const behind = BigInt(String(await node.control("eth_estimateGas", [call])));
      const estimate = BigInt(String(await resultOf("eth_estimateGas", call)));
      expect(estimate - behind).to.equal(WARM_SLOTS);

      const creation = { to: undefined, data: LOAD_CODE } as never;
      const short = await signed({ ...(creation as object), gasLimit: Number(behind) });
      expect((await ask("eth_sendRawTransaction", short)).error?.message).to.contain("OutOfGas");
      const hash = await sent({ ...(creation as object), gasLimit: Number(estimate) });
      // What anvil says of it.
      const warm = (await node.control("eth_getTransactionReceipt", [hash])) as Receipt;
      expect(BigInt((await receiptOf(hash)).gasUsed) - BigInt(warm.gasUsed)).to.equal(WARM_SLOTS);
    });
  });

  describe("the address of a contract", () => {
    it("is what the receipt says, and need not be what one computes", async () => {
      const other = await startFiscoNode(() => anvil.url, 0, { contractAddress: () => MOVED });
      const hash = await sent({ to: undefined, data: LOGGER_CODE } as never);
      const body = { jsonrpc: "2.0", id: 1, method: "eth_getTransactionReceipt", params: [hash] };
      // A JSON-RPC answer.
      const { result } = (await (await post(JSON.stringify(body), other.url)).json()) as { result: Receipt };
      await other.stop();
      expect(result.contractAddress).to.equal(MOVED);
    });

    it("is computed nowhere in lib, tasks and deploy", () => {
      const computing = ["lib", "tasks", "deploy", "scripts"].flatMap((top) =>
        readdirSync(join(config.paths.root, top), { recursive: true, encoding: "utf8" })
          .filter((name) => name.endsWith(".ts"))
          .map((name) => join(top, name))
          .filter((name) =>
            /getCreate2?Address|deployContract|ContractFactory/.test(
              readFileSync(join(config.paths.root, name), "utf8"),
            ),
          ),
      );
      expect(computing).to.deep.equal([]);
    });
  });
});
