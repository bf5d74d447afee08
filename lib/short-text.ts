import { decodeBytes32String } from "ethers";

/** The text in 32 bytes that a contract keeps, padded with zeros; undefined where they are no text. */
export function shortText(bytes32: string): string | undefined {
  try {
    return decodeBytes32String(bytes32);
  } catch {
    return undefined;
  }
}
