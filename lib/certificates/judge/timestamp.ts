import { ColophonError } from "../../errors";
import type { readX509, X509 } from "../../proofs/timestamps/x509";
import type { Certificate } from "../format";
import type { Trust } from "../trust";

/** What a timestamp tells. */
export interface ToldTimestamp {
  /** Unix seconds: the first whole one at which the file is proven to have been there. */
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
  const [{ provenTimestamp, isBy }, { readX509 }] = await Promise.all([
    import("../../proofs/timestamps/timestamp"),
    import("../../proofs/timestamps/x509"),
  ]);
  const proven = await provenTimestamp(work.id, timestamp);
  const time = Math.ceil(proven.time);
  for (const { name, certificate } of trust?.timestampAuthorities ?? []) {
    if (await isBy(proven, authorityIn(name, certificate, readX509))) return { time, authority: name };
  }
  return { time, authority: undefined };
}

function authorityIn(name: string, certificate: string, read: typeof readX509): X509 {
  try {
    return read(certificate);
  } catch (cause) {
    throw new ColophonError(`The certificate of the timestamp authority ${name} is none`, {
      code: "AuthorityNotCertified",
      advice: "It is X.509 in PEM, from its line BEGIN CERTIFICATE on.",
      exitCode: 2,
      cause,
    });
  }
}
