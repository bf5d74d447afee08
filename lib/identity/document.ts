import { toUtf8String, ZeroAddress } from "ethers";

import type { HistoryEvent } from "../history/walk";
import { shortText } from "../short-text";
import { validTo } from "./history";
import { type Key, keyOf, type VerificationMethod } from "./keys";

/** The attribute by which an identity names another name of its own. */
export const ALSO_KNOWN_AS = "did/alsoKnownAs";
const SERVICE = /^did\/svc\/(\w+)$/;

/** What the words of a document of the method `ethr` mean. */
const CONTEXT = [
  "https://www.w3.org/ns/did/v1",
  "https://w3id.org/security/suites/secp256k1recovery-2020/v2",
  "https://w3id.org/security/v3-unstable",
] as const;

interface Service {
  readonly id: string;
  readonly type: string;
  readonly serviceEndpoint: unknown;
}

/** A DID document, as the W3C's DID Core and the method `ethr` have it. */
export interface DidDocument {
  readonly "@context": readonly string[];
  readonly id: string;
  readonly alsoKnownAs?: readonly string[];
  readonly verificationMethod: readonly VerificationMethod[];
  readonly authentication: readonly string[];
  readonly assertionMethod: readonly string[];
  readonly keyAgreement?: readonly string[];
  readonly service?: readonly Service[];
}

/** What a history makes of an identity. */
export interface Described {
  readonly document: DidDocument;
  /** The address of the controller; undefined where the identity was deactivated. */
  readonly controller: string | undefined;
}

/** Whose document it is. */
export interface Subject {
  readonly did: string;
  readonly address: string;
  readonly chainId: bigint;
}

/**
 * The DID document that a history makes, by the rules of the method `ethr`. Keys are numbered as they came, so that a key keeps its
 * id when another one is taken back.
 * @param history the oldest event first, up to the block that is asked about
 * @param time the moment that is asked about, Unix seconds: what ends in that second has ended
 */
export function documentOf(subject: Subject, history: readonly HistoryEvent[], time: number): Described {
  const { did, chainId } = subject;
  const keys = new Map<string, Key>();
  const services = new Map<string, Service>();
  const names = new Set<string>();
  let controller = subject.address;
  let keyCount = 0;
  let serviceCount = 0;

  for (const each of history) {
    const { event } = each;
    if (event.name === "DIDOwnerChanged") {
      controller = String(event.args["owner"]);
      if (controller === ZeroAddress) return { document: deactivated(did), controller: undefined };
      continue;
    }
    const holds = validTo(each) > time;
    const name = nameOf(each);
    const value = valueOf(each);
    const what = `${event.name} ${name} ${value}`;
    const isDelegate = event.name === "DIDDelegateChanged";
    const [, service] = SERVICE.exec(name) ?? [];
    if (isDelegate || name.startsWith("did/pub/")) {
      keyCount += 1;
      put(keys, what, holds ? keyOf({ did, chainId }, keyCount, { isDelegate, name, value }) : undefined);
    } else if (service !== undefined) {
      serviceCount += 1;
      const text = holds ? textOf(value) : undefined;
      const id = `${did}#service-${serviceCount}`;
      put(services, what, text === undefined ? undefined : { id, type: service, serviceEndpoint: endpoint(text) });
    } else if (name === ALSO_KNOWN_AS) {
      const text = textOf(value);
      if (text === undefined) continue;
      if (holds) names.add(text);
      else names.delete(text);
    }
  }
  const own: VerificationMethod = {
    id: `${did}#controller`,
    type: "EcdsaSecp256k1RecoveryMethod2020",
    controller: did,
    blockchainAccountId: `eip155:${chainId}:${controller}`,
  };
  const idsOf = (purpose: Key["purpose"][]): string[] =>
    [...keys.values()].filter((key) => purpose.includes(key.purpose)).map(({ method }) => method.id);
  const agreements = idsOf(["agreement"]);
  const document: DidDocument = {
    "@context": CONTEXT,
    id: did,
    ...(names.size === 0 ? {} : { alsoKnownAs: [...names] }),
    verificationMethod: [own, ...[...keys.values()].map(({ method }) => method)],
    authentication: [own.id, ...idsOf(["authentication"])],
    assertionMethod: [own.id, ...idsOf(["authentication", "signing"])],
    ...(agreements.length === 0 ? {} : { keyAgreement: agreements }),
    ...(services.size === 0 ? {} : { service: [...services.values()] }),
  };
  return { document, controller };
}

function deactivated(did: string): DidDocument {
  return { "@context": CONTEXT, id: did, verificationMethod: [], authentication: [], assertionMethod: [] };
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** What an attribute is, or what a delegate is for; empty where it is no text. */
function nameOf({ event }: HistoryEvent): string {
  // Whoever controls an identity may write anything there.
  return shortText(String(event.args[event.name === "DIDDelegateChanged" ? "delegateType" : "name"])) ?? "";
}

function valueOf({ event }: HistoryEvent): string {
  return String(event.args[event.name === "DIDDelegateChanged" ? "delegate" : "value"]);
}

/** The text of an attribute; undefined where its bytes are none. */
function textOf(bytes: string): string | undefined {
  try {
    return toUtf8String(bytes);
  } catch {
    return undefined;
  }
}

/** Where a service is: a URL, or an object of JSON. */
function endpoint(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
