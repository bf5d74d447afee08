import { SEPARATOR_NAMES } from "../../../lib/batch/lists/separator";
import { placeOf, toldOf } from "../../../lib/batch/prepare/bad-rows";
import type { BadRow } from "../../../lib/batch/prepare/row";
import type { BulkResult } from "../../../lib/batch/run/bulk";
import type { BulkPlan } from "../../../lib/batch/run/plan";
import type { SourceFormat } from "../../../lib/batch/source/source";
import { describe } from "../../../lib/catalogue/describe";
import { countOf } from "../../../lib/count-of";
import { firstOf } from "../../../lib/first-of";
import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { fields } from "../print/output";
import { batchFields } from "./batch-fields";

/** What became of a source. */
export interface RegisteredBulk extends BulkResult {
  /** In direct mode, the works that were anchored before and have a title of that date now. */
  readonly claimed: readonly string[];
}

/** What people are told of it. @param format of the source */
export function bulkText(result: RegisteredBulk, format: SourceFormat): string {
  const { skipped, unused, notTaken, claimed } = result;
  const others = notTaken.map(({ line, name, reason, owner }) => {
    const by = owner === undefined ? "" : ` by ${owner}`;
    return `${placeOf({ line, name }, format)}: ${reason}${by}`;
  });
  return fields([
    ["Found", result.isNew ? undefined : "the batch was there: it is of an earlier run"],
    ...batchFields(result),
    ["Versions", result.versions === 0 ? undefined : `${result.versions}, each of a work that was here before`],
    ["Claimed", claimed.length === 0 ? undefined : `${claimed.length}, each with a title since its anchor`],
    ["Known", result.known === 0 ? undefined : `${countOf(result.known, "work")}, there before: the date stays`],
    ["Not taken", others.length === 0 ? undefined : firstOf(others)],
    ["Left out", linesOf(skipped, format)],
    ["Not used", linesOf(unused, format)],
    ["Passed over", passedOver(result.leftOut)],
    ["Read as", readAs(result.separator)],
  ]);
}

/** What of a folder is no work, counted: who misses a file sees where it went. */
function passedOver({ system, links, excluded }: BulkResult["leftOut"]): string | undefined {
  const parts = [
    system > 0 ? `${system} hidden or of the system` : "",
    links > 0 ? `${links} symbolic ${links === 1 ? "link" : "links"}` : "",
    excluded > 0 ? `${excluded} by --include or --exclude` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** How CSV was read, where that is not what RFC 4180 says. */
function readAs(separator: BulkResult["separator"]): string | undefined {
  if (separator === undefined || separator === ",") return undefined;
  return `CSV with ${SEPARATOR_NAMES[separator]}, as its header has them`;
}

/** What people are told of what would become of a source. @param format of the source */
export function planText(
  { works, known, bad, unused, leftOut, separator, refusal }: BulkPlan,
  format: SourceFormat,
): string {
  const [fresh, versions] = [works.filter(({ isVersion }) => !isVersion), works.filter(({ isVersion }) => isVersion)];
  return fields([
    ["To register", `${countOf(works.length, "work")}; nothing was sent or written`],
    ["Refused", refusal && [refusal.message, refusal.advice].filter((line) => line !== undefined)],
    ["New", counted(fresh)],
    ["New versions", counted(versions)],
    ["Known", known.length === 0 ? undefined : `${countOf(known.length, "work")}, there before: the date stays`],
    ["Left out", linesOf(bad, format)],
    ["Not used", linesOf(unused, format)],
    ["Passed over", passedOver(leftOut)],
    ["Read as", readAs(separator)],
  ]);
}

/** How many works there are, and what would be said of the first of them. */
function counted(works: BulkPlan["works"]): string[] | undefined {
  if (works.length === 0) return undefined;
  const lines = firstOf(works.map(({ name }) => name)).map((line, index) => {
    const work = works[index];
    return work?.name === line ? lineOf(work) : line;
  });
  return [String(works.length), ...lines];
}

function lineOf({ name, metadata }: BulkPlan["works"][number]): string {
  const { title, author, published, language, version } = describe(JSON.parse(metadata) as JsonValue); // as it was checked
  const said = [title, author, published, language, version === null ? null : `version ${version}`];
  return `${name}: ${said.filter((word) => word !== null).join(", ")}`;
}

function linesOf(rows: readonly BadRow[], format: SourceFormat): string[] | undefined {
  const lines = rows.map((row) => toldOf({ ...row, problem: row.problems.join("; ") }, format));
  return lines.length === 0 ? undefined : firstOf(lines);
}
