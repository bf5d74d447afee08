import { joinHex, wordHex } from "../hex";
import { keccak256 } from "./keccak";

/** A value of a type here fills a word: a hash, or a whole number. */
export interface TypedField {
  readonly name: string;
  readonly type: "bytes32" | "uint256";
}

/** What an account signs (EIP-712), in a domain that names a contract of a chain. */
export interface Typed {
  readonly domain: {
    readonly name: string;
    readonly version: string;
    readonly chainId: number;
    readonly verifyingContract: string;
  };
  /** The name of the type, and its fields in their order. */
  readonly type: string;
  readonly fields: readonly TypedField[];
  readonly message: Readonly<Record<string, string | number>>;
}

const DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
const PREFIX = "0x1901";

/**
 * The digest that is signed.
 * @see https://eips.ethereum.org/EIPS/eip-712
 */
export function typedDigest({ domain, type, fields, message }: Typed): string {
  const struct = `${type}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`;
  return keccak256(
    joinHex(
      PREFIX,
      hashOf(
        hashOfText(DOMAIN_TYPE),
        hashOfText(domain.name),
        hashOfText(domain.version),
        wordHex(domain.chainId),
        wordHex(BigInt(domain.verifyingContract)),
      ),
      hashOf(hashOfText(struct), ...fields.map(({ name }) => wordHex(valueOf(message, name)))),
    ),
  );
}

/** A value that is not there is no zero: nobody has said it. */
function valueOf(message: Typed["message"], name: string): bigint {
  const value = message[name];
  if (value === undefined || String(value).trim() === "") throw new Error(`the message to sign has no ${name}`);
  return BigInt(value);
}

function hashOf(...words: readonly string[]): string {
  return keccak256(joinHex(...words));
}

/** Of texts that are the same of every message: names of types and domains. */
const hashes = new Map<string, string>();

function hashOfText(text: string): string {
  const hash = hashes.get(text) ?? keccak256(new TextEncoder().encode(text));
  hashes.set(text, hash);
  return hash;
}
