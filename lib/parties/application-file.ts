import { getAddress } from "ethers";
import { z } from "zod";

import type { Colophon } from "../chain/contracts/colophon";
import { ACCREDITED_KINDS } from "../chain/contracts/scope";
import { ColophonError } from "../errors";
import { type DocumentKind, readDocument } from "../store/document";
import { address, bytes32, whole } from "../store/parts";
import { FOR_ALL, saveNew } from "../store/save-new";
import { type Application, signApplication } from "./application";

const FORMAT = "colophon-application/1";

const account = address.transform((text) => getAddress(text));

const applicationSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** The PartyRegistry that it is for. */
  registry: z.strictObject({ chainId: whole, address: account }),
  /** What the account agrees to; the times are Unix seconds. */
  application: z.strictObject({
    account,
    accreditor: account,
    kind: z.enum(ACCREDITED_KINDS),
    validUntil: whole,
    credentialHash: bytes32,
    deadline: whole,
  }),
  /** The account's signature (EIP-712). */
  signature: z.string().regex(/^0x([0-9a-f]{2})+$/i, "is not a signature in hex"),
});

/** A signed application, as its file has it. */
export type SignedApplication = z.infer<typeof applicationSchema>;

const APPLICATION: DocumentKind<SignedApplication> = {
  format: FORMAT,
  schema: applicationSchema,
  name: "an application",
  code: "NotAnApplication",
  advice: "Ask the applicant for the file as party apply --out wrote it.",
};

/** Signs an application and writes it to a file that is not there yet. */
export async function saveApplication(
  path: string,
  { parties, chainId }: Pick<Colophon, "parties" | "chainId">,
  signer: Parameters<typeof signApplication>[1],
  application: Application,
): Promise<SignedApplication> {
  const signature = await signApplication({ parties, chainId }, signer, application);
  const registry = { chainId: Number(chainId), address: await parties.getAddress() };
  const document: SignedApplication = { format: FORMAT, registry, application, signature };
  // It says nothing that will not be on the chain.
  await saveNew(path, document, FOR_ALL);
  return document;
}

/**
 * Reads a signed application for this registry.
 * @throws ColophonError, exit code 2, where the file is missing, something else, or for another registry
 */
export async function readApplication(
  path: string,
  { parties, chainId }: Pick<Colophon, "parties" | "chainId">,
): Promise<SignedApplication> {
  const signed = await readDocument(APPLICATION, path);
  const here = await parties.getAddress();
  if (BigInt(signed.registry.chainId) !== chainId || signed.registry.address !== here) {
    throw new ColophonError(
      `${path} is for the party registry ${signed.registry.address} of chain ${signed.registry.chainId}, not for ${here} of chain ${chainId}`,
      { code: "ApplicationOfOtherRegistry", advice: "Choose its network with --network.", exitCode: 2 },
    );
  }
  return signed;
}
