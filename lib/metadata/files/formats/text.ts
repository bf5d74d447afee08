import { open } from "node:fs/promises";

import { decoderFor } from "../parts/decode";
import type { Findings } from "../parts/findings";

/** A first line that is longer is no title. */
const HEAD_BYTES = 16 * 1024;

/** Takes the first line of a plain text or of Markdown for its title. */
export async function readText(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "TextDigitalDocument", "plain text");
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    // It may end within a character, which a stream may.
    const text = decoderFor(head).decode(head, { stream: true });
    const line = text.split(/[\r\n]+/).find((one) => one.trim() !== "");
    findings.add("name", line?.replace(/^\s*#{1,6}\s+/, ""), "the first line");
  } finally {
    await file.close();
  }
}
