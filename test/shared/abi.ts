import type { FunctionFragment, Interface } from "ethers";

/** Every function of an interface. */
export function functionsOf(abi: Interface): FunctionFragment[] {
  const functions: FunctionFragment[] = [];
  abi.forEachFunction((fragment) => functions.push(fragment));
  return functions;
}

/** The signatures of the functions that can change something. */
export function writesOf(abi: Interface): string[] {
  return functionsOf(abi)
    .filter((fragment) => !fragment.constant)
    .map((fragment) => fragment.format("sighash"));
}
