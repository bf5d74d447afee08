import type { KnownTitle } from "../../../lib/certificates/foreign/known";
import type { Certificate } from "../../../lib/certificates/format";
import { formatTime } from "../../../lib/chain/rpc/time";

/** A title of another chain, as it is known here, for `fields`; of one that is not, only whose it would be. */
export function foreignFields(registry: Certificate["registry"], title: KnownTitle | undefined): [string, string][] {
  const place: [string, string] = ["Registry", `${registry.address} of chain ${registry.chainId}`];
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
