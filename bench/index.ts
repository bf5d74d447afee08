/**
 * `npm run bench`: what the registry and its commands cost, beside other ways to do the same job. Started by run.ts.
 * `--only PART` runs one part and `--row NAME` only rows whose names are so or begin with these words, of the parts that can tell
 * (both may be given more than once), `--against REVISION` measures that revision of the project too where a part can, `--json` prints one
 * document, `--markdown` renews these parts in docs/benchmarks.md. It ends with 1 where a goal of gas is missed: gas is exact, the rest depends on the machine.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { format, resolveConfig } from "prettier";

import { ColophonError } from "../lib/errors";
import { main } from "../scripts/shared/main";
import { PARTS } from "./parts";
import { askedRows } from "./shared/asked-rows";
import { renewed } from "./shared/document";
import { type Machine, thisMachine } from "./shared/machine";
import { type Measured, toJson, toMarkdown, toTable } from "./shared/report";
import { keepsGoal, type Part, type Request } from "./shared/row";

const DOCS = join(__dirname, "..", "docs");
const DOCUMENT = join(DOCS, "benchmarks.md");
const DAY_LENGTH = "2000-01-01".length;

interface Options {
  readonly parts: readonly Part[];
  readonly request: Request;
  readonly json: boolean;
  readonly markdown: boolean;
}

main(async () => {
  const { parts, request, json, markdown } = readOptions(process.argv.slice(2));
  const machine = thisMachine();
  const print = console.log;
  // What Hardhat and its plugins say on the way is not part of the answer.
  console.log = console.error;

  const measured: Measured[] = [];
  for (const part of parts) {
    console.error(`Measuring ${part.name} ...`);
    measured.push({ part, rows: await part.measure(request) });
  }

  if (markdown) await writeDocument(machine, measured);
  print(json ? toJson(machine, measured) : toTable(machine, measured));
  const missed = measured.flatMap(({ rows }) => rows).filter((row) => !keepsGoal(row));
  if (missed.some(({ unit }) => unit === "gas")) process.exitCode = 1;
});

async function writeDocument(machine: Machine, measured: readonly Measured[]): Promise<void> {
  const day = new Date().toISOString().slice(0, DAY_LENGTH);
  const sections = new Map(measured.map((each) => [each.part.name, toMarkdown(machine, each, day)]));
  const names = PARTS.map(({ name }) => name);
  const text = renewed(await readFile(DOCUMENT, "utf8"), sections, names);
  // As `npm run format` would leave it.
  await writeFile(DOCUMENT, await format(text, { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT }));
  for (const { part, rows } of measured) {
    if (part.figure !== undefined) await writeFile(join(DOCS, part.figure.file), part.figure.draw(rows));
  }
}

function readOptions(args: string[]): Options {
  const names = PARTS.map(({ name }) => name);
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: "string", multiple: true, default: names },
        row: { type: "string", multiple: true, default: [""] },
        against: { type: "string" },
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
      },
    });
    const unknown = values.only.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`there is no part "${unknown}"`);
    const { only, row, against, json, markdown } = values;
    if (markdown && row.join("") !== "") throw new Error("--markdown writes whole parts: leave out --row");
    const parts = PARTS.filter(({ name }) => only.includes(name));
    return { parts, request: { against, ...askedRows(row) }, json, markdown };
  } catch (cause) {
    throw new ColophonError(cause instanceof Error ? cause.message : String(cause), {
      code: "WrongUsage",
      advice: `Usage: npm run bench -- [--only ${names.join("|")}]... [--row NAME]... [--against REVISION] [--json] [--markdown]`,
      exitCode: 2,
      cause,
    });
  }
}
