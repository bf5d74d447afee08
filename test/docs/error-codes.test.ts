import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import ts from "typescript";

import { EXPLAINED_ERRORS } from "../../lib/chain/contracts/reverts";
import { codeIn, read, ROOT, rowsOf } from "./markdown";

const DOCUMENT = "docs/errors.md";
/** The part on what the commands say, to the end of the document. */
const COMMANDS = "\n## Errors of the commands\n";
/** What stands in a quoted message for a path, a name or a number. */
const GAP = "…";
const FOLDERS = ["bin", "lib", "tasks", "deploy"];

/** Where the code makes an error. */
interface Site {
  /** Its place, for a person. */
  readonly place: string;
  /** The message with gaps; undefined where it is put together elsewhere. */
  readonly message: string | undefined;
  /** Those that it can have; none where they come from elsewhere. */
  readonly codes: readonly string[];
}

const sites = FOLDERS.flatMap(filesOf).flatMap(sitesIn);
const given = new Set(sites.flatMap(({ codes }) => codes));
/** The codes by table, and by the message that a row quotes. */
const tables =
  read(DOCUMENT)
    .split(COMMANDS)[1]
    ?.split(/^### .*$/m)
    .map(entriesIn) ?? [];
const entries = tables.flat();

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

function sitesIn(path: string): Site[] {
  const found: Site[] = [];
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "ColophonError") {
      const [message, options] = node.arguments ?? [];
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ place: `${path}:${line}`, message: messageOf(message), codes: codesOf(options) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function messageOf(message: ts.Expression | undefined): string | undefined {
  if (message === undefined) return undefined;
  if (ts.isStringLiteralLike(message)) return message.text;
  if (!ts.isTemplateExpression(message)) return undefined;
  return message.head.text + message.templateSpans.map(({ literal }) => GAP + literal.text).join("");
}

function codesOf(options: ts.Expression | undefined): string[] {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return [];
  const code = options.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === "code");
  const codes: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) codes.push(node.text);
    ts.forEachChild(node, visit);
  };
  if (code !== undefined) visit(code.initializer);
  return codes;
}

interface Entry {
  readonly quotes: readonly string[];
  readonly codes: readonly string[];
}

function entriesIn(section: string): Entry[] {
  return rowsOf(section)
    .filter(([, heading]) => heading !== "Code")
    .map(([first = "", code = ""]) => ({ quotes: codeIn(first), codes: codeIn(code) }));
}

/** Whether a quote is the message or a part of it, its gaps standing for anything. */
function quotes(quote: string, message: string): boolean {
  const parts = quote.split(GAP).map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(".*"), "s").test(message);
}

describe("the codes of errors", () => {
  it("are all in docs/errors.md", () => {
    const documented = new Set(entries.flatMap(({ codes }) => codes));

    expect(given.size).to.be.greaterThan(90);
    expect([...given].filter((code) => !documented.has(code))).to.deep.equal([]);
  });

  it("stand beside every message there, and are those of the code", () => {
    const everything = [...FOLDERS, "scripts"].flatMap(filesOf).map(read).join("\n");

    expect(entries.filter(({ codes }) => codes.length === 0)).to.deep.equal([]);
    const strange = entries.flatMap(({ codes }) => codes).filter((code) => !everything.includes(`"${code}"`));
    expect(strange).to.deep.equal([]);
  });

  it("are there what the code gives with that message", () => {
    const wrong = sites.flatMap(({ place, message = "", codes }) => {
      // A quote that is all of the message, but for its values, or more of it than another one.
      const [closest] = entries
        .filter((entry) => entry.quotes.some((quote) => quote.length > GAP.length && quotes(quote, message)))
        .sort((a, b) => longest(b) - longest(a));
      if (message === "" || codes.length === 0 || closest === undefined) return [];
      return codes.every((code) => closest.codes.includes(code)) ? [] : [`${place} ${codes.join()}: ${message}`];
    });

    expect(wrong).to.deep.equal([]);
  });

  it("mean one thing each: none is in two tables, or the name of a contract's error", () => {
    const places = new Map<string, Set<number>>();
    tables.forEach((table, index) => {
      for (const code of table.flatMap(({ codes }) => codes)) {
        places.set(code, (places.get(code) ?? new Set<number>()).add(index));
      }
    });

    expect([...places].filter(([, tablesOfCode]) => tablesOfCode.size > 1)).to.deep.equal([]);
    expect([...places.keys()].filter((code) => EXPLAINED_ERRORS.includes(code))).to.deep.equal([]);
  });

  it("are words written together", () => {
    for (const code of given) expect(code).to.match(/^(?:[A-Z][a-z0-9]*)+$/);
  });
});

function longest({ quotes: all }: Entry): number {
  return Math.max(...all.map((quote) => quote.length));
}
