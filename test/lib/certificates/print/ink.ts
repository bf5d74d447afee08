/** Compares what is drawn on a page with the glyphs that should be there, which are filled here once more out of the fonts' own files. */
import { type Font } from "fontkit";

import { Fonts } from "../../../../lib/certificates/print/fonts";
import { PAGE, type Placed } from "../../../../lib/certificates/print/sheet";

/** A page in grey: 0 is black, 255 white. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** A glyph that is not drawn as it should be. */
export interface Astray {
  readonly page: number;
  readonly text: string;
  readonly glyph: string;
  /** The part of the ink of both that both have. */
  readonly likeness: number;
}

/** Pixels of a page for each point. */
export const SCALE = 5;
/** Samples of a pixel across and down. */
const FINE = 3;
/** Two programs fill the edges of a shape in different ways: of the smallest letters half of the ink is the same, of large ones nearly all. */
const LEAST = { small: 0.45, large: 0.75 } as const;
/** From this size on letters are large, in points. */
const LARGE = 12;

/** In pixels. */
const SHIFTS = [0, 0.5, -0.5, 1, -1] as const;

type Point = readonly [x: number, y: number];

/** Which of the glyphs that were placed are not drawn. @param pages rasters of `SCALE` */
export function astray(
  placed: readonly Placed[],
  pages: readonly Raster[],
): { readonly astray: Astray[]; readonly glyphs: number } {
  const found: Astray[] = [];
  let glyphs = 0;
  const fonts = fontsOf(placed);
  for (const run of placed) {
    const page = pages[run.page - 1];
    const font = fonts.get(run.face);
    if (page === undefined || font === undefined) throw new Error(`there is no page ${run.page} or font ${run.face}`);
    let at = run.x;
    const size = run.size / font.unitsPerEm;
    const least = run.size < LARGE ? LEAST.small : LEAST.large;
    const { glyphs: shapes, positions } = font.layout(run.text);
    for (const [index, shape] of shapes.entries()) {
      const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[index] ?? {};
      const place = (x: number, y: number): Point => [
        // A program may round the page's size, and what is on it goes with it.
        (at + (x + xOffset) * size) * (page.width / PAGE.width),
        (run.baseline - (y + yOffset) * size) * (page.height / PAGE.height),
      ];
      const contours = contoursOf(shape.path.commands, place);
      const likeness = contours.length === 0 ? undefined : best(contours, page, darkness(run.color), least);
      if (likeness !== undefined) glyphs += 1;
      if (likeness !== undefined && likeness < least) {
        found.push({ page: run.page, text: run.text, glyph: String.fromCodePoint(...shape.codePoints), likeness });
      }
      at += xAdvance * size;
    }
  }
  return { astray: found, glyphs };
}

/** The fonts by the names of their files. */
function fontsOf(placed: readonly Placed[]): Map<string, Font> {
  const fonts = new Fonts();
  const found = new Map<string, Font>();
  for (const { face, text } of placed) {
    if (found.has(face)) continue;
    const style = face.startsWith("source-code") ? "mono" : face.includes("-700-") ? "bold" : "regular";
    for (const isChinese of [false, true]) {
      const opened = fonts.faceOf(style, text.codePointAt(0) ?? 0, isChinese);
      if (opened?.id === face) found.set(face, opened.font);
    }
  }
  return found;
}

/** The outlines of a glyph as polygons. */
function contoursOf(
  commands: readonly { readonly command: string; readonly args: readonly number[] }[],
  place: (x: number, y: number) => Point,
): Point[][] {
  const STEPS = 8;
  const contours: Point[][] = [];
  let open: Point[] = [];
  for (const { command, args } of commands) {
    const points: Point[] = [];
    for (let index = 0; index + 1 < args.length; index += 2) points.push(place(args[index] ?? 0, args[index + 1] ?? 0));
    const from = open.at(-1);
    if (command === "moveTo") {
      open = [...points];
      contours.push(open);
    } else if (command === "lineTo") open.push(...points);
    else if (from !== undefined && points.length > 0) {
      for (let step = 1; step <= STEPS; step += 1) open.push(bezier([from, ...points], step / STEPS));
    }
  }
  return contours.filter(({ length }) => length > 2);
}

