import { namedInformation } from "../../hashing/named-information";
import { formatWorkId } from "../../hashing/work-id";
import { didOf, keyNameOf, type LogKey } from "../../log/key";
import { cborg } from "./packages.cjs";
import type { Statement } from "./statement";

/** The media type of an event as it stands in the log. */
export const EVENT_TYPE = "application/vnd.colophon.event";

/** Names of header parameters, of claims in them (RFC 9052, 8392, 9597, 9942) and of their values. */
const ALGORITHM = 1;
const CONTENT_TYPE = 3;
const KEY_ID = 4;
const CLAIMS = 15;
const RECEIPTS = 394;
const STRUCTURE = 395;
const PROOFS = 396;
const ISSUER = 1;
const SUBJECT = 2;
const ISSUED_AT = 6;
const EDDSA = -8;
const RFC9162_SHA256 = 1;
const INCLUSION = -1;
/** The byte that says that a COSE_Sign1 follows: CBOR's tag 18. */
const SIGN1_TAG = Uint8Array.of(0xd2);

type Headers = Map<number, unknown>;
/** To CBOR in its one form (RFC 8949, section 4.2). */
type Encode = (value: unknown) => Uint8Array;

/**
 * A Transparent Statement (RFC 9943): the event as it stands in the log, signed, with a receipt (RFC 9942) for its place there.
 * @param time Unix seconds
 */
export async function transparentStatement(statement: Statement, key: LogKey, time: number): Promise<Buffer> {
  const { encode: toCbor, rfc8949EncodeOptions } = await cborg();
  const encode: Encode = (value) => toCbor(value, rfc8949EncodeOptions);
  const subject = namedInformation(formatWorkId(statement.workId).slice(2));
  const claims = new Map<number, unknown>([
    [ISSUER, didOf(key.publicKey)],
    [SUBJECT, subject],
    [ISSUED_AT, time],
  ]);
  const common: [number, unknown][] = [
    [ALGORITHM, EDDSA],
    [KEY_ID, Buffer.from(keyNameOf(key.publicKey))],
    [CLAIMS, claims],
  ];
  const { head, index, path, leaf } = statement;
  const inclusion = encode([head.size, index, path]);
  const receipt = signed(encode, key, new Map([...common, [STRUCTURE, RFC9162_SHA256]]), head.root, {
    isDetached: true,
    unprotected: new Map([[PROOFS, new Map([[INCLUSION, [inclusion]]])]]),
  });
  return signed(encode, key, new Map([...common, [CONTENT_TYPE, EVENT_TYPE]]), leaf, {
    isDetached: false,
    unprotected: new Map([[RECEIPTS, [receipt]]]),
  });
}

/** A COSE_Sign1 (RFC 9052, section 4.2). */
function signed(
  encode: Encode,
  key: LogKey,
  protectedHeaders: Headers,
  payload: Uint8Array,
  { isDetached, unprotected }: { readonly isDetached: boolean; readonly unprotected: Headers },
): Buffer {
  const headers = encode(protectedHeaders);
  const signature = key.sign(encode(["Signature1", headers, new Uint8Array(0), payload]));
  return Buffer.concat([SIGN1_TAG, encode([headers, unprotected, isDetached ? null : payload, signature])]);
}
