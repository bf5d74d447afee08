import type { Face, Fonts, Style } from "./fonts";
import { LineBreaker } from "./packages.cjs";

/** Characters of one font. The width is in points. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  readonly width: number;
}

export interface Line {
  readonly runs: readonly Run[];
  readonly size: number;
  readonly width: number;
}

/** How a text is set; sizes and widths are in points. */
export interface Setting {
  readonly style: Style;
  readonly size: number;
  /** The longest line; left out, all is one line. */
  readonly width?: number;
}

/** The most characters of a text that somebody wrote: what is longer is cut, and the paper says so. */
const MOST_CHARACTERS = 1_500;
const CUT = " […]";
const MARK = /^[\p{P}\p{S}]$/u;
/** Beside which marks such as quotes are as wide as a Chinese character. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Makes lines of texts, of glyphs that show: what the fonts lack is drawn by its code. */
export class Typesetter {
  readonly #faces = new Map<string, Face | undefined>();
  /** The characters that were asked for and no font has. */
  readonly undrawn = new Set<string>();
  /** Whether a text was cut. */
  hasCut = false;

  constructor(private readonly fonts: Fonts) {}

  /** The lines of a text, broken where Unicode allows (UAX 14), or anywhere where a word is longer than a line. */
  lines(text: string, { style, size, width: most = Infinity }: Setting): Line[] {
    const faceOf: FaceOf = (character, neighbors) =>
      this.#faceOf(character, style, MARK.test(character) && CHINESE.test(neighbors));
    const setLine = (part: string): Line => lineOf(part.trimEnd(), size, faceOf);
    const fits = (part: string): boolean => setLine(part).width <= most;
    const parts: string[] = [];
    let open = "";
    for (const piece of piecesOf(this.#drawable(text, faceOf))) {
      if (!fits(open + piece) && open !== "") {
        parts.push(open);
        open = "";
      }
      if (fits(open + piece)) open += piece;
      else {
        const broken = hardBroken(piece, fits);
        parts.push(...broken.slice(0, -1));
        open = broken.at(-1) ?? "";
      }
    }
    return [...parts, open].map(setLine);
  }

  #faceOf(character: string, style: Style, isChinese: boolean): Face | undefined {
    const key = `${style} ${isChinese} ${character}`;
    if (!this.#faces.has(key)) {
      this.#faces.set(key, this.fonts.faceOf(style, character.codePointAt(0) ?? 0, isChinese));
    }
    return this.#faces.get(key);
  }

  /** A text with nothing in it that would leave a blank: white space is one space, and what no font has is its code. */
  #drawable(text: string, faceOf: FaceOf): string {
    const characters = [...text.normalize("NFC").replace(/\s+/g, " ").trim()];
    const isCut = characters.length > MOST_CHARACTERS;
    if (isCut) this.hasCut = true;
    const shown = isCut ? [...characters.slice(0, MOST_CHARACTERS), ...CUT] : characters;
    return shown.map((character) => this.#shown(character, faceOf)).join("");
  }

  #shown(character: string, faceOf: FaceOf): string {
    const codePoint = character.codePointAt(0) ?? 0;
    // What directs or hides other characters shows nothing itself, whatever a font has for it.
    const isHidden = /^[\p{C}\p{Default_Ignorable_Code_Point}]$/u.test(character);
    if (!isHidden && faceOf(character, "") !== undefined) return character;
    const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
    this.undrawn.add(code);
    return `[${code}]`;
  }
}

/** The face of a character that stands between these. */
type FaceOf = (character: string, neighbors: string) => Face | undefined;

/** A line of characters that fonts have. */
function lineOf(text: string, size: number, faceOf: FaceOf): Line {
  const parts: { readonly face: Face; text: string }[] = [];
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    const face = faceOf(character, `${characters[index - 1] ?? ""}${characters[index + 1] ?? ""}`);
    if (face === undefined) throw new Error(`no font has ${character}, which was to be replaced`);
    const last = parts.at(-1);
    if (last?.face === face) last.text += character;
    else parts.push({ face, text: character });
  }
  const runs = parts.map(({ face, text: part }) => {
    const { font } = face;
    return { face, text: part, width: (font.layout(part).advanceWidth * size) / font.unitsPerEm };
  });
  return { runs, size, width: runs.reduce((sum, { width }) => sum + width, 0) };
}

/** A word that is longer than a line, in parts that fit. */
function hardBroken(word: string, fits: (part: string) => boolean): string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (part !== "" && !fits(part + character)) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

/** A text in pieces, between which a line may end. */
function* piecesOf(text: string): Generator<string> {
  const breaker = new LineBreaker(text);
  let from = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    yield text.slice(from, next.position);
    from = next.position;
  }
}
