import { type HDNodeWallet, Wallet } from "ethers";

import type { MemberSigner } from "../../../../lib/certificates/member-signer";
import type { Trust, TrustSet } from "../../../../lib/certificates/trust";
import { signNewest } from "../../../../lib/certificates/trust/update";

/** As many accounts as are asked for; the same in every run, since an HD wallet is made of its number. */
export function someMembers(count: number, first = 0): HDNodeWallet[] {
  const root = Wallet.fromPhrase("test test test test test test test test test test test junk");
  return Array.from({ length: count }, (_, index) => root.derivePath(String(first + index)));
}

/** A set of members of whom so many are needed. */
export function membersOf(wallets: readonly { readonly address: string }[], threshold: number): TrustSet {
  const keys = wallets.map(({ address }, index) => ({ name: `member ${index + 1}`, address }));
  return { members: { threshold, keys } };
}

/** Another set from a block on, signed by these. */
export async function changedTo(
  trust: Trust,
  set: TrustSet,
  from: number,
  ...signers: readonly MemberSigner[]
): Promise<Trust> {
  let changed: Trust = { ...trust, changes: [...(trust.changes ?? []), { ...set, from, signatures: [] }] };
  for (const signer of signers) changed = await signNewest(changed, signer);
  return changed;
}
