import { ColophonError } from "../../errors";
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
    if (await holds(async () => isBy(proven, readX509(certificate)))) return { time, authority: name };
  }
  return { time, authority: undefined };
}

/** Whether something holds of a certificate. Nothing does of what is none, or has a key that nobody knows. */
async function holds(question: () => Promise<boolean>): Promise<boolean> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof ColophonError) throw error;
    return false;
  }
}
