import { createReadStream } from "node:fs";

import type { Findings } from "../parts/findings";
import { elementsOf, type IsWanted, type XmlElement } from "../parts/xml";
import { addRdf } from "../parts/xmp";

/** What may stand before the description of a drawing, and draws nothing. */
const BEFORE: ReadonlySet<string> = new Set(["defs", "desc", "namedview", "script", "style", "view"]);

/** Reads the RDF of a drawing, then its title; both come before what is drawn (SVG 2, 5.7 and 5.8). */
export async function readSvg(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "ImageObject", "SVG");
  const isWanted: IsWanted = (name, depth) => {
    if (depth === 1) return name === "svg" ? false : "nothing more";
    if (depth > 2 || BEFORE.has(name)) return false;
    return name === "title" || name === "metadata" || "nothing more";
  };
  let title: XmlElement | undefined;
  for await (const element of elementsOf(createReadStream(path), isWanted)) {
    if (element.name === "metadata") addRdf(findings, element, "SVG");
    else title ??= element;
  }
  findings.add("name", title?.text, "SVG title");
}
