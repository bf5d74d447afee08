import { GREY, heightOf, INK, type Sheet } from "./sheet";
import type { Line } from "./typeset";
import type { Said } from "./words/all";

/** What stands between the same words in several languages. */
export const BETWEEN = "  ·  ";
const GAP = 5;

/** A few words in each language: the first larger, the others after it, or below it where the width is too small. */
export interface Label {
  readonly first: Line;
  readonly others: readonly Line[];
  readonly isOneLine: boolean;
  readonly height: number;
}

/** @param width what there is room for, in points */
export function setLabel({ setter }: Sheet, [words, ...rest]: Said, size: number, width: number): Label {
  const small = { style: "regular", size: size * 0.78 } as const;
  const [first] = setter.lines(words, { style: "bold", size });
  const [joined] = setter.lines(rest.join(BETWEEN), small);
  if (first === undefined || joined === undefined) throw new Error("a text has no line");
  const isOneLine = first.width + GAP + joined.width <= width;
  const others = isOneLine ? [joined] : setter.lines(rest.join(BETWEEN), { ...small, width });
  const below = isOneLine ? 0 : others.reduce((sum, line) => sum + heightOf(line), 0);
  return { first, others, isOneLine, height: heightOf(first) + below };
}

export function drawLabel(sheet: Sheet, { first, others, isOneLine }: Label, x: number, top: number): void {
  sheet.draw(first, top, { x, color: INK });
  let below = top + heightOf(first);
  for (const line of others) {
    if (isOneLine) sheet.drawBeside(first, line, top, { x: x + first.width + GAP, color: GREY });
    else sheet.draw(line, below, { x, color: GREY });
    below += heightOf(line);
  }
}
