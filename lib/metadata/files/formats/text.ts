import { open } from "node:fs/promises";
import { extname } from "node:path";

import { decoderFor } from "../parts/decode";
import type { Findings } from "../parts/findings";
import { addFrontMatter } from "../parts/front-matter";

/** A first line that is longer is no title; a front matter has a page. */
const HEAD_BYTES = 64 * 1024;

/** Takes what the front matter of Markdown says; else the first line with a word, of a plain text as well, for the title. */
export async function readText(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "TextDigitalDocument", "plain text");
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    // It may end within a character, which a stream may.
    const text = decoderFor(head).decode(head, { stream: true });
    const body = extname(path).toLowerCase() === ".md" ? addFrontMatter(findings, text) : text;
    if ("name" in findings.found.terms) return;
    // A line of dashes or stars is an ornament.
    const line = body.split(/[\r\n]+/).find((one) => /[\p{L}\p{N}]/u.test(one));
    findings.add("name", line?.replace(/^\s*#{1,6}\s+/, ""), "the first line");
  } finally {
    await file.close();
  }
}
