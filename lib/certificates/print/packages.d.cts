/** Where a line of a text may end (UAX 14). */
export class LineBreaker {
  constructor(text: string);
  /** The next place; null at the end of the text. */
  nextBreak(): { readonly position: number; readonly required: boolean } | null;
}

/** A font of the packages @fontsource/…. */
export type Family = "source-serif-4" | "noto-serif-sc" | "source-code-pro";

/** The files of each font, and the characters of each: names of numbered files stand in brackets, ranges are as CSS has them. */
export const FONT_FILES: Readonly<Record<Family, Readonly<Record<string, string>>>>;
