import qrcode from "qrcode-generator";

import { drawLabel, setLabel } from "./label";
import { AREA, GREY, heightOf, heightOfAll, INK, PAGE, type Sheet } from "./sheet";
import type { sayIn } from "./words/all";

type Say = ReturnType<typeof sayIn>;

const CODE = 78;
/** A code of this level is read with a seventh of it stained. */
const CORRECTION = "M";

/**
 * How to check the paper: a code that opens the page with the certificate's id, and what to do there.
 * @param url undefined where no page was named: then there is no code
 */
export function drawCheck(sheet: Sheet, say: Say, url: string | undefined): void {
  const { setter } = sheet;
  const code = url === undefined ? { width: 0, height: 0 } : { width: CODE + 14, height: CODE };
  const x = AREA.left + code.width;
  const width = AREA.width - code.width;
  const label = setLabel(
    sheet,
    say((words) => words.check),
    10,
    width,
  );
  const small = { style: "regular", size: 7, width } as const;
  const lines = [
    ...say(({ checking }) => (url === undefined ? checking.byHand : checking.byCode)).map((text) => ({
      line: setter.lines(text, small),
      color: INK,
    })),
    { line: setter.lines(url ?? "", { style: "mono", size: 5.8, width }), color: GREY },
    ...notes(sheet, say).map((text) => ({ line: setter.lines(text, { ...small, size: 6.6 }), color: GREY })),
  ].flatMap(({ line, color }) => line.map((each) => ({ line: each, color })));
  sheet.need(Math.max(code.height, label.height + heightOfAll(lines.map(({ line }) => line))));
  const top = sheet.y;
  if (url !== undefined) drawCode(sheet, url, AREA.left, top + 2);
  drawLabel(sheet, label, x, top);
  sheet.y += label.height;
  for (const { line, color } of lines) {
    sheet.draw(line, sheet.y, { x, color });
    sheet.y += heightOf(line);
  }
  sheet.y = Math.max(sheet.y, top + code.height);
}

/** What there is to say of texts that the paper does not have as they are. */
function notes({ setter }: Sheet, say: Say): string[] {
  return [
    ...(setter.undrawn.size > 0 ? say((words) => words.undrawn) : []),
    ...(setter.hasCut ? say((words) => words.cut) : []),
  ];
}

/** The code of an address, its modules as one shape: no white hairlines between them. */
function drawCode({ doc }: Sheet, url: string, left: number, top: number): void {
  const code = qrcode(0, CORRECTION);
  code.addData(url, "Byte");
  code.make();
  const count = code.getModuleCount();
  const module = CODE / count;
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) doc.rect(left + column * module, top + row * module, module, module);
    }
  }
  doc.fill(INK);
}

/** What stands at the foot of every page. @param pages how many there are */
export function drawFeet(
  sheet: Sheet,
  say: Say,
  { id, time, pages }: { id: string; time: string; pages: number },
): void {
  const { setter } = sheet;
  const printed = `${say((words) => words.printed).join(" · ")} ${time}`;
  for (let page = 1; page <= pages; page += 1) {
    sheet.turnTo(page);
    const top = PAGE.height - 50;
    const set = (text: string, style: "mono" | "regular") => setter.lines(text, { style, size: 6.2 })[0];
    const [left, right] = [set(`${page} / ${pages} · ${id.slice(0, 14)}…`, "mono"), set(printed, "regular")];
    if (left !== undefined) sheet.draw(left, top, { color: GREY });
    if (right !== undefined) sheet.draw(right, top, { x: AREA.left + AREA.width - right.width, color: GREY });
  }
}
