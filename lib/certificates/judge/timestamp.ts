import { X509Certificate } from "node:crypto";

import { ColophonError } from "../../errors";
import type { Certificate } from "../format";
import type { Trust } from "../trust";

/** What a timestamp tells. */
export interface ToldTimestamp {
  /** Unix seconds. */
  readonly time: number;
  /** By what name whoever is trusted knows the authority; undefined where it does not. */
  readonly authority: string | undefined;
}

/**
 * What the timestamp of a certificate tells; undefined where it has none.
 * @throws ProofError where it does not hold
 */
export async function toldTimestamp(
  { work, timestamp }: Certificate,
  trust: Trust | undefined,
): Promise<ToldTimestamp | undefined> {
  if (timestamp === undefined) return undefined;
  // Few certificates have one, and what reads it takes its time to load.
  const { provenTimestamp, isBy } = await import("../../proofs/timestamp");
  const proven = provenTimestamp(work.id, timestamp);
  const authority = trust?.timestampAuthorities?.find(({ name, certificate }) =>
    isBy(proven, authorityIn(name, certificate)),
  );
  return { time: proven.time, authority: authority?.name };
}

function authorityIn(name: string, certificate: string): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch (cause) {
    throw new ColophonError(`The certificate of the timestamp authority ${name} is none`, {
      code: "AuthorityNotCertified",
      advice: "It is X.509 in PEM, from its line BEGIN CERTIFICATE on.",
      exitCode: 2,
      cause,
    });
  }
}
