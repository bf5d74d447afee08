import type { ForeignTitles } from "../../../typechain-types";
import { TITLE_STATUSES } from "../../chain/contracts/enums";
import type { Certificate } from "../format";
import { judge } from "../judge/judge";

/** What a chain knows of a title of another chain, as of a block there. */
export interface KnownTitle {
  readonly owner: string;
  /** Unix seconds. */
  readonly registeredAt: number;
  readonly finalAt: number;
  readonly status: string;
  /** The block of its newest event, and the one that it is known as of, both of its own chain. */
  readonly changedAtBlock: number;
  readonly sourceBlock: number;
  /** The time of that block, Unix seconds. */
  readonly sourceTime: number;
}

/** What a chain can say of a title of another chain. */
export interface Known {
  /** Whether it believes anybody about the title's registry. */
  readonly isBelieved: boolean;
  /** Undefined where nobody is believed, or where it was never proven by the word of those who are. */
  readonly title: KnownTitle | undefined;
}

/** The id of a registry of another chain. */
export async function sourceOf(
  contract: ForeignTitles,
  { chainId, address }: Certificate["registry"],
): Promise<string> {
  return contract.sourceIdOf(chainId, address);
}

/** What the contract knows of a title of another chain. */
export async function known(
  contract: ForeignTitles,
  registry: Certificate["registry"],
  workId: bigint,
): Promise<Known> {
  const sourceId = await sourceOf(contract, registry);
  const { firstTerm, terms } = await contract.sourceOf(sourceId);
  if (firstTerm === terms) return { isBelieved: false, title: undefined };
  const { title, sourceBlock, sourceTime } = await contract.foreignTitle(sourceId, workId);
  if (sourceBlock === 0n) return { isBelieved: true, title: undefined };
  const found = {
    owner: title.owner,
    registeredAt: Number(title.registeredAt),
    finalAt: Number(title.finalAt),
    status: TITLE_STATUSES[Number(title.status)] ?? String(title.status),
    changedAtBlock: Number(title.changedAtBlock),
    sourceBlock: Number(sourceBlock),
    sourceTime: Number(sourceTime),
  };
  return { isBelieved: true, title: found };
}

/** Whether what is known of a title is what a certificate proves, as of its very block. */
export async function isProvenBy(certificate: Certificate, title: KnownTitle | undefined): Promise<boolean> {
  const { proven } = await judge(certificate, {});
  if (proven?.title === undefined || title?.sourceBlock !== proven.block) return false;
  const { owner, registeredAt, changedAtBlock, status } = proven.title;
  return (
    title.owner === owner &&
    title.registeredAt === registeredAt &&
    title.changedAtBlock === changedAtBlock &&
    title.status === TITLE_STATUSES[status]
  );
}
