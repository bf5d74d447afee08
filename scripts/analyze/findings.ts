import { readFile } from "node:fs/promises";

import { z } from "zod";

/** What Slither prints with `--json -`, as far as it is read here. */
const REPORT = z.object({
  success: z.boolean(),
  error: z.string().nullable(),
  results: z.object({
    detectors: z.array(z.object({ check: z.string(), impact: z.string(), description: z.string() })).optional(),
  }),
});

export type Finding = NonNullable<z.infer<typeof REPORT>["results"]["detectors"]>[number];

/** A finding that the code answers with a reason. */
export interface Exception {
  readonly place: string;
  readonly detector: string;
  readonly reason: string;
}

const HARMLESS = ["Informational", "Optimization"];
const DIRECTIVE = /slither-disable-(\S+)\s*(.*)$/;
const ALLOWED_DIRECTIVE = /^\s*\/\/ slither-disable-next-line [a-z0-9-]+(,[a-z0-9-]+)*$/;
const COMMENT = /^\s*\/\/\/? ?(.*)$/;

/**
 * Reads Slither's report.
 * @throws where it says that the analysis failed, or is no report
 */
export function parseFindings(json: string): Finding[] {
  const { success, error, results } = REPORT.parse(JSON.parse(json));
  if (!success) throw new Error(`Slither failed: ${error ?? "it does not say why"}`);
  return results.detectors ?? [];
}

/** Whether a finding must be repaired or answered. */
export function isSerious(finding: Finding): boolean {
  return !HARMLESS.includes(finding.impact);
}

/**
 * The findings that the sources answer themselves, each with its reason: the comment above the directive.
 * @returns also what is wrong with directives: another form, or no reason
 */
export async function readExceptions(files: readonly string[]): Promise<{ exceptions: Exception[]; faults: string[] }> {
  const exceptions: Exception[] = [];
  const faults: string[] = [];
  for (const file of files) {
    const lines = (await readFile(file, "utf8")).split("\n");
    for (const [index, line] of lines.entries()) {
      const directive = DIRECTIVE.exec(line);
      if (directive === null) continue;
      const place = `${file}:${index + 1}`;
      const reason = reasonAbove(lines, index);
      if (!ALLOWED_DIRECTIVE.test(line)) faults.push(`${place}: write it as "// slither-disable-next-line DETECTOR"`);
      else if (reason === "") faults.push(`${place}: give the reason in a comment on the line above`);
      else exceptions.push({ place, detector: directive[2] ?? "", reason });
    }
  }
  return { exceptions, faults };
}

/** The comment that ends on the line before this one, without other directives. */
function reasonAbove(lines: readonly string[], index: number): string {
  const reason: string[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const comment = COMMENT.exec(lines[at] ?? "")?.[1];
    if (comment === undefined || DIRECTIVE.test(comment) || comment.startsWith("solhint-")) break;
    reason.unshift(comment.trim());
  }
  return reason.join(" ");
}