/** A point of a curve, by de Casteljau's way. */
function bezier(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0] ?? [0, 0];
  const nearer = points.slice(1).map(([x, y], index): Point => {
    const [fromX, fromY] = points[index] ?? [0, 0];
    return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
  });
  return bezier(nearer, t);
}

/** The likeness where a glyph is most alike: a program may set it on whole pixels, or one aside. */
function best(contours: readonly Point[][], page: Raster, full: number, enough: number): number {
  let most = likenessOf(contours, page, full);
  for (const dx of SHIFTS) {
    for (const dy of SHIFTS) {
      if (most >= enough) return most;
      const shifted = contours.map((contour) => contour.map(([x, y]): Point => [x + dx, y + dy]));
      most = Math.max(most, likenessOf(shifted, page, full));
    }
  }
  return most;
}

function likenessOf(contours: readonly Point[][], { width, height, grey }: Raster, full: number): number {
  const all = contours.flat();
  const [left, right] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const [top, bottom] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
  const lines = crossings(contours);
  const first = Math.floor(left);
  let [both, either] = [0, 0];
  for (let y = Math.floor(top); y <= bottom; y += 1) {
    const inside = new Uint8Array(Math.floor(right) - first + 1);
    for (let index = 0; index < FINE; index += 1) fill(inside, first, lines.get(y * FINE + index) ?? []);
    for (const [index, samples] of inside.entries()) {
      const x = first + index;
      const should = samples / (FINE * FINE);
      const isOn = x >= 0 && y >= 0 && x < width && y < height;
      const drawn = isOn ? Math.min(1, (255 - (grey[y * width + x] ?? 255)) / full) : 0;
      both += Math.min(should, drawn);
      either += Math.max(should, drawn);
    }
  }
  return either === 0 ? 1 : both / either;
}

/** Where an outline crosses a line, and which way. */
interface Crossing {
  readonly x: number;
  readonly way: 1 | -1;
}

/** The first sample that is not before a place, of those in the middle of each `FINE`th of a pixel. */
const sampleFrom = (place: number): number => Math.ceil(place * FINE - 0.5);

/** Where outlines cross the lines of samples, by the numbers of these. */
function crossings(contours: readonly Point[][]): Map<number, Crossing[]> {
  const found = new Map<number, Crossing[]>();
  for (const contour of contours) {
    for (const [index, [x1, y1]] of contour.entries()) {
      const [x2, y2] = contour[(index + 1) % contour.length] ?? [x1, y1];
      const end = sampleFrom(Math.max(y1, y2));
      for (let line = sampleFrom(Math.min(y1, y2)); line < end; line += 1) {
        const x = x1 + (((line + 0.5) / FINE - y1) / (y2 - y1)) * (x2 - x1);
        const there = found.get(line) ?? [];
        if (there.push({ x, way: y1 < y2 ? 1 : -1 }) === 1) found.set(line, there);
      }
    }
  }
  return found;
}

/** Counts, for each pixel of a row from the first one on, the samples of a line across it that lie inside. */
function fill(inside: Uint8Array, first: number, line: Crossing[]): void {
  let [winding, from] = [0, 0];
  for (const { x, way } of line.sort((one, other) => one.x - other.x)) {
    const end = sampleFrom(x);
    for (let sample = sampleFrom(from); winding !== 0 && sample < end; sample += 1) {
      const pixel = Math.floor(sample / FINE) - first;
      inside[pixel] = (inside[pixel] ?? 0) + 1;
    }
    winding += way;
    from = x;
  }
}

/** How far from white a color #rrggbb is, in grey as both programs reckon it. */
function darkness(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\da-f]{2}/g) ?? []).map((pair) => parseInt(pair, 16));
  // ITU-R BT.601.
  return 255 - (0.299 * red + 0.587 * green + 0.114 * blue);
}
