import type { Detail, PaperEvent } from "./event";
import { BETWEEN, drawLabel, setLabel } from "./label";
import { drawRosette } from "./ornament";
import type { Field, Paper, Value } from "./paper";
import { ACCENT, AREA, GREY, heightOf, INK, PAGE, type Sheet } from "./sheet";
import type { Line } from "./typeset";
import type { Said, sayIn } from "./words/all";

type Say = ReturnType<typeof sayIn>;

const LABEL_WIDTH = 148;
const VALUE = { x: AREA.left + LABEL_WIDTH + 10, width: AREA.width - LABEL_WIDTH - 10 } as const;
const TIME_WIDTH = 92;
const DETAIL_LABEL = 108;
const PAD = 2.6;
/** The most of a value that is moved to the next page for being whole. */
const MOST_WHOLE = 200;
const ROSETTE = 19;

/** What the paper is, and what it says of the work in a sentence. */
export function drawHeading(sheet: Sheet, say: Say, { kind, title, cautions }: Paper): void {
  const center = { x: AREA.left, center: AREA.width };
  drawRosette(sheet, PAGE.width / 2, AREA.top + ROSETTE, ROSETTE);
  sheet.y = AREA.top + 2 * ROSETTE + 9;
  const [first, ...others] = say((words) => words.heading[kind]);
  sheet.write(first, { style: "bold", size: 25, width: AREA.width }, center);
  sheet.write(others.join(BETWEEN), { style: "regular", size: 10.5, width: AREA.width }, { ...center, color: GREY });
  sheet.y += 7;
  for (const sentence of say((words) => words.lead[kind])) {
    sheet.write(sentence, { style: "regular", size: 7.6, width: AREA.width }, { ...center, color: GREY });
  }
  sheet.y += 8;
  const name = title ?? say((words) => words.untitled).join(BETWEEN);
  const size = title === undefined ? 11 : sizeOfTitle(title);
  sheet.write(
    name,
    { style: title === undefined ? "regular" : "bold", size, width: AREA.width - 40 },
    {
      ...{ x: AREA.left + 20, center: AREA.width - 40 },
      color: title === undefined ? GREY : ACCENT,
    },
  );
  sheet.y += 6;
  for (const caution of cautions)
    drawCaution(
      sheet,
      say((words) => words.cautions[caution]),
    );
}

/** A long title is set smaller. */
function sizeOfTitle(title: string): number {
  return title.length < 40 ? 18 : title.length < 120 ? 14 : 11;
}

function drawCaution(sheet: Sheet, said: Said): void {
  const lines = said.flatMap((text, index) =>
    sheet.setter.lines(text, { style: index === 0 ? "bold" : "regular", size: 7.8, width: AREA.width - 24 }),
  );
  const height = heightOfAll(lines) + 10;
  sheet.need(height);
  sheet.doc.rect(AREA.left, sheet.y, AREA.width, height).lineWidth(0.7).strokeColor(ACCENT).stroke();
  sheet.y += 5;
  for (const line of lines) {
    sheet.draw(line, sheet.y, { x: AREA.left + 12, color: ACCENT });
    sheet.y += heightOf(line);
  }
  sheet.y += 12;
}

/** What is said of the work, a line or more for each. */
export function drawFields(sheet: Sheet, say: Say, fields: readonly Field[]): void {
  for (const { name, lines } of fields) {
    const label = setLabel(
      sheet,
      say((words) => words.fields[name]),
      8.6,
      LABEL_WIDTH,
    );
    const value = lines.flatMap((each) => valueLines(sheet, say, each));
    const height = Math.max(label.height, heightOfAll(value.map(({ line }) => line)));
    // What is longer than a page goes on on the next one.
    sheet.need(Math.min(height, MOST_WHOLE) + 2 * PAD);
    sheet.rule();
    sheet.y += PAD;
    drawLabel(sheet, label, AREA.left, sheet.y);
    const least = sheet.y + label.height;
    const page = sheet.page;
    for (const { line, indent = 0 } of value) {
      sheet.need(heightOf(line));
      sheet.drawBeside(label.first, line, sheet.y, { x: VALUE.x + indent });
      sheet.y += heightOf(line);
    }
    sheet.y = (sheet.page === page ? Math.max(sheet.y, least) : sheet.y) + PAD;
  }
  sheet.rule();
  sheet.y += 12;
}

