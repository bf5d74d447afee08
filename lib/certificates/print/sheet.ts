import type PDFDocument from "pdfkit";

import type { Line, Setting, Typesetter } from "./typeset";

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
/** What is drawn into. */
export const AREA = { left: 66, top: 48, width: PAGE.width - 2 * 66, bottom: PAGE.height - 57 } as const;
export const INK = "#1c1a17";
export const GREY = "#6d675e";
export const ACCENT = "#8f2c1f";
export const RULE = "#cfc6b4";

/** The distance of two lines, in sizes of their letters. */
const LEADING = 1.36;
/** From a line's top to where its letters stand. */
const RISE = 1.04;

/** Where and how lines are drawn. */
export interface Placing {
  readonly x?: number;
  readonly color?: string;
  /** The width that lines stand in the middle of; left out, they begin at `x`. */
  readonly center?: number;
}

/** Letters that were drawn: of one font, from `x` on the line at `baseline`, in points from the page's upper left corner. */
export interface Placed {
  /** The page's number, from 1 on. */
  readonly page: number;
  readonly face: string;
  readonly text: string;
  readonly size: number;
  readonly x: number;
  readonly baseline: number;
  readonly color: string;
}

/** Pages that are drawn from the top down, one after another. */
export class Sheet {
  y: number = AREA.top;
  readonly placed: Placed[] = [];
  /** The number of the page that is drawn into, from 1 on. */
  page = 1;

  constructor(
    readonly doc: InstanceType<typeof PDFDocument>,
    readonly setter: Typesetter,
  ) {}

  /** Begins a page where less than this is left of the one that is drawn into. */
  need(height: number): void {
    if (this.y + height <= AREA.bottom) return;
    this.doc.addPage();
    this.page += 1;
    this.y = AREA.top;
  }

  /** Goes to a page that is there already. */
  turnTo(page: number): void {
    this.doc.switchToPage(page - 1);
    this.page = page;
  }

  /** Sets a text and draws it, on as many pages as it takes. */
  write(text: string, setting: Setting, placing: Placing = {}): void {
    for (const line of this.setter.lines(text, setting)) {
      this.need(heightOf(line));
      this.draw(line, this.y, placing);
      this.y += heightOf(line);
    }
  }

  /** Draws a line at a height. */
  draw(line: Line, top: number, { x = AREA.left, color = INK, center }: Placing = {}): void {
    const { size, width } = line;
    const baseline = top + size * RISE;
    let at = center === undefined ? x : x + (center - width) / 2;
    for (const run of line.runs) {
      const { id, bytes } = run.face;
      this.doc.registerFont(id, bytes).font(id).fontSize(size).fillColor(color);
      this.doc.text(run.text, at, baseline, { lineBreak: false, baseline: "alphabetic" });
      this.placed.push({ page: this.page, face: id, text: run.text, size, x: at, baseline, color });
      at += run.width;
    }
  }

  /** Draws a line whose letters stand as high as those of a larger one. */
  drawBeside(larger: Line, line: Line, top: number, placing: Placing): void {
    this.draw(line, top + (larger.size - line.size) * RISE, placing);
  }

  /** A thin line across. */
  rule(color = RULE, thickness = 0.5): void {
    const { left, width } = AREA;
    this.doc
      .moveTo(left, this.y)
      .lineTo(left + width, this.y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke();
  }
}

/** How far the next line is from this one's top. */
export function heightOf({ size }: Pick<Line, "size">): number {
  return size * LEADING;
}

/** How far what follows is from the top of some lines. */
export function heightOfAll(lines: readonly Pick<Line, "size">[]): number {
  return lines.reduce((sum, line) => sum + heightOf(line), 0);
}
