import { getAddress } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { validatorsOf } from "../chain/rpc/validators";
import { ColophonError } from "../errors";
import { registryOf } from "./checkpoints";
import { type Trust, TRUST_FORMAT } from "./trust";

/** Whom a chain itself names: a beginning, which whoever trusts must compare with what the consortium publishes elsewhere. */
export interface Named {
  /** The addresses of the committee's members; empty where there is no committee. */
  readonly members: readonly string[];
  /** How many of them it shall take; default: more than half. */
  readonly threshold?: number | undefined;
}

/**
 * The trust file that a node's answers make.
 * @throws ColophonError, exit code 2, where the chain names neither members nor validators, or the threshold is no number of members
 */
export async function trustNamed(colophon: Colophon, { members, threshold }: Named): Promise<Trust> {
  const needed = threshold ?? Math.floor(members.length / 2) + 1;
  if (members.length > 0 && (needed < 1 || needed > members.length)) {
    throw new ColophonError(`--threshold ${needed} is not a number of members: the committee has ${members.length}`, {
      code: "ThresholdOutOfRange",
      advice: "Name at least one, and at most as many as there are.",
      exitCode: 2,
    });
  }
  const validators = await validatorsOf(colophon.provider);
  if (members.length === 0 && validators === undefined) {
    throw new ColophonError("The chain names nobody to trust: it has no committee, and its node names no validators", {
      code: "NobodyToTrust",
      advice: "Write the trust file by hand, as docs/certificates.md shows.",
      exitCode: 2,
    });
  }
  const named = (name: string, address: string, index: number): { name: string; address: string } => ({
    name: `${name} ${index + 1}`,
    address: getAddress(address),
  });
  return {
    format: TRUST_FORMAT,
    registry: registryOf(colophon),
    deployment: {
      parties: colophon.deployment.PartyRegistry.address,
      revealWindow: Number(await colophon.registry.REVEAL_WINDOW()),
    },
    ...(members.length === 0
      ? {}
      : { members: { threshold: needed, keys: members.map((each, index) => named("member", each, index)) } }),
    ...(validators === undefined
      ? {}
      : { validators: validators.map((each, index) => named("validator", each, index)) }),
  };
}
