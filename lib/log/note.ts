import { createHash } from "node:crypto";

import { ColophonError } from "../errors";

/** The kinds of signatures that we write, by their bytes in C2SP signed-note. */
export const SIGNATURE_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

/** A key as a note names it. */
export interface NoteKey {
  /** No spaces and no plus sign. */
  readonly name: string;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

/** A text that somebody signed (C2SP signed-note). */
export interface Note {
  /** Ends with a line break. */
  readonly text: string;
  /** The lines of the signatures, without line breaks. */
  readonly signatures: readonly string[];
}

const DASH = "\u2014";
const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = new RegExp(`^${DASH} [^\\s+]+ [A-Za-z0-9+/]{8,}=*$`);

/** The line of a signature: a dash, the key's name, its id and the signature. */
export function signatureLine(key: NoteKey, signature: Uint8Array): string {
  return `${DASH} ${key.name} ${Buffer.concat([keyId(key), signature]).toString("base64")}`;
}

/** A key as programs that check notes are told it: name, id and key, joined by plus signs. */
export function verifierKey(key: NoteKey): string {
  return [key.name, keyId(key).toString("hex"), typedKey(key).toString("base64")].join("+");
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map((line) => `${line}\n`).join("")}`;
}

/**
 * The text of a note and the lines of its signatures; none is checked here.
 * @param path its file, for messages
 * @throws ColophonError, exit code 2, where it is none
 */
export function parseNote(note: string, path: string): Note {
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const signatures = note.slice(end + 2).split("\n");
  const isEnded = signatures.pop() === "";
  if (end < 1 || !isEnded || signatures.length === 0 || !signatures.every((line) => SIGNATURE_LINE.test(line))) {
    throw new ColophonError(`${path} is not a signed note: it has no text, a blank line and lines of signatures`, {
      code: "NotASignedNote",
      advice: "Name a file that log sign wrote.",
      exitCode: 2,
    });
  }
  return { text, signatures };
}

/** A note with more signatures; what the same key has signed before gives way. */
export function withSignatures({ text, signatures }: Note, more: readonly string[]): Note {
  const renewed = new Set(more.map(keyIn));
  return { text, signatures: [...signatures.filter((line) => !renewed.has(keyIn(line))), ...more] };
}

/** The name of a line's key and its id, which together say whose the line is. */
function keyIn(line: string): string {
  const [, name = "", value = ""] = line.split(" ");
  return `${name} ${Buffer.from(value, "base64").subarray(0, KEY_ID_BYTES).toString("hex")}`;
}

function keyId(key: NoteKey): Buffer {
  const digest = createHash("sha256").update(`${key.name}\n`).update(typedKey(key)).digest();
  return digest.subarray(0, KEY_ID_BYTES);
}

function typedKey({ type, publicKey }: NoteKey): Buffer {
  return Buffer.concat([Uint8Array.of(SIGNATURE_TYPES[type]), publicKey]);
}
