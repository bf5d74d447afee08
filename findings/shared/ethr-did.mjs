// A development chain with an ERC-1056 registry, and the resolver that reads it.
import { readFileSync } from "node:fs";

import { Resolver } from "did-resolver";
import { ContractFactory, JsonRpcProvider } from "ethers";
import { getResolver } from "ethr-did-resolver";

import { withAnvil } from "./nodes.mjs";

const ARTIFACT = "node_modules/ethr-did-registry/artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json";

/** Runs `use` with a chain that has an ERC-1056 registry: its contract, accounts, a resolver as of a block, and anvil's own questions. */
export const withRegistry = (use) =>
  withAnvil([], async (ask, { url }) => {
    const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
    const accounts = await Promise.all([0, 1, 2].map((index) => provider.getSigner(index)));
    const { abi, bytecode } = JSON.parse(readFileSync(ARTIFACT, "utf8"));
    const registry = await new ContractFactory(abi, bytecode, accounts[0]).deploy();
    const networks = [{ name: "test", chainId: 31337, provider, registry: await registry.getAddress() }];
    const resolver = new Resolver(getResolver({ networks }));
    const resolve = (account, block = "latest") =>
      resolver.resolve(`did:ethr:test:${account.address}?versionId=${block}`);
    await use({ registry, accounts, resolve, ask, provider });
    provider.destroy();
  });
