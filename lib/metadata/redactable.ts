import { randomBytes } from "node:crypto";

import { fromBase64url, fromHex, toBase64url } from "../bytes";
import { ColophonError } from "../errors";
import { canonicalText, isJsonObject, type JsonValue } from "../hashing/canonical-json";
import { hashBytes } from "../hashing/hash-bytes";
import { modestJson } from "../hashing/modest-json";
import type { Metadata } from "./schema";

/** What stays to be seen: without it a document is no metadata. */
const PLAIN = ["@context", "@type", "name", "_sd", "_sd_alg"];
const SALT_BYTES = 16;

/** Metadata some of whose fields are digests, and what discloses each of these. */
export interface Redactable {
  readonly metadata: Metadata;
  readonly disclosures: readonly string[];
}

/** A field that a disclosure tells. */
export interface Disclosed {
  readonly name: string;
  readonly value: JsonValue;
}

/**
 * Metadata with the salted digests of some fields in the fields' place, as SD-JWT has them (RFC 9901, section 4.2): so the hash of
 * the document is known, and each of these fields can be handed over or withheld.
 * A field that is a digest already stays one.
 * @param kept disclosures of an earlier run, which are used again where they tell the same: the same fields give the same document
 * @throws ColophonError, exit code 2, where a field is missing or must be seen
 */
export function withDigests(metadata: Metadata, fields: readonly string[], kept: readonly string[]): Redactable {
  requireRedactable(fields.filter((name) => name in metadata));
  const known = new Map(kept.map((each) => [fieldKey(readDisclosure(each)), each]));
  const document: Record<string, JsonValue> = { ...metadata };
  const hidden = disclosedIn(document, kept);
  const disclosures = fields.flatMap((name) => {
    const value = document[name];
    if (value === undefined && hidden.has(name)) return [];
    if (value === undefined) throw noField("The metadata have", name);
    delete document[name];
    return known.get(fieldKey({ name, value })) ?? disclosureOf(name, value);
  });
  const digests = [...digestsIn(document), ...disclosures.map(digestOf)].sort();
  // What the schema asks for is still there.
  return { metadata: { ...document, _sd: digests, _sd_alg: "sha-256" } as unknown as Metadata, disclosures };
}

/** Those of some fields that metadata have, in plain words or as digests. @param kept disclosures of the work */
export function fieldsHad(metadata: Metadata, fields: readonly string[], kept: readonly string[]): string[] {
  const hidden = disclosedIn({ ...metadata }, kept);
  return fields.filter((name) => name in metadata || hidden.has(name));
}

/**
 * Metadata without the digests of fields that they have in plain words: what a field said before is no part of what it says now.
 * @param kept all disclosures of the work
 */
export function withoutStaleDigests(metadata: Metadata, kept: readonly string[]): Metadata {
  const document: Record<string, JsonValue> = { ...metadata };
  const stale = [...disclosedIn(document, kept)].flatMap(([name, each]) => (name in document ? [digestOf(each)] : []));
  if (stale.length === 0) return metadata;
  document["_sd"] = digestsIn(document).filter((each) => !stale.includes(each));
  if (document["_sd"].length === 0) for (const name of ["_sd", "_sd_alg"]) delete document[name];
  // What the schema asks for is still there.
  return document as unknown as Metadata;
}

/** @throws ColophonError, exit code 2, where one of some fields must be seen in every document */
export function requireRedactable(fields: readonly string[]): void {
  const seen = fields.find((name) => PLAIN.includes(name));
  if (seen !== undefined) throw alwaysSeen(seen);
}

/** The disclosures of a document's digests, by the names of the fields that they tell. */
function disclosedIn(document: JsonValue, kept: readonly string[]): Map<string, string> {
  const digests = new Set(digestsIn(document));
  const own = kept.filter((each) => digests.has(digestOf(each)));
  return new Map(own.map((each) => [readDisclosure(each)?.name ?? "", each]));
}

/** By what a disclosure is found in a document: the SHA-256 of its text in base64url. */
export function digestOf(disclosure: string): string {
  return toBase64url(fromHex(hashBytes(disclosure)));
}

/** The digests that a document has in the place of fields. */
export function digestsIn(document: JsonValue): string[] {
  const digests = isJsonObject(document) ? document["_sd"] : undefined;
  return Array.isArray(digests) ? digests.filter((each) => typeof each === "string") : [];
}

/** The field that a disclosure tells: base64url of a list of a salt, its name and its value. Undefined where it is none. */
export function readDisclosure(disclosure: string): Disclosed | undefined {
  try {
    const bytes = fromBase64url(disclosure);
    const told: JsonValue = modestJson(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    if (toBase64url(bytes) !== disclosure || !Array.isArray(told) || told.length !== 3) return undefined;
    const [salt, name, value] = told as readonly JsonValue[];
    if (typeof salt !== "string" || typeof name !== "string" || value === undefined) return undefined;
    return { name, value };
  } catch {
    return undefined;
  }
}

/** A document with the fields that are disclosed. What it has in plain words counts more. */
export function withDisclosed(text: string, disclosures: readonly string[]): string {
  if (disclosures.length === 0) return text;
  const fields = disclosures.flatMap((each) => readDisclosure(each) ?? []);
  const told = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  try {
    return JSON.stringify({ ...told, ...(modestJson(text) as object) });
  } catch {
    return text;
  }
}

/** The digests in a document that a stranger wrote; none where it is no JSON, or more than is read. */
export function digestsOf(text: string): string[] {
  try {
    return digestsIn(modestJson(text));
  } catch {
    return [];
  }
}

/** How many fields of a document stand there as digests that nothing discloses. One that is there twice is one field. */
export function withheldIn(text: string, disclosures: readonly string[]): number {
  const disclosed = new Set(disclosures.map(digestOf));
  return new Set(digestsOf(text).filter((each) => !disclosed.has(each))).size;
}

function disclosureOf(name: string, value: JsonValue): string {
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  return Buffer.from(canonicalText([salt, name, value])).toString("base64url");
}

function fieldKey(field: Disclosed | undefined): string {
  return field === undefined ? "" : canonicalText([field.name, field.value]);
}

/** @param who has it not: "The metadata have" */
export function noField(who: string, name: string): ColophonError {
  return new ColophonError(`${who} no field "${name}" that could be withheld later`, {
    code: "FieldNotRedactable",
    advice:
      "Name fields with --redactable as the metadata have them, such as author or datePublished, or leave it out.",
    exitCode: 2,
  });
}

function alwaysSeen(name: string): ColophonError {
  return new ColophonError(`The field "${name}" cannot be withheld later: what a certificate is about is always seen`, {
    code: "FieldNotRedactable",
    advice: "Leave it out of --redactable.",
    exitCode: 2,
  });
}
