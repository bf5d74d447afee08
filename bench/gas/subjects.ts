import { hexlify, id } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

import type { Claim } from "../../lib/chain/contracts/registration";
import type { Registry } from "../../test/shared/fixture";
import type { AttestationService } from "../peers/eas";
import type { PlainToken } from "../peers/plain-token";
import type { Peer, Row } from "../shared/row";

/** What is measured, and what it is measured beside. */
export interface Subjects extends Registry {
  readonly hre: HardhatRuntimeEnvironment;
  readonly service: AttestationService;
  readonly token: PlainToken;
}

/** A row of gas. */
export function gasRow(name: string, value: number, goal: number | null = null, peers: readonly Peer[] = []): Row {
  return { name: `gas.${name}`, value, unit: "gas", goal, peers };
}

/** A hash that is the same in every run. No byte of it is zero: those are cheaper to send, and rare in a real hash. */
export function steadyHash(what: string): string {
  return hexlify(Buffer.from(id(what).slice(2), "hex").map((byte) => byte || 1));
}

/** A claim about the work of this name. */
export function steadyClaim(owner: string, work: string): Claim {
  return { owner, contentHash: steadyHash(`${work}: content`), metadataHash: steadyHash(`${work}: metadata`) };
}

/** The claims of a batch of this size. */
export function steadyClaims(owner: string, size: number): Claim[] {
  return Array.from({ length: size }, (_, index) => steadyClaim(owner, `work ${index} of ${size}`));
}
