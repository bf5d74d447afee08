import { BrowserProvider } from "ethers";
import { network } from "hardhat";

import { PROVIDER_OPTIONS } from "../../../lib/chain/rpc/rpc";

/** Makes another answer of an answer of the chain. */
export type Twist = (answer: unknown, params: readonly unknown[]) => unknown;

/** A node whose answers are not those of the chain behind it. */
export interface NodeInBetween {
  readonly provider: BrowserProvider;
  /** The methods that were asked for, in their order. */
  readonly asked: readonly string[];
}

/**
 * A node that passes every question on to the in-process chain and twists some answers: hostile, broken or lazy.
 * @param twists by the name of the JSON-RPC method; what a twist throws is the node's error
 * @param refusals the errors of methods that are not passed on at all
 */
export function nodeInBetween(
  twists: Readonly<Record<string, Twist>>,
  refusals: Readonly<Record<string, Error>> = {},
): NodeInBetween {
  const asked: string[] = [];
  const request = async ({ method, params }: { method: string; params?: unknown[] }): Promise<unknown> => {
    asked.push(method);
    const refusal = refusals[method];
    if (refusal !== undefined) throw refusal;
    const answer: unknown = await network.provider.send(method, params);
    const twist = twists[method];
    return twist === undefined ? answer : twist(answer, params ?? []);
  };
  const { chainId } = network.config;
  return { provider: new BrowserProvider({ request }, chainId, PROVIDER_OPTIONS), asked };
}

/** The error that a node answers with, as a provider throws it. */
export function nodeError(message: string, code = -32000): Error {
  return Object.assign(new Error(message), { code });
}
