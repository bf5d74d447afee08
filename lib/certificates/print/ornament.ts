import { ACCENT, PAGE, RULE, type Sheet } from "./sheet";

const INSET = 30;
const GAP = 4;
const PETALS = 12;

/** The frame of a page: two thin lines, and a diamond at each corner. */
export function drawFrame({ doc }: Sheet): void {
  for (const [inset, width] of [
    [INSET, 0.9],
    [INSET + GAP, 0.3],
  ] as const) {
    doc
      .rect(inset, inset, PAGE.width - 2 * inset, PAGE.height - 2 * inset)
      .lineWidth(width)
      .strokeColor(RULE)
      .stroke();
  }
  const [right, bottom] = [PAGE.width - INSET, PAGE.height - INSET];
  for (const [x, y] of [
    [INSET, INSET],
    [right, INSET],
    [INSET, bottom],
    [right, bottom],
  ] as const) {
    drawDiamond(doc, x, y, GAP);
  }
}

/** A rosette of ellipses about one center. */
export function drawRosette({ doc }: Sheet, x: number, y: number, radius: number): void {
  doc.lineWidth(0.35).strokeColor(ACCENT);
  for (let petal = 0; petal < PETALS; petal += 1) {
    doc.save().rotate((180 / PETALS) * petal, { origin: [x, y] });
    doc.ellipse(x, y, radius, radius * 0.42).stroke();
    doc.restore();
  }
  doc.circle(x, y, radius * 1.08).stroke();
  drawDiamond(doc, x, y, radius * 0.16);
}

function drawDiamond(doc: Sheet["doc"], x: number, y: number, half: number): void {
  doc.polygon([x, y - half], [x + half, y], [x, y + half], [x - half, y]).fill(ACCENT);
}
