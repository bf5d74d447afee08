import { readFileSync } from "node:fs";

import { type BaseContract, ContractFactory, type InterfaceAbi, type Signer } from "ethers";
import solc from "solc";
import { z } from "zod";

const FILE = "Peer.sol";

/** What the compiler gives, as far as it is read here. */
const COMPILED = z.object({
  contracts: z.object({
    [FILE]: z.record(
      z.string(),
      z.object({
        abi: z.custom<InterfaceAbi>((abi) => Array.isArray(abi)),
        evm: z.object({ bytecode: z.object({ object: z.string() }) }),
      }),
    ),
  }),
});

/**
 * Compiles a contract as hardhat.config.ts compiles ours, and deploys it.
 * @param name the contract's name in the source
 * @param args its constructor's
 */
export async function deployPeer(
  signer: Signer,
  source: string,
  name: string,
  args: readonly unknown[] = [],
): Promise<BaseContract> {
  const input = {
    language: "Solidity",
    sources: { [FILE]: { content: source } },
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 1_000_000 },
      outputSelection: { [FILE]: { [name]: ["abi", "evm.bytecode.object"] } },
    },
  };
  const readImport = (path: string): { contents: string } => ({
    contents: readFileSync(require.resolve(path), "utf8"),
  });
  // The package has no types.
  const compile: (input: string, callbacks: { import: typeof readImport }) => string = solc.compile;
  const output = compile(JSON.stringify(input), { import: readImport });
  const compiled = COMPILED.parse(JSON.parse(output)).contracts[FILE][name];
  if (compiled === undefined) throw new Error(`the compiler gives no ${name}`);
  const contract = await new ContractFactory(compiled.abi, compiled.evm.bytecode.object, signer).deploy(...args);
  await contract.waitForDeployment();
  return contract;
}
