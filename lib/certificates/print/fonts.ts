/**
 * The fonts of a paper, each in many files: Source Serif for letters, Noto Serif SC, which is drawn to stand beside it, for Chinese,
 * and Source Code Pro for hashes.
 */
import { readFileSync } from "node:fs";

import { create, type Font } from "fontkit";

import { type Family, FONT_FILES } from "./packages.cjs";
import { sfntOf } from "./woff";

export type Style = "regular" | "bold" | "mono";

/** A file of a font. */
export interface Face {
  /** The file's name. */
  readonly id: string;
  /** As OpenType. */
  readonly bytes: Buffer;
  readonly font: Font;
}

const WEIGHTS = { regular: 400, bold: 700, mono: 400 } as const;
/** The file of the 8,000 most usual characters of Chinese, which the list of files does not have. */
const COMMON = "chinese-simplified";

/** Opens those files of the fonts that a text needs. */
export class Fonts {
  readonly #faces = new Map<string, Face>();
  readonly #subsets = new Map<Family, readonly Subset[]>();

  /**
   * The first file in which a character has a glyph that shows; undefined where none has.
   * @param isChinese whether it stands among Chinese: some marks are wider there
   */
  faceOf(style: Style, codePoint: number, isChinese: boolean): Face | undefined {
    const serifs = ["source-serif-4", "noto-serif-sc"] as const;
    const families = [
      ...(style === "mono" ? (["source-code-pro"] as const) : []),
      ...(isChinese ? serifs.toReversed() : serifs),
    ];
    for (const family of families) {
      for (const { name, ranges } of this.#subsetsOf(family)) {
        if (!ranges.some(([first, last]) => first <= codePoint && codePoint <= last)) continue;
        const face = this.#open(family, `${family}-${name}-${WEIGHTS[style]}-normal`);
        if (hasGlyph(face.font, codePoint)) return face;
      }
    }
    return undefined;
  }

  #subsetsOf(family: Family): readonly Subset[] {
    const known = this.#subsets.get(family) ?? readSubsets(family);
    this.#subsets.set(family, known);
    return known;
  }

  #open(family: Family, id: string): Face {
    const known = this.#faces.get(id);
    if (known !== undefined) return known;
    const bytes = sfntOf(readFileSync(require.resolve(`@fontsource/${family}/files/${id}.woff`)));
    const face = { id, bytes, font: create(bytes) as Font }; // such a file has one font
    this.#faces.set(id, face);
    return face;
  }
}

/** A file of a font, and the characters that it may have. */
interface Subset {
  readonly name: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

function readSubsets(family: Family): Subset[] {
  const subsets = Object.entries(FONT_FILES[family]).map(([name, ranges]) => ({
    name: name.replace(/[[\]]/g, ""),
    ranges: ranges.split(",").map((range) => {
      const [first = "", last = first] = range.replace("U+", "").split("-");
      return [parseInt(first, 16), parseInt(last, 16)] as const;
    }),
  }));
  return family === "noto-serif-sc" ? [{ name: COMMON, ranges: [[0, 0xffff]] }, ...subsets] : subsets;
}

/** Whether a character shows: it has a glyph, which is not empty unless it is a space. */
function hasGlyph(font: Font, codePoint: number): boolean {
  if (!font.hasGlyphForCodePoint(codePoint)) return false;
  const isSpace = /^\p{Zs}$/u.test(String.fromCodePoint(codePoint));
  return isSpace || font.glyphForCodePoint(codePoint).path.commands.length > 0;
}
