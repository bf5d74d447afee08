import { AnchoredWorks } from "../../catalogue/anchored";
import type { Colophon } from "../../chain/contracts/colophon";
import type { ColophonError } from "../../errors";
import type { Shelf } from "../../store/records";
import type { BatchMode } from "../file/format";
import type { Preparation } from "../prepare/preparing";
import type { Known } from "../prepare/set-aside";
import type { OpenedSource } from "../source/source";
import { anchoredForOther } from "./anchored-for-other";
import { worksPerCall } from "./direct-calls";
import type { Sending } from "./register";

/** What is to be registered in bulk, and how. */
export interface BulkOrder
  extends Sending,
    Pick<Preparation, "source" | "skipBad" | "fromFiles" | "startedAt" | "rehash"> {
  /** The fields of the metadata that become salted digests; default: none. */
  readonly redactable?: readonly string[];
  readonly mode: BatchMode;
  readonly shelf: Shelf;
  /** Whether works that have a date already are anchored once more. */
  readonly again?: boolean;
  /** The most works that one transaction registers, in direct mode; default: as direct-calls.ts says. */
  readonly worksPerCall?: number;
}

/** What a source is called in its batch files: the same again for the same source, which may have changed since. */
export function originOf({ path }: OpenedSource): string {
  return path ?? "stdin";
}

/** What is to be prepared for an order; where, and beside what, is not said yet. */
export async function preparationOf(
  { chainId, provider }: Colophon,
  owner: string,
  order: BulkOrder,
): Promise<Omit<Preparation, "folder" | "known">> {
  const { source, mode, shelf, skipBad, fromFiles, startedAt, rehash, signal, onProgress, redactable = [] } = order;
  const target = {
    mode,
    chainId: Number(chainId),
    registry: shelf.registry,
    owner,
    source: originOf(source),
    worksPerCall: order.worksPerCall ?? (await worksPerCall(provider)),
  };
  const redaction = redactable.length === 0 ? undefined : { fields: redactable, shelf };
  return { source, target, skipBad, fromFiles, startedAt, rehash, redaction, signal, onProgress };
}

/** Opens what the home knows of an owner's works, and closes it again. */
export async function withKnown<R>(
  { source: { path }, mode, again, shelf }: BulkOrder,
  owner: string,
  use: (known: Known) => Promise<R>,
): Promise<R> {
  const anchored = await AnchoredWorks.open(shelf, owner);
  try {
    // The rows need not be gone through to be compared with nothing.
    if (anchored.isEmpty) return await use({});
    return await use({
      ...(again === true
        ? {}
        : { among: (hashes) => anchored.among(hashes), datesAll: (batch) => anchored.isAnchored(batch) }),
      refusalOf: mode === "direct" ? (hashes) => refusalOf(anchored, hashes) : undefined,
      earlierAt: path !== undefined && anchored.hasOf(path) ? (names) => anchored.at(path, names) : undefined,
    });
  } finally {
    anchored.close();
  }
}

/** Why works may not be given a title of today: others have anchored them, and their titles would have that date. */
function refusalOf(anchored: AnchoredWorks, hashes: readonly string[]): ColophonError | undefined {
  const [first] = anchored.ofOthers(hashes);
  if (first === undefined) return undefined;
  const how = " Or take the work out of the source. If it is to have a title of today, register it with --later-date.";
  return anchoredForOther(first.contentHash, first, how);
}
