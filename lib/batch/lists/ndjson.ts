import { ColophonError } from "../../errors";
import type { JsonValue } from "../../hashing/canonical-json";
import { isJsonObject } from "../../hashing/canonical-json";
import type { Block } from "./blocks";
import { parseJsonLine } from "./json";
import type { Line } from "./lines";
import { linesIn } from "./lines";
import type { SourceRow } from "./source-row";

/** Stands where parseJson names the file, and is taken out of what it says. */
const NAME = "row";

/** Reads NDJSON: one JSON object on each line. A line that is no such object is a row with a problem. */
export function ndjsonRowsIn(block: Block): SourceRow[] {
  return linesIn(block).map(rowOf);
}

function rowOf({ line, text, problem }: Line): SourceRow {
  if (problem !== undefined) return { line, fields: {}, problem: `the line ${problem}` };
  try {
    const value = parseJsonLine(text, NAME);
    if (isJsonObject(value)) return { line, fields: value };
    return { line, fields: {}, problem: `the line holds ${kindOf(value)}, not a JSON object` };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { line, fields: {}, problem: withoutName(error.message) };
  }
}

/** The caller tells the line; what is left is the column. */
function withoutName(message: string): string {
  return message.replace(new RegExp(`^${NAME}:1:(\\d+): `), "column $1: ").replace(new RegExp(`^${NAME}: `), "");
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}
