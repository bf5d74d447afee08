import { formatTime } from "../../lib/chain/rpc/time";
import type { Credential } from "../../lib/credentials/credential";
import { countOf } from "../../lib/count-of";
import { type Fields, whole } from "../shared/print/output";

/** What a credential is. */
export function credentialFields({ signed }: Credential): Fields {
  const { iss, vct, exp, cnf, status } = signed;
  const entry = status?.status_list;
  return [
    ["Issuer", whole(iss)],
    ["Type", whole(vct)],
    ["Until", exp === undefined ? "without end" : formatTime(exp)],
    ["Bound to", cnf === undefined ? "no key: whoever has the file can present it" : "its holder's key"],
    ["Status in", entry === undefined ? "none: it cannot be revoked" : [`entry ${entry.idx} of`, whole(entry.uri)]],
  ];
}

/** What it says of its subject. */
export function claimFields({ claims, withheld }: Credential): Fields {
  return [
    ["Withheld", withheld === 0 ? undefined : countOf(withheld, "claim")],
    ["Claims", Object.entries(claims).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)],
  ];
}
