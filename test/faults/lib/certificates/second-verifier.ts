import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { ensureEnvironment, findPython } from "../../../../scripts/shared/python";
import { type Ended } from "../../../cli/shared/processes";
import { type Answer, type Case, trustText, verdictOf } from "../../../lib/certificates/verdict-of";
import { ROOT } from "../../../shards/shards";

export const PROGRAM = join(ROOT, "docs", "verify_certificate.py");
const ENVIRONMENT = {
  name: "What the second verifier needs",
  folder: join(ROOT, "node_modules", ".cache", "second-verifier"),
  requirements: join(ROOT, "docs", "verify_certificate.requirements.txt"),
};

/** docs/verify_certificate.py, with the packages that it needs. */
export class SecondVerifier {
  private constructor(private readonly python: string) {}

  static async prepare(): Promise<SecondVerifier> {
    const python = await findPython();
    if (python === undefined) throw new Error("there is no Python 3.11, which this check needs");
    const programs = await ensureEnvironment(python, ENVIRONMENT, (line) => console.log(`    ${line}`));
    return new SecondVerifier(join(programs, "python"));
  }

  /** What it says of each case. */
  async verdictsOf(cases: readonly Case[]): Promise<string[]> {
    const child = spawn(this.python, [PROGRAM, "--lines"], { stdio: ["pipe", "pipe", "inherit"] });
    const output = text(child.stdout);
    const lines = cases.map((each) => `${JSON.stringify({ ...each, trust: trustText(each.trust) })}\n`);
    child.stdin.end(lines.join(""));
    await once(child, "close");
    return (await output).trimEnd().split("\n");
  }

  /** What it prints of a file, and how it ends. */
  async ofFile(path: string): Promise<readonly [printed: string, code: number | null]> {
    const { stdout, code } = await this.ended([path]);
    return [stdout, code];
  }

  /**
   * How it ends.
   * @param input what it has on standard input
   * @param how what Python is told before the program's own words; default: to run it
   */
  async ended(args: readonly string[], input = "", how: readonly string[] = [PROGRAM]): Promise<Ended> {
    const child = spawn(this.python, [...how, ...args], { stdio: "pipe" });
    child.stdin.end(input);
    const [closed, stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    return { code: closed[0] as number | null, stdout, stderr };
  }

  /** Expects that both say the same of each case. @returns how many cases have each verdict */
  async expectAgreement(cases: readonly Case[]): Promise<Map<Answer, number>> {
    const answers = await this.verdictsOf(cases);
    expect(answers.length).to.equal(cases.length);
    const counts = new Map<Answer, number>();
    for (const [index, each] of cases.entries()) {
      const verdict = await verdictOf(each);
      expect(answers[index], `case ${index}: ${each.certificate.slice(0, 200)}`).to.equal(verdict);
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
    return counts;
  }
}
