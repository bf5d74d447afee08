import type { Detail, PaperEvent } from "./event";
import { BETWEEN, drawLabel, setLabel } from "./label";
import type { Field, Value } from "./paper";
import { AREA, GREY, heightOf, heightOfAll, INK, type Sheet } from "./sheet";
import type { Line } from "./typeset";
import type { sayIn } from "./words/all";

type Say = ReturnType<typeof sayIn>;

const LABEL_WIDTH = 148;
const VALUE = { x: AREA.left + LABEL_WIDTH + 10, width: AREA.width - LABEL_WIDTH - 10 } as const;
const TIME_WIDTH = 92;
const DETAIL_LABEL = 108;
const PAD = 2.6;
/** The most of a value that is moved to the next page for being whole. */
const MOST_WHOLE = 200;
/** Between a name and what is its own. */
const APART = 8;

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
    for (const { line, indent = 0, beside } of value) {
      sheet.need(heightOf(line));
      sheet.drawBeside(label.first, line, sheet.y, { x: VALUE.x + indent });
      if (beside !== undefined) sheet.drawBeside(label.first, beside, sheet.y, { x: VALUE.x + line.width + APART });
      sheet.y += heightOf(line);
    }
    sheet.y = (sheet.page === page ? Math.max(sheet.y, least) : sheet.y) + PAD;
  }
  sheet.rule();
  sheet.y += 12;
}

/** A line of a value, how far it is indented, and what stands after it. */
interface ValueLine {
  readonly line: Line;
  readonly indent?: number;
  readonly beside?: Line;
}

function valueLines({ setter }: Sheet, say: Say, value: Value): ValueLine[] {
  const { width } = VALUE;
  const regular = { style: "regular", size: 9.2, width } as const;
  if ("hash" in value) {
    const hash = hashLines(setter, value.hash);
    return value.of === undefined ? hash : namedLines(setter.lines(value.of, regular), hash);
  }
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

/** A name and what is its own, on a line where both have room. */
function namedLines(name: readonly Line[], [first, ...more]: readonly ValueLine[]): ValueLine[] {
  const lines = name.map((line): ValueLine => ({ line }));
  const last = name.at(-1);
  if (first === undefined || last === undefined) return lines;
  const isBeside = last.width + APART + first.line.width <= VALUE.width;
  return [...(isBeside ? [...lines.slice(0, -1), { line: last, beside: first.line }] : [...lines, first]), ...more];
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