/** A line of a value, and how far it is indented. */
interface ValueLine {
  readonly line: Line;
  readonly indent?: number;
}

function valueLines({ setter }: Sheet, say: Say, value: Value): ValueLine[] {
  const { width } = VALUE;
  if ("hash" in value) return hashLines(setter, value.hash);
  const regular = { style: "regular", size: 9.2, width } as const;
  if ("text" in value) return setter.lines(value.text, regular).map((line) => ({ line }));
  const said = say(value.words);
  const together = setter.lines([said.join(BETWEEN), value.then].filter(Boolean).join("  "), regular);
  const small = { ...regular, size: 8 };
  const lines = together.length === 1 ? together : said.flatMap((text) => setter.lines(text, small));
  return lines.map((line) => ({ line }));
}

/** A hash in groups of eight digits, on two lines; an address in one piece. */
function hashLines(setter: Sheet["setter"], hash: string): ValueLine[] {
  const mono = { style: "mono", size: 9.4 } as const;
  const set = (text: string): Line[] => setter.lines(text, mono);
  const groups = hash.slice(2).match(/.{8}/g) ?? [];
  if (groups.length !== 8) return set(hash).map((line) => ({ line }));
  const [prefix] = set("0x");
  return [
    ...set(`0x${groups.slice(0, 4).join(" ")}`).map((line) => ({ line })),
    ...set(groups.slice(4).join(" ")).map((line) => ({ line, indent: prefix?.width ?? 0 })),
  ];
}

/** What has happened to the work, the oldest event first. */
export function drawHistory(sheet: Sheet, say: Say, events: readonly PaperEvent[]): void {
  if (events.length === 0) return;
  const label = setLabel(
    sheet,
    say((words) => words.history),
    10.5,
    AREA.width,
  );
  sheet.need(label.height + 60);
  drawLabel(sheet, label, AREA.left, sheet.y);
  sheet.y += label.height + 3;
  for (const event of events) drawEvent(sheet, say, event);
  sheet.rule();
  sheet.y += 12;
}

function drawEvent(sheet: Sheet, say: Say, { name, time, block, details }: PaperEvent): void {
  const { setter } = sheet;
  const x = AREA.left + TIME_WIDTH;
  const width = AREA.width - TIME_WIDTH;
  const label = setLabel(
    sheet,
    say((words) => words.events[name]),
    8.6,
    width,
  );
  const rows = details.map((detail) => detailLines(sheet, say, detail, width));
  sheet.need(label.height + heightOfAll(rows.flatMap(({ lines }) => lines)) + 2 * PAD);
  sheet.rule();
  sheet.y += PAD;
  const top = sheet.y;
  const blocks = `${say((words) => words.block).join(" · ")} ${block}`;
  const beside = [
    ...setter.lines(time, { style: "regular", size: 7.4 }),
    ...setter.lines(blocks, { style: "regular", size: 6.2, width: TIME_WIDTH }),
  ];
  for (const [index, line] of beside.entries()) {
    sheet.draw(line, top + 1 + heightOfAll(beside.slice(0, index)), { color: index === 0 ? INK : GREY });
  }
  drawLabel(sheet, label, x, sheet.y);
  sheet.y += label.height;
  for (const row of rows) {
    sheet.draw(row.label, sheet.y, { x, color: GREY });
    for (const line of row.lines) {
      sheet.draw(line, sheet.y, { x: x + DETAIL_LABEL });
      sheet.y += heightOf(line);
    }
  }
  sheet.y = Math.max(sheet.y, top + 1 + heightOfAll(beside)) + PAD;
}

function detailLines(
  { setter }: Sheet,
  say: Say,
  { name, value }: Detail,
  width: number,
): { readonly label: Line; readonly lines: Line[] } {
  const [label] = setter.lines(say((words) => words.details[name]).join(" · "), { style: "regular", size: 6.2 });
  if (label === undefined) throw new Error("a text has no line");
  const lines =
    typeof value === "string"
      ? setter.lines(value, { style: "mono", size: 6.1, width: width - DETAIL_LABEL })
      : setter.lines(say(value).join(BETWEEN), { style: "regular", size: 6.4, width: width - DETAIL_LABEL });
  return { label, lines };
}

export function heightOfAll(lines: readonly Pick<Line, "size">[]): number {
  return lines.reduce((sum, line) => sum + heightOf(line), 0);
}
