import { readFileSync } from "node:fs";

import { expect } from "chai";
import type { Wallet } from "ethers";
import { Transaction } from "ethers";

import { rpc } from "../../scripts/chain/anvil";
import { VALIDATORS } from "../../scripts/consortium/create";
import { ensureEngine } from "../../scripts/consortium/engine";
import { type ConsortiumNetwork, openNetwork } from "../../scripts/consortium/network";
import { freeFirstPort } from "../../scripts/consortium/ports";
import { waitFor } from "../../scripts/shared/wait";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { someWallet } from "../shared/wallets";

const BUILD_TIMEOUT_MS = 600_000;
const RECEIPT_TIMEOUT_MS = 20_000;
const PEERS_TIMEOUT_MS = 30_000;
/** Longer than a block takes while one validator is down. */
const STANDSTILL_MS = 6_000;
const RECIPIENT = "0x1111111111111111111111111111111111111111";
const OTHERS_THAN_1 = [2, 3, 4];
/** JUMPDEST, KECCAK256 of nothing, POP, JUMP to the beginning: hashes until its gas is gone. */
const BURNS_GAS = "0x5b60006000205060005600";

describe("The consortium network", function () {
  this.timeout(240_000);

  let folder: TemporaryFolder;
  let network: ConsortiumNetwork;
  before(async function () {
    this.timeout(BUILD_TIMEOUT_MS);
    await ensureEngine({ say: (line) => console.log(`    ${line}`) });
    folder = await temporaryFolder();
    network = openNetwork({
      folder: folder.at("consortium"),
      firstPort: await freeFirstPort(VALIDATORS),
      endsWithProcess: true,
    });
    await network.start();
  });
  after(async () => {
    await network.stop();
    await folder.remove();
  });
  // What a test breaks it leaves broken; the next one begins with a whole network.
  beforeEach(async () => {
    await network.start();
  });

  async function hashesAt(height: number): Promise<readonly string[]> {
    const blocks = await Promise.all(
      network.urls.map((url) => rpc(url, "eth_getBlockByNumber", [`0x${height.toString(16)}`, false])),
    );
    return blocks.map((block) => (block as { hash: string }).hash); // A block has one.
  }

  async function expectAgreement(): Promise<void> {
    const height = await network.height();
    await network.waitForBlock(height);
    const [first, ...others] = await hashesAt(height);
    expect(others).to.deep.equal([first, first, first]);
  }

  /** Signs with an account that owns nothing, as all accounts do there. */
  async function send(wallet: Wallet, nonce: number, url: string, more: object = {}): Promise<string> {
    const fields = {
      type: 0,
      chainId: network.chainId,
      nonce,
      gasPrice: 0n,
      gasLimit: 21_000n,
      to: RECIPIENT,
      ...more,
    };
    return String(await rpc(url, "eth_sendRawTransaction", [await wallet.signTransaction(Transaction.from(fields))]));
  }

  async function receiptOf(hash: string, url: string): Promise<{ status: string; gasUsed: string }> {
    const receipt = await waitFor(
      async () => (await rpc(url, "eth_getTransactionReceipt", [hash])) ?? undefined,
      RECEIPT_TIMEOUT_MS,
    );
    return receipt as { status: string; gasUsed: string }; // What a receipt has.
  }

  it("makes blocks on which four validators agree, who all vote and know each other", async () => {
    await expectAgreement();

    const isWhole = async (): Promise<true | undefined> =>
      (await network.status()).validators.every(({ peers }) => peers === 3) || undefined;
    expect(await waitFor(isWhole, PEERS_TIMEOUT_MS)).to.be.true;
    const { validators, validatorSet, makesBlocks } = await network.status();
    expect([...(validatorSet ?? [])].sort()).to.deep.equal(
      validators.map(({ address }) => address.toLowerCase()).sort(),
    );
    expect(makesBlocks).to.be.true;
  });

  it("starts nothing that runs", async () => {
    const before = network.running();
    const genesis = readFileSync(folder.at("consortium/genesis.json"), "utf8");

    expect(await network.start()).to.deep.equal([]);

    expect(network.running()).to.deep.equal(before);
    expect(readFileSync(folder.at("consortium/genesis.json"), "utf8")).to.equal(genesis);
  });

  it("takes transactions for nothing from an account that owns nothing, at any validator", async () => {
    const wallet = someWallet();
    for (const [nonce, url] of network.urls.entries()) {
      const hash = await send(wallet, nonce, url);
      expect((await receiptOf(hash, network.urls[0] ?? "")).status).to.equal("0x1");
    }
  });

  it("lets one transaction use 30 million gas", async () => {
    const wallet = someWallet();
    const [url = ""] = network.urls;
    const hash = await send(wallet, 0, url, { to: null, data: BURNS_GAS, gasLimit: 30_000_000n });
    const { status, gasUsed } = await receiptOf(hash, url);
    expect([status, Number(gasUsed)]).to.deep.equal(["0x0", 30_000_000]);
  });

  it("goes on while one validator is dead, and takes it in again", async () => {
    await network.kill(1);
    const height = await network.height();
    await network.waitForBlock(height + 5, OTHERS_THAN_1);

    expect(await network.start(1)).to.deep.equal([1]);
    await expectAgreement();
  });

  it("makes no blocks while two are dead, and goes on when one of them is back", async () => {
    await network.kill(1);
    await network.kill(2);
    // One block more may have been agreed on already.
    const height = (await network.height()) + 1;
    const isHigher = async (): Promise<true | undefined> => (await network.height()) > height || undefined;
    expect(await waitFor(isHigher, STANDSTILL_MS)).to.be.undefined;
    const { validators } = await network.status();
    expect(validators.map(({ state }) => state)).to.deep.equal(["stopped", "stopped", "running", "running"]);

    await network.start(2);
    await network.waitForBlock(height + 1, OTHERS_THAN_1);
  });

  it("gives a validator that was wiped the same chain again", async () => {
    const height = await network.height();
    const [hash] = await hashesAt(height);
    await network.kill(1);
    await network.wipe(1);

    await network.start(1);
    await network.waitForBlock(height, [1]);

    expect((await hashesAt(height))[0]).to.equal(hash);
  });

  it("goes on while one validator is paused; status does not wait for it, and woken it catches up", async () => {
    await network.pause(1);
    const height = await network.height();
    await network.waitForBlock(height + 5, OTHERS_THAN_1);
    const { validators } = await network.status();
    expect(validators.map(({ state }) => state)).to.deep.equal(["paused", "running", "running", "running"]);

    await network.wake(1);
    await network.waitForBlock(height + 6);
    await expectAgreement();
  });

  it("keeps its chain when it is stopped, and leaves no process", async () => {
    const height = await network.height();
    const hashes = await hashesAt(height);

    expect(await network.stop()).to.equal(VALIDATORS);
    expect(network.running().size).to.equal(0);

    expect(await network.start()).to.deep.equal([1, 2, 3, 4]);
    expect(await hashesAt(height)).to.deep.equal(hashes);
  });
});
