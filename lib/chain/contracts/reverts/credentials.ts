import type { Sentences } from "./sentence";

const KINDS = "1 is IETF's Token Status List, 2 is W3C's Bitstring Status List";

/** What every error of the registry of credentials means, in words, as `reverts.ts` has them for the others. */
export const CREDENTIAL_SENTENCES: Sentences = {
  CredentialRegistryNotController: ([identity, controller, caller]) => ({
    message: `The identity ${identity} is controlled by ${controller}, not by ${caller}`,
    advice: "Its controller alone publishes and revokes in its name: use that account with --account.",
  }),
  CredentialRegistryNameLength: ([length, maximum]) => ({
    message: `The name of a type has 1 to ${maximum} bytes, not ${length}`,
    advice: "Choose another name.",
  }),
  CredentialRegistryZeroVersion: ([, name]) => ({
    message: `Versions of the type ${name} count from 1`,
    advice: "Begin with version 1.",
  }),
  CredentialRegistryZeroHash: ([identity]) => ({
    message: `Zero is not the hash of a file, which the identity ${identity} would publish`,
  }),
  CredentialRegistrySchemaExists: ([, published]) => ({
    message: `This version was published with the schema whose hash is ${published}, and it never changes`,
    advice: "Publish a correction as the next version.",
  }),
  CredentialRegistryNoKind: () => ({ message: `A status list has no kind: ${KINDS}` }),
  CredentialRegistryBits: ([bits]) => ({
    message: `An entry of a status list has 1, 2, 4 or 8 bits, not ${bits}`,
    advice: "Choose one of these.",
  }),
  CredentialRegistrySize: ([size, minimum]) => ({
    message: `A status list of this kind has at least ${minimum} entries, not ${size}`,
    advice: "Choose a larger size: the entries that are not needed stay free.",
  }),
  CredentialRegistryShapeFixed: ([, , kind, bits, size]) => ({
    message: `The status list has ${size} entries of ${bits} bits and the kind ${kind}, and credentials point into it`,
    advice: "Begin another list under another name.",
  }),
  CredentialRegistryUnchanged: ([, , hash]) => ({
    message: `The chain has the hash ${hash} for this status list already`,
    advice: "It is published; nothing is left to do.",
  }),
};
