import { expect } from "chai";

import type { Ended } from "./processes";

/** What a command is expected to say when it refuses. */
export interface Refusal {
  readonly code: 1 | 2;
  readonly message: string | RegExp;
  readonly advice?: string | undefined;
}

/** The one JSON document on stdout; anything else beside it fails the test. */
export function documentOf(ended: Ended): unknown {
  const found: unknown = JSON.parse(ended.stdout);
  expect(ended.stdout).to.equal(`${JSON.stringify(found, null, 2)}\n`);
  return found;
}

/** Expects one sentence and what to do on stderr, nothing else there, and the exit code. */
export function expectRefusal({ code, stderr }: Ended, refusal: Refusal): void {
  const [first = "", ...others] = stderr.split("\n");
  if (typeof refusal.message === "string") expect(first).to.equal(`Error: ${refusal.message}`);
  else expect(first.replace(/^Error: /, "")).to.match(refusal.message);
  expect(first).to.match(/^Error: /);
  expect(others.join("\n")).to.equal(refusal.advice === undefined ? "" : `  ${refusal.advice}\n`);
  expect(code).to.equal(refusal.code);
}

/** Expects the same, and nothing on stdout. */
export function expectTextRefusal(ended: Ended, refusal: Refusal): void {
  expectRefusal(ended, refusal);
  expect(ended.stdout).to.equal("");
}

/** Expects the same, and it once more as the one JSON document on stdout. */
export function expectJsonRefusal(ended: Ended, refusal: Refusal): void {
  expectRefusal(ended, refusal);
  const [first = ""] = ended.stderr.split("\n");
  const { error } = documentOf(ended) as { error: { code: unknown } };
  expect(error).to.deep.equal({
    code: error.code,
    message: first.replace(/^Error: /, ""),
    advice: refusal.advice ?? null,
  });
  expect(error.code).to.match(/^[A-Z][A-Za-z]+$/);
}
