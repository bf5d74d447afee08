import { wordHex } from "../hex";
import { keccak256 } from "./keccak";

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const ADDRESS_BYTES = 20;
/** From this digit of the hash on, the letter at its place is a capital. */
const CAPITAL_FROM = 8;

/** Those that were asked for last: a certificate names the same few again and again. */
const known = new Map<string, string>();
const MOST_KNOWN = 1_024;

/**
 * An address in its one form, with capitals that are its check.
 * @param address 0x and 40 hex digits, whatever their case
 * @see https://eips.ethereum.org/EIPS/eip-55
 */
export function checksummed(address: string): string {
  const lower = address.toLowerCase();
  const form = known.get(lower) ?? withCapitals(lower.slice(2));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(lower, form);
  return form;
}

function withCapitals(digits: string): string {
  const hash = keccak256(new TextEncoder().encode(digits)).slice(2);
  const cased = [...digits].map((digit, place) =>
    parseInt(hash.charAt(place), 16) >= CAPITAL_FROM ? digit.toUpperCase() : digit,
  );
  return `0x${cased.join("")}`;
}

/** Whether a text is an address in its one form. */
export function isChecksummed(text: string): boolean {
  return ADDRESS.test(text) && checksummed(text) === text;
}

/** Whether a text is an address: in its one form, or in letters of one case, which have no check. */
export function isAddress(text: string): boolean {
  if (!ADDRESS.test(text)) return false;
  const digits = text.slice(2);
  return digits === digits.toLowerCase() || digits === digits.toUpperCase() || checksummed(text) === text;
}

/** The address that a number of 160 bits stands for, in lower case; without one, that of 0. */
export function addressOf(bits = 0n): string {
  return wordHex(bits, ADDRESS_BYTES);
}
