import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";

import { ColophonError, isErrorCode } from "../../errors";
import { byteLength, requireShape, StatusList, type StatusListShape } from "./status-list";

/** How multibase says that base64url follows, as W3C's lists have it. */
const MULTIBASE_BASE64URL = "u";
const BASE64URL = /^[A-Za-z0-9_-]*$/;

/** A list as its kind has it: IETF's zlib in base64url (`lst`), W3C's gzip in multibase (`encodedList`). */
export function packList({ shape, bytes }: StatusList): string {
  return shape.kind === "ietf"
    ? deflateSync(bytes).toString("base64url")
    : MULTIBASE_BASE64URL + gzipSync(bytes).toString("base64url");
}

/**
 * Reads what `packList` wrote, or what somebody else did. No more is unpacked than a list of this shape has.
 * @param shape as the chain has it: a list of the other kind is refused
 * @throws ColophonError, exit code 2, where no list has this shape; exit code 3 where the text is no such list
 */
export function unpackList(text: string, shape: StatusListShape): StatusList {
  requireShape(shape);
  const isIetf = shape.kind === "ietf";
  if (!isIetf && !text.startsWith(MULTIBASE_BASE64URL)) throw notSuchList(shape);
  const encoded = isIetf ? text : text.slice(MULTIBASE_BASE64URL.length);
  if (!BASE64URL.test(encoded)) throw notSuchList(shape);
  const unpack = isIetf ? inflateSync : gunzipSync;
  return new StatusList(
    shape,
    unpacked(() => unpack(Buffer.from(encoded, "base64url"), limit(shape)), shape),
  );
}

/** One byte more than the list has: enough to see that there is more. */
function limit(shape: StatusListShape): { readonly maxOutputLength: number } {
  return { maxOutputLength: byteLength(shape) + 1 };
}

function unpacked(unpack: () => Uint8Array, shape: StatusListShape): Uint8Array {
  try {
    return unpack();
  } catch (cause) {
    if (!isErrorCode(cause, "ERR_BUFFER_TOO_LARGE")) throw notSuchList(shape, cause);
    throw new ColophonError(`The status list unpacks to more than the ${byteLength(shape)} bytes of its size`, {
      code: "StatusListTooLong",
      advice: "Ask its issuer for the list whose hash is on the chain.",
      exitCode: 3,
      cause,
    });
  }
}

function notSuchList({ kind }: StatusListShape, cause?: unknown): ColophonError {
  const form = kind === "ietf" ? "zlib in base64url" : 'gzip in base64url after the letter "u"';
  return new ColophonError(`The text is not a status list of the kind ${kind}, which is ${form}`, {
    code: "NotAStatusList",
    advice: "Ask its issuer for the list whose hash is on the chain. A list of the other kind would be read mirrored.",
    exitCode: 3,
    cause,
  });
}
