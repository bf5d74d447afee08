/** Where a line of a text may end (UAX 14). */
export class LineBreaker {
  constructor(text: string);
  /** The next place; null at the end of the text. */
  nextBreak(): { readonly position: number; readonly required: boolean } | null;
}
