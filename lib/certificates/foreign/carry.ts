import { Contract } from "ethers";

import type { ForeignTitles, IForeignTitles } from "../../../typechain-types";
import { MODULES } from "../../chain/contracts/artifacts";
import type { Colophon } from "../../chain/contracts/colophon";
import { type DeployedContract, howToDeploy } from "../../chain/contracts/deployment";
import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { ColophonError } from "../../errors";
import { ProofError } from "../../proofs/proof-error";
import type { Certificate } from "../format";
import { type FoundProof, proofFor } from "./proof";

/** What a chain knows of a title of another chain. */
export interface KnownTitle {
  readonly owner: string;
  /** Unix seconds. */
  readonly registeredAt: number;
  readonly finalAt: number;
  readonly status: string;
  /** The block of its newest event, and the one that it is known as of, both of its own chain. */
  readonly changedAtBlock: number;
  readonly sourceBlock: number;
  /** The time of that block, Unix seconds. */
  readonly sourceTime: number;
}

/**
 * The contract for titles of other chains.
 * @param deployed where it is; undefined where no deployment file says it
 * @throws ColophonError where it is not deployed
 */
export function foreignTitlesOf(
  { network, provider }: Colophon,
  deployed: DeployedContract | undefined,
): ForeignTitles {
  if (deployed === undefined) {
    throw new ColophonError(`The network "${network}" has no ForeignTitles`, {
      code: "NoForeignTitles",
      advice: howToDeploy(network),
    });
  }
  const contract = new Contract(deployed.address, MODULES.ForeignTitles.contract, provider);
  // A Contract answers by its ABI; the type is made from the same ABI by TypeChain.
  return contract as unknown as ForeignTitles;
}

/** The id of the registry that a certificate is of. */
export async function sourceOf(contract: ForeignTitles, { registry }: Pick<Certificate, "registry">): Promise<string> {
  return contract.sourceIdOf(registry.chainId, registry.address);
}

/**
 * What proves a certificate's title to the contract.
 * @throws ColophonError, exit code 3, where nobody vouches for it whom the contract believes about its registry, or its headers are none
 */
export async function requireProof(
  contract: ForeignTitles,
  certificate: Certificate,
): Promise<IForeignTitles.ProofStruct> {
  let found: FoundProof | undefined;
  try {
    found = await proofFor(contract, await sourceOf(contract, certificate), certificate);
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    throw unusable("altered", error.message, error);
  }
  if (found !== undefined) return found.proof;
  const { chainId, address } = certificate.registry;
  throw new ColophonError(
    `Nobody vouches for the certificate whom this chain believes about the registry ${address} of chain ${chainId}`,
    {
      code: "SourceNotBelieved",
      advice:
        "The committee of this chain admits a registry, and those whom it believes: docs/certificates.md, Across a border.",
      exitCode: 3,
    },
  );
}

/** What the contract knows of a certificate's title; undefined where it was never proven. */
export async function knownTitle(
  contract: ForeignTitles,
  certificate: Pick<Certificate, "registry" | "work">,
): Promise<KnownTitle | undefined> {
  const { title, sourceBlock, sourceTime } = await contract.foreignTitle(
    await sourceOf(contract, certificate),
    certificate.work.id,
  );
  if (sourceBlock === 0n) return undefined;
  return {
    owner: title.owner,
    registeredAt: Number(title.registeredAt),
    finalAt: Number(title.finalAt),
    status: TITLE_STATUSES[Number(title.status)] ?? String(title.status),
    changedAtBlock: Number(title.changedAtBlock),
    sourceBlock: Number(sourceBlock),
    sourceTime: Number(sourceTime),
  };
}

/** The refusal of a certificate that cannot be carried. @param what what it is: altered, of a later format */
export function unusable(what: string, reason: string, cause?: unknown): ColophonError {
  return new ColophonError(`The certificate is of no use, ${what}: ${reason}`, {
    code: "CertificateAltered",
    advice: "Ask whoever handed it over for the file as certificate issue wrote it.",
    exitCode: 3,
    cause,
  });
}
