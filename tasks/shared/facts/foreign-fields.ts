import type { KnownTitle } from "../../../lib/certificates/foreign/known";
import type { Certificate } from "../../../lib/certificates/format";
import { formatTime } from "../../../lib/chain/rpc/time";
import { type Verdict, verdict } from "../print/verdict";

type Row = [string, string];

/** A title of another chain, as it is known here, for `fields`; of one that is not, only whose it would be. */
export function foreignFields(registry: Certificate["registry"], title: KnownTitle | undefined): Row[] {
  const place: Row = ["Registry", `${registry.address} of chain ${registry.chainId}`];
  if (title === undefined) return [place];
  return [
    place,
    ["Owner", title.owner],
    ["Since", formatTime(title.registeredAt)],
    ["Final from", formatTime(title.finalAt)],
    ["Status", title.status],
    ["As of", `block ${title.sourceBlock} of that chain, ${formatTime(title.sourceTime)}`],
  ];
}

/** What stands first: what is not in force for good is called so, as `certificate verify` does. */
export function foreignVerdict(title: KnownTitle | undefined): Verdict {
  if (title === undefined) return verdict("NOT KNOWN", false);
  if (title.status === "held") return verdict("ON HOLD", false);
  if (title.status === "annulled") return verdict("ANNULLED", false);
  return title.sourceTime < title.finalAt ? verdict("PROVISIONAL", false) : verdict("KNOWN", true);
}

/** What stands last: what nobody knows here, and who can change that. */
export function afterForeign(isBelieved: boolean, title: KnownTitle | undefined): Row[] {
  if (title !== undefined) {
    return [["Since then", "not known here: the holder, a court or the other side can carry a newer certificate"]];
  }
  return isBelieved
    ? [
        ["Believed", "yes, and nobody has proven this title here"],
        ["Next", "npx hardhat certificate carry --certificate FILE, by whoever has its certificate"],
      ]
    : [
        ["Believed", "no: the committee has not admitted its registry, or has dismissed it"],
        ["Next", "by vote: npx hardhat committee propose --what source --trust FILE --headers KIND"],
      ];
}
