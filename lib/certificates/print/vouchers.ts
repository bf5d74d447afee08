import { type EitherCertificate, isAttested } from "../attested/either";
import type { Trust } from "../trust";

/** Somebody who has signed a block. */
export interface Voucher {
  readonly address: string;
  /** By what name whoever is trusted knows it; undefined where nobody is. */
  readonly name: string | undefined;
}

/**
 * Who vouches for what a certificate says, each once: of those who have signed a block in it, whom the trust file names; all of them
 * where there is none.
 */
export function vouchersOf(certificate: EitherCertificate, trust: Trust | undefined): Voucher[] {
  const signers = signersIn(certificate);
  if (trust === undefined) return [...signers].map((address) => ({ address, name: undefined }));
  const names = namesIn(trust);
  return [...signers].flatMap((address) => {
    const name = names.get(address.toLowerCase());
    return name === undefined ? [] : [{ address, name }];
  });
}

/** The names that whoever is trusted is listed by, by account in lower case. */
export function namesIn(trust: Trust): ReadonlyMap<string, string> {
  const sets = [trust, ...(trust.changes ?? [])];
  const parties = sets.flatMap(({ members, validators = [] }) => [...(members?.keys ?? []), ...validators]);
  return new Map(parties.map(({ address, name }) => [address.toLowerCase(), name]));
}

/** The accounts that have signed a block in a certificate, whoever they are. */
export function signersIn(certificate: EitherCertificate): ReadonlySet<string> {
  const signatures = isAttested(certificate)
    ? certificate.members
    : certificate.blocks.flatMap(({ members = [], seals }) => [...members, ...(seals?.signatures ?? [])]);
  return new Set(signatures.map(({ by }) => by));
}
