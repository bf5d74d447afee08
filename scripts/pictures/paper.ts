import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { readEither } from "../../lib/certificates/attested/either";
import { paperOf, printCertificate, requirePrintable } from "../../lib/certificates/print";
import { readTrust } from "../../lib/certificates/trust";

const ROOT = join(__dirname, "..", "..");
const SAMPLES = join(ROOT, "samples", "certificates", "hardhat");
const PICTURE = join(ROOT, "docs", "certificate");
const PORTAL = "https://registry.example/";
const WIDTH = 560;

/** Makes docs/certificate.png: the first page of a sample, as it is printed at the time of its newest block. */
export async function pictureOfPaper(): Promise<void> {
  const trust = await readTrust(join(SAMPLES, "trust.json"));
  const path = join(SAMPLES, "moved.json");
  const { certificate, judgement } = await requirePrintable(await readEither(path), trust, path);
  const printing = { portal: PORTAL, language: "zh", time: judgement.proven.time } as const;
  const { pdf } = await printCertificate(certificate, paperOf(certificate, judgement, trust), printing);

  const folder = await mkdtemp(join(tmpdir(), "colophon-picture-"));
  try {
    const file = join(folder, "certificate.pdf");
    await writeFile(file, pdf);
    const size = ["-scale-to-x", String(WIDTH), "-scale-to-y", "-1"];
    await promisify(execFile)("pdftoppm", ["-png", "-singlefile", ...size, file, PICTURE]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${PICTURE}.png`);
}
