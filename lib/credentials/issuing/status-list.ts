import { ColophonError } from "../../errors";

/**
 * The two kinds of status list. IETF's Token Status List counts the entries of a byte from its least significant bit on, W3C's
 * Bitstring Status List from the most significant one: read as the other one, a list is mirrored without any error.
 */
export type StatusListKind = "ietf" | "w3c";

/** Bits of one entry. */
export type StatusBits = 1 | 2 | 4 | 8;

/** What an entry says by its value: IETF's Token Status List, section 7. */
export const STATUSES = ["valid", "invalid", "suspended"] as const;

export const WIDTHS: readonly StatusBits[] = [1, 2, 4, 8];

/** What is fixed when a list begins: credentials that were issued point into it. */
export interface StatusListShape {
  readonly kind: StatusListKind;
  readonly bits: StatusBits;
  /** Entries. */
  readonly size: number;
}

/** The fewest entries of a W3C list, so that an index tells nothing about its holder: W3C Bitstring Status List 1.0. */
export const MIN_W3C_SIZE = 131_072;
/** The most entries: a list of 8 bits each stays below what `bytesOf` unpacks at once. */
export const MAX_SIZE = 16_777_216;
const BITS_PER_BYTE = 8;

/** Bytes of a list of this shape. */
export function byteLength({ bits, size }: StatusListShape): number {
  return Math.ceil((size * bits) / BITS_PER_BYTE);
}

/** @throws ColophonError, exit code 2, where no list has this shape */
export function requireShape(shape: StatusListShape): void {
  const { kind, size } = shape;
  const minimum = kind === "w3c" ? MIN_W3C_SIZE : 1;
  if (Number.isInteger(size) && size >= minimum && size <= MAX_SIZE) return;
  throw new ColophonError(`A status list of the kind ${kind} has ${minimum} to ${MAX_SIZE} entries, not ${size}`, {
    code: "StatusListSize",
    advice: "Choose a size within that.",
    exitCode: 2,
  });
}

/** Statuses of credentials, one entry of a few bits each; 0 is a good one. */
export class StatusList {
  /** As `byteLength` says. */
  readonly bytes: Uint8Array;
  private readonly mask: number;

  /**
   * @param bytes the list keeps them; a list without any is good in every entry
   * @throws ColophonError, exit code 2, where no list has this shape; exit code 3 where the bytes are too few or too many
   */
  constructor(
    readonly shape: StatusListShape,
    bytes?: Uint8Array,
  ) {
    requireShape(shape);
    this.bytes = bytes ?? new Uint8Array(byteLength(shape));
    if (this.bytes.length !== byteLength(shape)) {
      throw new ColophonError(
        `A status list of ${shape.size} entries has ${byteLength(shape)} bytes, and these are ${this.bytes.length}`,
        { code: "StatusListLength", advice: "Ask its issuer for the list whose hash is on the chain.", exitCode: 3 },
      );
    }
    this.mask = (1 << shape.bits) - 1;
  }

  /** The status of the entry at an index. @throws ColophonError, exit code 3, where the list has no such entry */
  get(index: number): number {
    const { byte, shift } = this.place(index);
    return ((this.bytes[byte] ?? 0) >> shift) & this.mask;
  }

  /**
   * Changes the entry at an index, and no other one.
   * @throws ColophonError, exit code 3, where the list has no such entry; exit code 2 where the value does not fit its bits
   */
  set(index: number, value: number): void {
    const { byte, shift } = this.place(index);
    if (!Number.isInteger(value) || value < 0 || value > this.mask) {
      throw new ColophonError(`The status ${value} does not fit ${this.shape.bits} bits: 0 to ${this.mask} do`, {
        code: "StatusTooWide",
        advice: "Give a smaller one, or begin a list of more bits.",
        exitCode: 2,
      });
    }
    this.bytes[byte] = ((this.bytes[byte] ?? 0) & ~(this.mask << shift)) | (value << shift);
  }

  private place(index: number): { readonly byte: number; readonly shift: number } {
    const { kind, bits, size } = this.shape;
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      throw new ColophonError(`The status list has no entry ${index}: its ${size} entries count from 0`, {
        code: "StatusBeyond",
        advice: "Compare the index with the credential, and the list with its issuer's.",
        exitCode: 3,
      });
    }
    const first = index * bits;
    const offset = first % BITS_PER_BYTE;
    return {
      byte: Math.floor(first / BITS_PER_BYTE),
      shift: kind === "ietf" ? offset : BITS_PER_BYTE - bits - offset,
    };
  }
}
