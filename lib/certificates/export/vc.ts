import { hash } from "node:crypto";

import type { TitleState } from "../../chain/contracts/title";
import { canonicalBytes, type JsonValue } from "../../hashing/canonical-json";
import { namedInformation } from "../../hashing/named-information";
import { formatWorkId } from "../../hashing/work-id";
import { didOf, keyNameOf, type LogKey, multibase } from "../../log/key";
import type { Statement } from "./statement";

/** What the registry says of a title when the credential is made. */
type StatedTitle = Pick<TitleState, "owner" | "status" | "registeredAt" | "finalAt" | "hasMoved" | "changedAtBlock">;

/** A credential that is signed. */
export type SignedCredential = Readonly<Record<string, JsonValue>>;

/** The vocabulary of the data model, and W3C's own answer to what it does not define. */
const CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"];
const MILLISECONDS_PER_SECOND = 1_000;

/** What a credential is made of. */
export interface CredentialOrder {
  readonly statement: Statement;
  readonly title: StatedTitle;
  /** The proof that the event stands in the log, as C2SP has it. */
  readonly proof: string;
}

/**
 * A W3C Verifiable Credential (data model 2.0) about a work's title and one event of it, with a Data Integrity proof of the suite
 * eddsa-jcs-2022. The event's place in the log is its evidence.
 * @param time Unix seconds
 */
export function signedCredential(order: CredentialOrder, key: LogKey, time: number): SignedCredential {
  const { statement, title, proof } = order;
  const at = dateTime(time);
  const { event, values, logged } = statement;
  return withProof(
    {
      "@context": CONTEXT,
      type: ["VerifiableCredential", "WorkTitleCredential"],
      issuer: didOf(key.publicKey),
      validFrom: at,
      credentialSubject: {
        id: namedInformation(formatWorkId(statement.workId).slice(2)),
        type: "CreativeWork",
        title: {
          owner: title.owner,
          status: title.status,
          registeredAt: dateTime(title.registeredAt),
          // Until then an earlier anchor takes it; what has moved is final.
          ...(title.hasMoved ? {} : { finalAt: dateTime(title.finalAt) }),
          changedAtBlock: title.changedAtBlock,
        },
        event: {
          type: event,
          values,
          block: logged.block,
          time: dateTime(logged.time),
          transaction: logged.transactionHash,
        },
      },
      evidence: { type: "TransparencyLogProof", proof },
    },
    key,
    at,
  );
}

/** Signs a document by eddsa-jcs-2022 (W3C vc-di-eddsa, section 3.3): the hash of the proof's settings, and that of the document. */
function withProof(document: SignedCredential, key: LogKey, created: string): SignedCredential {
  const settings = {
    "@context": CONTEXT,
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-jcs-2022",
    created,
    verificationMethod: keyNameOf(key.publicKey),
    proofPurpose: "assertionMethod",
  };
  const digests = [settings, document].map((part) => hash("sha256", canonicalBytes(part), "buffer"));
  return { ...document, proof: { ...settings, proofValue: multibase(key.sign(Buffer.concat(digests))) } };
}

function dateTime(seconds: number): string {
  return new Date(seconds * MILLISECONDS_PER_SECOND).toISOString().replace(".000Z", "Z");
}
