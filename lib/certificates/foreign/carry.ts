import { Contract } from "ethers";

import type { ForeignTitles, IForeignTitles } from "../../../typechain-types";
import { MODULES } from "../../chain/contracts/artifacts";
import type { Colophon } from "../../chain/contracts/colophon";
import { type DeployedContract, howToDeploy } from "../../chain/contracts/deployment";
import { ColophonError } from "../../errors";
import { ProofError } from "../../proofs/proof-error";
import type { Certificate } from "../format";
import { sourceOf } from "./known";
import { type FoundProof, proofFor } from "./proof";

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

/**
 * What proves a certificate's title to the contract.
 * @throws ColophonError, exit code 3, where nobody vouches for it whom the contract believes about its registry, its headers are none,
 * or it proves that there is no title
 */
export async function requireProof(
  contract: ForeignTitles,
  certificate: Certificate,
): Promise<IForeignTitles.ProofStruct> {
  if (certificate.history.length === 0) {
    throw new ColophonError(
      "The certificate proves that the work has no title, and a contract can be shown titles alone",
      {
        code: "NoTitleToCarry",
        advice: "Show the certificate itself: certificate verify judges it.",
        exitCode: 3,
      },
    );
  }
  let found: FoundProof | undefined;
  try {
    found = await proofFor(contract, await sourceOf(contract, certificate.registry), certificate);
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
        "The committee of this chain admits a registry by vote, as docs/foreign.md tells: npx hardhat committee propose --what source --trust FILE --headers KIND",
      exitCode: 3,
    },
  );
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
