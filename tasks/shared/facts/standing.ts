import { formatTime } from "../../../lib/chain/rpc/time";
import type { AnchoredClaim, ProvenClaim } from "../../../lib/works/home/anchored";
import type { Since, Standing } from "../../../lib/works/reading/state";
import { type Fields, whole } from "../print/output";
import { type Verdict, verdict } from "../print/verdict";

type Line = Fields[number];

/** The word that a work's lines begin with. @param titled the word for a work that has a title */
export function standingWord({ state }: Pick<Standing, "state">, titled: string): string | Verdict {
  if (state === "unknown") return verdict("NOT REGISTERED", false);
  return state === "anchored" ? verdict("ANCHORED", true) : titled;
}

/** The date that counts, and which time it is. */
export function sinceText(since: Since | undefined): string | undefined {
  return since && `${formatTime(since.time)}, the time of the ${since.of}`;
}

/** The lines about anchors, and about batch files in which none could be looked for. */
export function anchorLines(anchored: readonly AnchoredClaim[], unreadable: readonly string[]): Line[] {
  return [
    ...anchored.flatMap(({ anchoredAt, owner, batch }): Line[] => [
      ["Anchored at", formatTime(anchoredAt)],
      ["Claimed by", owner],
      ["Batch", whole(batch)],
    ]),
    ...unreadable.map((problem): Line => ["Not searched", problem]),
  ];
}

/** The lines about what evidence proves. */
export function evidenceLines({ anchoredAt, owner, root }: ProvenClaim): Line[] {
  return [
    ["Evidence", "proves the anchor"],
    ["Anchored at", formatTime(anchoredAt)],
    ["Claimed by", owner],
    ["Root", root],
  ];
}

/** A line on how to give a work the date that an anchor of its owner proves; none where it has that date. */
export function earlierLine({ title, since, anchored }: Omit<Standing, "history">): Line {
  const earlier = anchored.find(({ owner }) => owner === title?.owner);
  const isEarlier = earlier !== undefined && since !== undefined && earlier.anchoredAt < since.time;
  return ["Earlier date", isEarlier ? `${formatTime(earlier.anchoredAt)}: npx hardhat work claim` : undefined];
}
