import type { MemberRow } from "./row";
import { nameOf } from "./row";
import { textIn } from "./text";

/** The rows of an NDJSON file: one JSON object on each line. A line that is no such object is a row with a problem. */
export async function* ndjsonRows(path: string): AsyncGenerator<MemberRow> {
  let number = 0;
  for await (const line of linesIn(path)) {
    if (line.trim() === "") continue;
    const object = objectIn(line);
    number += 1;
    if (object === undefined) yield { number, values: {}, problem: "is no JSON object" };
    else
      yield { number, values: Object.fromEntries(Object.entries(object).map(([key, value]) => [nameOf(key), value])) };
  }
}

async function* linesIn(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of textIn(path)) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

function objectIn(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
