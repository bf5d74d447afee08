import { ColophonError } from "../errors";
import type { LogKey } from "./key";
import type { LoggedRegistry } from "./leaf";
import { formatNote, type Note, type NoteKey, parseNote, signatureLine, verifierKey, withSignatures } from "./note";
import { HASH_BYTES } from "./tree";

/** How far a log has come: its name, the number of its leaves and the root of their tree (C2SP tlog-checkpoint). */
export interface Head {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A head and who signed it. */
export interface SignedHead {
  readonly head: Head;
  readonly note: Note;
}

/** Who signs a head. */
export interface HeadSigner {
  /** The account. */
  readonly address: string;
  readonly key: LogKey;
}

const TIME_BYTES = 8;
const LINES = 4;

/** The name of a registry's log, for everybody the same. */
export function originOf({ chainId, address }: LoggedRegistry): string {
  return `colophon/${chainId}/${address.toLowerCase()}`;
}

/** The keys that a member signs a log's heads with: as the log, which anybody can build, and as one who has built it, too. */
export function noteKeysOf(
  origin: string,
  { address, key }: HeadSigner,
): { readonly log: NoteKey; readonly cosigner: NoteKey } {
  const { publicKey } = key;
  return {
    log: { name: origin, type: "ed25519", publicKey },
    cosigner: { name: `${origin}/${address.toLowerCase()}`, type: "cosignature", publicKey },
  };
}

/** The same keys as programs that check logs are told them. */
export function verifierKeysOf(
  origin: string,
  signer: HeadSigner,
): { readonly log: string; readonly cosigner: string } {
  const { log, cosigner } = noteKeysOf(origin, signer);
  return { log: verifierKey(log), cosigner: verifierKey(cosigner) };
}

/**
 * Signs a head, beside those who have signed it: as the log (C2SP signed-note), and as a cosigner (C2SP tlog-cosignature).
 * @param time Unix seconds
 * @param others the head with their signatures; default: nobody's
 */
export function signHead(head: Head, signer: HeadSigner, time: number, others?: Note): SignedHead {
  const text = textOf(head);
  const { log, cosigner } = noteKeysOf(head.origin, signer);
  const sign = (message: string): Uint8Array => signer.key.sign(Buffer.from(message));
  const stamp = Buffer.alloc(TIME_BYTES);
  stamp.writeBigUInt64BE(BigInt(time));
  const lines = [
    signatureLine(log, sign(text)),
    signatureLine(cosigner, Buffer.concat([stamp, sign(`cosignature/v1\ntime ${time}\n${text}`)])),
  ];
  return { head, note: withSignatures(others ?? { text, signatures: [] }, lines) };
}

export function formatHead({ note }: SignedHead): string {
  return formatNote(note);
}

/**
 * A head of the log that is meant, as others signed it. Their signatures are not checked: whoever uses it builds the log anew.
 * @param path its file, for messages
 * @throws ColophonError, exit code 2, where it is none, or another log's
 */
export function parseHead(text: string, origin: string, path: string): SignedHead {
  const note = parseNote(text, path);
  const lines = note.text.split("\n");
  const [name, digits = "", base64 = ""] = lines;
  const head = { origin, size: Number(digits), root: Buffer.from(base64, "base64") };
  if (
    lines.length !== LINES ||
    name === undefined ||
    head.root.length !== HASH_BYTES ||
    textOf({ ...head, origin: name }) !== note.text
  ) {
    throw new ColophonError(`${path} is not the head of a log: its name, its size and its root, each on a line`, {
      code: "NotALogHead",
      advice: "Name a file that log sign wrote.",
      exitCode: 2,
    });
  }
  if (name !== origin) {
    throw new ColophonError(`${path} is a head of the log ${name}, and this registry's is ${origin}`, {
      code: "HeadOfOtherLog",
      advice: "Choose its network with --network.",
      exitCode: 2,
    });
  }
  return { head, note };
}

function textOf({ origin, size, root }: Head): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}
