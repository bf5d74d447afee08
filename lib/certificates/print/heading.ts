import { BETWEEN } from "./label";
import { drawRosette } from "./ornament";
import type { Paper } from "./paper";
import { ACCENT, AREA, GREY, heightOf, heightOfAll, PAGE, type Sheet } from "./sheet";
import type { Said, sayIn } from "./words/all";

type Say = ReturnType<typeof sayIn>;

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
  // What nobody has registered has no title to withhold.
  if (title !== undefined || kind !== "absence") drawTitle(sheet, say, title);
  for (const caution of cautions)
    drawCaution(
      sheet,
      say((words) => words.cautions[caution]),
    );
}

function drawTitle(sheet: Sheet, say: Say, title: string | undefined): void {
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
