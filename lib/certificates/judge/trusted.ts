import { isSameRegistry } from "../checkpoint";
import type { Certificate } from "../format";
import type { Trust } from "../trust";
import type { Standing } from "../trust/standing";
import type { Verdict } from "./verdict";

/** The contracts that a certificate is about. */
type Contracts = Pick<Certificate, "registry" | "accreditation">;

/** Why a certificate is not believed. */
interface Doubt {
  readonly verdict: Verdict;
  readonly reason: string;
}

/**
 * What keeps a certificate from being believed, the worst first; undefined where nothing does.
 * @param standings of its blocks; undefined where these are believed whoever vouches for them
 */
export function doubtOf(
  certificate: Contracts,
  standings: ReadonlyMap<number, Standing> | undefined,
  trust: Trust | undefined,
): Doubt | undefined {
  const other = trust === undefined ? standings && "nobody is named whom you trust" : otherContract(certificate, trust);
  return other === undefined ? standings && weakest(standings) : { verdict: "signers unknown", reason: other };
}

/** What somebody trusts that is of other contracts than a certificate; undefined where it is of the same. */
export function otherContract({ registry, accreditation }: Contracts, trust: Trust): string | undefined {
  const { chainId, address } = trust.registry;
  if (!isSameRegistry(registry, trust.registry)) {
    return `whom you trust speaks about the registry ${address} of chain ${chainId}, and the certificate is of ${registry.address} of chain ${registry.chainId}`;
  }
  const parties = trust.deployment?.parties;
  return accreditation === undefined ||
    parties === undefined ||
    accreditation.parties.toLowerCase() === parties.toLowerCase()
    ? undefined
    : `whom you trust names the registry of parties ${parties}, and accreditation is of ${accreditation.parties}`;
}

/** What is said where a block is not vouched for, the worst first. */
const WEAK = [
  ["nobody", "signers unknown", "nobody whom you trust vouches"],
  ["too few", "not enough signers", "too few of those whom you trust vouch"],
] as const;

/** What is said of the oldest block for which least is vouched; undefined where enough is for all. */
function weakest(standings: ReadonlyMap<number, Standing>): Doubt | undefined {
  const oldestFirst = [...standings].reverse();
  for (const [weak, verdict, who] of WEAK) {
    const [block] = oldestFirst.find(([, standing]) => standing === weak) ?? [];
    if (block !== undefined) return { verdict, reason: `${who} for block ${block}` };
  }
  return undefined;
}
