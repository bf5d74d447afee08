import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { readTitle, type RegistryReader, type TitleState } from "../../chain/contracts/title";
import { ColophonError } from "../../errors";
import type { SlotTitle } from "../../proofs/slots/title-slot";
import type { Judgement, Proven, Question } from "../judge/judge";
import { type EitherCertificate, judgeEither } from "./either";

/** What a node says of a work whose certificate was judged. */
export interface Since {
  /** The node's newest block. */
  readonly block: number;
  /** What has happened since the certificate's block; undefined where nothing has. */
  readonly news: string | undefined;
}

/** The registry that a node is asked about. */
export interface Asked {
  readonly chainId: bigint;
  readonly registry: RegistryReader;
  readonly provider: { getBlockNumber(): Promise<number> };
}

/**
 * Judges a certificate, and asks a node whether the work still stands as it proves: STALE where something has happened since. A node
 * that says the same is believed where nobody else is named whom to trust.
 * @returns without `since` where the node was not asked: the certificate is altered, or of another file
 * @throws ColophonError, exit code 2, where the certificate is another registry's; where the node says otherwise of the
 * certificate's own block, or has none as new; what `judge` throws
 */
export async function judgeOnline(
  asked: Asked,
  certificate: EitherCertificate,
  question: Question,
): Promise<Judgement & { readonly since?: Since }> {
  const judgement = await judgeEither(certificate, { ...question, isBelieved: question.trust === undefined });
  const { verdict, proven } = judgement;
  if (proven === undefined || verdict === "not this file") return judgement;
  const since = await sinceThen(asked, certificate, proven);
  const isDoubted = verdict === "signers unknown" || verdict === "not enough signers";
  if (since.news === undefined || isDoubted) return { ...judgement, since };
  return { verdict: "stale", reason: `since then ${since.news}`, proven, since };
}

async function sinceThen(
  { chainId, registry, provider }: Asked,
  { work, registry: certified }: Pick<EitherCertificate, "work" | "registry">,
  proven: Proven,
): Promise<Since> {
  const address = await registry.getAddress();
  if (BigInt(certified.chainId) !== chainId || certified.address.toLowerCase() !== address.toLowerCase()) {
    throw new ColophonError(
      `The certificate is of the registry ${certified.address} of chain ${certified.chainId}, and this network has ${address} of chain ${chainId}`,
      { code: "CertificateOfOtherRegistry", advice: "Choose its network with --network.", exitCode: 2 },
    );
  }
  const block = await provider.getBlockNumber();
  const title = await readTitle({ registry }, BigInt(work.id));
  if (block >= proven.block && title !== undefined && title.changedAtBlock > proven.block) {
    return { block, news: `${newsOf(title, proven.title)} in block ${title.changedAtBlock}` };
  }
  if (block >= proven.block && isSame(title, proven.title)) return { block, news: undefined };
  throw new ColophonError(`The node says otherwise of block ${proven.block} than the certificate proves`, {
    code: "NodeSaysOtherwise",
    advice:
      "Wait until it has the newest blocks, or ask another node. One that goes on saying so is of another chain, or wrong.",
  });
}

function newsOf(now: TitleState, then: SlotTitle | undefined): string {
  if (then === undefined) return "the work was registered";
  if (now.owner !== then.owner) return `the title came to ${now.owner}`;
  return now.status === TITLE_STATUSES[then.status]
    ? "something happened to the work"
    : `the title became ${now.status}`;
}

function isSame(now: TitleState | undefined, then: SlotTitle | undefined): boolean {
  if (now === undefined || then === undefined) return now === then;
  const { owner, registeredAt, changedAtBlock, events, hasMoved } = then;
  return (
    now.status === TITLE_STATUSES[then.status] &&
    Object.entries({ owner, registeredAt, changedAtBlock, events, hasMoved }).every(
      ([name, value]) => now[name as keyof TitleState] === value,
    )
  );
}
