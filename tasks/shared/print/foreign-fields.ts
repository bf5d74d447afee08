import type { KnownTitle } from "../../../lib/certificates/foreign/known";
import type { Certificate } from "../../../lib/certificates/format";
import { formatTime } from "../../../lib/chain/rpc/time";

/** A title of another chain, as it is known here, for `fields`. */
export function foreignFields(registry: Certificate["registry"], title: KnownTitle): [string, string][] {
  return [
    ["Registry", `${registry.address} of chain ${registry.chainId}`],
    ["Owner", title.owner],
    ["Since", formatTime(title.registeredAt)],
    ["Final from", formatTime(title.finalAt)],
    ["Status", title.status],
    ["As of", `block ${title.sourceBlock} of that chain, ${formatTime(title.sourceTime)}`],
  ];
}
