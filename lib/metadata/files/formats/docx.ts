import type { Findings } from "../parts/findings";
import { told } from "../parts/told";
import { first, readXml } from "../parts/xml";
import { openZip } from "../parts/zip";

/** Where Office Open XML keeps its core properties (ISO/IEC 29500-2). */
const CORE = "docProps/core.xml";

/** The day of its own template, which python-docx writes. */
const UNTOLD = ["2013-12-23T23:15:00Z"];

/** Reads the core properties of a Word document. */
export async function readDocx(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "TextDigitalDocument", "DOCX");
  const zip = await openZip(path);
  try {
    const bytes = await zip.read(CORE);
    // They may be missing.
    if (bytes === undefined) return;
    const core = await readXml(bytes);
    const text = (name: string): string | undefined => first(core, name)?.text;
    findings.add("name", text("title"), "DOCX dc:title");
    findings.add("author", text("creator"), "DOCX dc:creator");
    findings.add("inLanguage", text("language"), "DOCX dc:language");
    const created = told(findings, text("created"), UNTOLD, "DOCX dcterms:created");
    findings.add("dateCreated", created, "DOCX dcterms:created");
    findings.add("identifier", text("identifier"), "DOCX dc:identifier");
  } finally {
    zip.close();
  }
}
