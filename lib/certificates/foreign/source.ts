import type { ForeignSource } from "../../committee/calls";
import { ColophonError } from "../../errors";
import { HEADER_KINDS, type HeaderKind } from "../../proofs/header";
import type { Trust } from "../trust";
import { contractSet } from "./trust-set";

/**
 * What a committee decides about when it admits a registry of another chain.
 * @param trust of that registry; its changes are brought afterwards, by the signatures in it
 * @param kind the form of that chain's headers
 * @throws ColophonError, exit code 2, where the file does not say enough, or the contract cannot count as it says
 */
export function sourceIn(trust: Trust, kind: HeaderKind): ForeignSource {
  const { chainId, address } = trust.registry;
  if (trust.deployment === undefined) {
    throw new ColophonError("The trust file does not say for how long a title of that registry is provisional", {
      code: "TrustNotCountable",
      advice: "Ask for one with `deployment` in it, as certificate trust writes it.",
      exitCode: 2,
    });
  }
  const { revealWindow } = trust.deployment;
  return {
    registry: { chainId, registry: address, kind: HEADER_KINDS.indexOf(kind), revealWindow },
    set: contractSet(trust),
  };
}
