import { encodeBytes32String } from "ethers";

import { ColophonError } from "../errors";
import { isDid } from "../identity/did";

/** A type's name has at most the 64 bytes that the contract takes. */
const TYPE = /^(did:ethr:[^/?#]+)\/types\/([a-z0-9][a-z0-9-]{0,63})\/([1-9]\d{0,8})$/;
/** A list's name is its id in the contract, whose text has at most 31 bytes. */
const LIST = /^(did:ethr:[^/?#]+)\/status-lists\/([a-z0-9][a-z0-9-]{0,30})$/;

/** A type of credential, as its publisher has named it. */
export interface TypeName {
  /** The publisher's DID. */
  readonly publisher: string;
  readonly name: string;
  readonly version: number;
}

/** A status list, as its issuer has named it. */
export interface ListName {
  /** The issuer's DID. */
  readonly issuer: string;
  readonly name: string;
}

/** The type as a credential has it (`vct`): a DID URL below its publisher. */
export function formatType({ publisher, name, version }: TypeName): string {
  return `${publisher}/types/${name}/${version}`;
}

/** @throws ColophonError, exit code 3, where a credential's type is none of a chain */
export function parseType(text: string): TypeName {
  const [, publisher, name, version] = TYPE.exec(text) ?? [];
  if (publisher !== undefined && name !== undefined) return { publisher, name, version: Number(version) };
  throw new ColophonError(`The type "${text}" has no schema on a chain`, {
    code: "TypeNotOnChain",
    advice: "One that has reads DID/types/NAME/VERSION.",
    exitCode: 3,
  });
}

/**
 * A type as a user names it.
 * @param text NAME/VERSION, or the whole type where somebody else has published it
 * @param own the DID of whoever names it
 * @throws ColophonError, exit code 2
 */
export function typeNamed(text: string, own: string): TypeName {
  const whole = isDid(text) ? text : `${own}/types/${text}`;
  if (TYPE.test(whole)) return parseType(whole);
  throw new ColophonError(`--type: "${text}" is not NAME/VERSION, such as publisher-licence/1`, {
    code: "NotAType",
    advice: "The name has small letters, digits and hyphens, at most 64. Of another publisher: DID/types/NAME/VERSION.",
    exitCode: 2,
  });
}

/** A status list as a credential has it: a DID URL below its issuer. */
export function formatList({ issuer, name }: ListName): string {
  return `${issuer}/status-lists/${name}`;
}

/** @throws ColophonError, exit code 2, where no status list can have this name */
export function parseList(text: string): ListName {
  const [, issuer, name] = LIST.exec(text) ?? [];
  if (issuer !== undefined && name !== undefined) return { issuer, name };
  throw new ColophonError(`"${text}" is no status list's name: DID/status-lists/NAME`, {
    code: "NotAListName",
    advice: "NAME has small letters, digits and hyphens, at most 31.",
    exitCode: 2,
  });
}

/** The contract's id of a list: its name in ASCII, with zeros behind it. */
export function listIdOf(name: string): string {
  return encodeBytes32String(name);
}
