import { type TypedDataDomain, TypedDataEncoder, type TypedDataField } from "ethers";
import { z } from "zod";

import { KEY_KINDS } from "../chain/contracts/enums";
import { fromHex } from "../hex";
import { metadataSchema } from "../metadata/schema";
import { type DocumentKind, readDocument } from "../store/document";
import { address, bytes, whole } from "../store/parts";
import { requireNew, saveNew, saveNewFile } from "../store/save-new";

export const REQUEST_FORMAT = "colophon-key-request/1";

const requestSchema = z.strictObject({
  format: z.literal(REQUEST_FORMAT),
  chainId: whole,
  /** The contract that made the account. */
  accounts: address,
  key: z.strictObject({ kind: z.enum(KEY_KINDS), publicKey: bytes }),
  account: address,
  /** What the account is to call. */
  call: z.strictObject({ target: address, data: bytes }),
  /** The number of the request in the account. */
  nonce: whole,
  /** The last second in which it is good, Unix time. */
  deadline: whole,
  /** What the record of a registration needs and the chain does not. */
  work: z
    .strictObject({ file: z.strictObject({ name: z.string(), size: whole }), metadata: metadataSchema })
    .optional(),
});

/** A call that the key of an account is asked to sign. */
export type KeyRequest = z.infer<typeof requestSchema>;

const REQUEST: DocumentKind<KeyRequest> = {
  format: REQUEST_FORMAT,
  schema: requestSchema,
  name: "a request for a key",
  code: "NotAKeyRequest",
  advice: "Name the file that key prepare-register or its like wrote with --out.",
};

/** The EIP-712 type that `KeyAccount.execute` checks. */
export const EXECUTION_TYPES: Record<string, TypedDataField[]> = {
  Execution: [
    { name: "target", type: "address" },
    { name: "data", type: "bytes" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** The EIP-712 domain of a key's account. */
export function keyAccountDomain(account: string, chainId: number | bigint): TypedDataDomain {
  return { name: "Colophon Key Account", version: "1", chainId, verifyingContract: account };
}

/** The 32 bytes that the key signs, hex; the same as `KeyAccount.executionDigest`. */
export function requestDigest({
  account,
  chainId,
  call,
  nonce,
  deadline,
}: Pick<KeyRequest, "account" | "chainId" | "call" | "nonce" | "deadline">): string {
  const domain = keyAccountDomain(account, chainId);
  return TypedDataEncoder.hash(domain, EXECUTION_TYPES, { ...call, nonce, deadline });
}

/** The file beside a request with the 32 bytes that the key signs. */
export function bytesFile(path: string): string {
  return `${path}.bin`;
}

/**
 * Writes a request, and beside it the bytes that the key signs.
 * @throws ColophonError where one of the files is there already or cannot be written
 */
export async function saveRequest(path: string, request: KeyRequest): Promise<void> {
  await requireNew(path);
  await saveNewFile(bytesFile(path), Buffer.from(fromHex(requestDigest(request))));
  await saveNew(path, request);
}

/** @throws ColophonError, exit code 2, where the file is none */
export async function readRequest(path: string): Promise<KeyRequest> {
  return readDocument(REQUEST, path);
}
