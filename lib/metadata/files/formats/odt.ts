import type { Findings } from "../parts/findings";
import { first, readXml } from "../parts/xml";
import { openZip } from "../parts/zip";

/**
 * Reads the description of an OpenDocument text (ODF 1.3, 4.3). Its dc:creator and dc:date are who changed it last and when, not who
 * wrote it.
 */
export async function readOdt(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "TextDigitalDocument", "ODT");
  const zip = await openZip(path);
  try {
    const bytes = await zip.read("meta.xml");
    // It may be missing.
    if (bytes === undefined) return;
    const meta = first(await readXml(bytes), "meta");
    const text = (name: string): string | undefined => first(meta, name)?.text;
    findings.add("name", text("title"), "ODT dc:title");
    findings.add("author", text("initial-creator"), "ODT meta:initial-creator");
    findings.add("inLanguage", text("language"), "ODT dc:language");
    findings.add("dateCreated", text("creation-date"), "ODT meta:creation-date");
  } finally {
    zip.close();
  }
}
