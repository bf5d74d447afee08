import type { Interface, Result, TransactionDescription } from "ethers";

/** Sentences by contract and function: what a call will do. */
export type CallSentences = Readonly<Record<string, (args: Result) => string>>;

/** A call that is exactly what its decoding encodes to: nothing hides behind it or between its values; undefined for any other. */
export function readCall(contract: Interface, data: string): TransactionDescription | undefined {
  try {
    const call = contract.parseTransaction({ data });
    return call !== null && contract.encodeFunctionData(call.fragment, call.args) === data.toLowerCase()
      ? call
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a call of a contract will do. A function without a sentence is told by its name and its values. */
export function callWords(
  contractName: string,
  { name, args, fragment }: TransactionDescription,
  sentences: CallSentences,
): string {
  const own = sentences[`${contractName}.${name}`]?.(args);
  if (own !== undefined) return own;
  const values = fragment.inputs.map((input, index) => `${input.name} = ${args[index]}`);
  return `Calls ${contractName}.${name}(${values.join(", ")})`;
}
