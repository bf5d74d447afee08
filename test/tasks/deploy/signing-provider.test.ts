import { expect } from "chai";
import { BrowserProvider, Wallet } from "ethers";
import { network } from "hardhat";

import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { PROVIDER_OPTIONS } from "../../../lib/chain/rpc/rpc";
import { type Sending, SigningProvider } from "../../../tasks/deploy/signing-provider";
import { nodeError, nodeInBetween } from "../../lib/shared/node-in-between";
import { refusalOf } from "../../lib/shared/refusal";
import { claimOf, deployRegistry, type Registry } from "../../shared/fixture";
import { NO_TITLE, titleOf } from "../../shared/records";

interface Situation extends Registry {
  readonly provider: SigningProvider;
  readonly wallet: Wallet;
  /** How often the key was unlocked. */
  readonly unlocked: () => number;
}

async function setSituation(): Promise<Situation> {
  const deployment = await deployRegistry();
  const wallet = new Wallet(devWallet("aurora").privateKey);
  let count = 0;
  const unlock = async (): Promise<Wallet> => {
    count += 1;
    return wallet;
  };
  const node = new BrowserProvider(network.provider, undefined, PROVIDER_OPTIONS);
  const sending = async (): Promise<Sending> => ({ provider: node, outbox: undefined });
  const provider = new SigningProvider(network.provider, [{ address: wallet.address, unlock }], sending);
  return { ...deployment, provider, wallet, unlocked: () => count };
}

describe("SigningProvider", () => {
  for (const method of ["eth_accounts", "eth_requestAccounts"]) {
    it(`answers ${method} with its own account, and unlocks no key for it`, async () => {
      const { provider, wallet, unlocked } = await setSituation();

      expect(await provider.request({ method })).to.deep.equal([wallet.address]);
      expect(unlocked()).to.equal(0);
    });
  }

  it("passes every other question on to the node", async () => {
    const { provider, unlocked } = await setSituation();

    expect(await provider.request({ method: "eth_chainId" })).to.equal("0x7a69");
    expect(unlocked()).to.equal(0);
  });

  it("signs what is to be sent with its key, and sends it as raw bytes", async () => {
    const { provider, wallet, registry } = await setSituation();
    const claim = claimOf(wallet.address);
    const call = await registry.register.populateTransaction(claim);

    const hash = await provider.request({ method: "eth_sendTransaction", params: [{ ...call, from: wallet.address }] });

    const sent = (await network.provider.send("eth_getTransactionByHash", [hash])) as { from: string; type: string };
    expect(sent).to.include({ from: wallet.address.toLowerCase(), type: "0x0" });
    expect((await titleOf(registry, BigInt(claim.contentHash))).owner).to.equal(wallet.address);
  });

  it("makes contracts", async () => {
    const { provider, wallet, registry } = await setSituation();
    const code = await network.provider.send("eth_getCode", [await registry.getAddress(), "latest"]);
    // CODECOPY of what follows, and RETURN of it.
    const size = ((String(code).length - 2) / 2).toString(16).padStart(4, "0");
    const data = `0x61${size}80600a5f395ff3${String(code).slice(2)}`;

    const hash = await provider.request({
      method: "eth_sendTransaction",
      params: [{ from: wallet.address, data }],
    });

    const receipt = (await network.provider.send("eth_getTransactionReceipt", [hash])) as { contractAddress: string };
    expect(await network.provider.send("eth_getCode", [receipt.contractAddress, "latest"])).to.equal(code);
  });

  it("unlocks its key once, however much it sends", async () => {
    const { provider, wallet, registry, unlocked } = await setSituation();
    for (let count = 0; count < 3; count += 1) {
      const call = await registry.register.populateTransaction(claimOf(wallet.address));
      await provider.request({ method: "eth_sendTransaction", params: [{ ...call, from: wallet.address }] });
    }

    expect(unlocked()).to.equal(1);
  });

  it("refuses to send for another account, and unlocks no key for it", async () => {
    const { provider, wallet, registry, accounts, unlocked } = await setSituation();
    const claim = claimOf(accounts.borealis);
    const call = await registry.register.populateTransaction(claim);
    const params = [{ ...call, from: accounts.borealis.address }];

    const refusal = await refusalOf(() => provider.request({ method: "eth_sendTransaction", params }));

    expect(refusal.message).to.equal(
      `The deploy scripts can sign for ${wallet.address} only, not for ${accounts.borealis.address}`,
    );
    expect(unlocked()).to.equal(0);
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
  });

  it("says in words what the node refuses", async () => {
    const { wallet, registry } = await setSituation();
    const { provider: node } = nodeInBetween({}, { eth_sendRawTransaction: nodeError("InsufficientFunds", -32602) });
    const sending = async (): Promise<Sending> => ({ provider: node, outbox: undefined });
    const provider = new SigningProvider(
      network.provider,
      [{ address: wallet.address, unlock: async () => wallet }],
      sending,
    );
    const call = await registry.register.populateTransaction(claimOf(wallet.address));
    const params = [{ ...call, from: wallet.address }];

    const refusal = await refusalOf(() => provider.request({ method: "eth_sendTransaction", params }));

    expect(refusal.message).to.equal("The account's balance does not cover the transaction");
  });

  it("signs for one chain only", async () => {
    const { provider, wallet, registry } = await setSituation();
    const call = await registry.register.populateTransaction(claimOf(wallet.address));

    const hash = await provider.request({ method: "eth_sendTransaction", params: [{ ...call, from: wallet.address }] });

    const sent = (await network.provider.send("eth_getTransactionByHash", [hash])) as { v: string };
    // EIP-155: 2 * 31337 + 35, or one more.
    expect([62709, 62710]).to.include(Number(sent.v));
  });
});
