import type { Findings } from "../parts/findings";
import { addJats, frontsOf } from "../parts/jats";

/** Reads the front matter of an article in JATS, which ends before its text. Of other XML nothing is taken. */
export async function readXmlFile(path: string, findings: Findings): Promise<void> {
  for await (const { front, language } of frontsOf(path)) addJats(findings, front, language);
}
