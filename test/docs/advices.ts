import { readdirSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { read, ROOT, rowsOf } from "./markdown";

/** What stands for a value in a sentence that is put together. */
export const GAP = "…";
export const FOLDERS = ["bin", "lib", "tasks"];
/** A flag or a parameter, as a sentence has it; not part of a longer word. */
const OPTION = /(?<![\w-])--[a-z]+(?:-[a-z]+)*/g;

/** A sentence that tells somebody what to do, by a command or by an option of the one that was run. */
export interface Advice {
  readonly sentence: string;
  /** "work register", where there are any. */
  readonly commands: readonly string[];
  /** "--later-date" */
  readonly options: readonly string[];
}

/**
 * Every sentence by which the commands or docs/errors.md advise a command or an option.
 * @param known the commands that there are: "work register"
 */
export function advices(known: readonly string[]): readonly Advice[] {
  const found = new Map<string, Advice>();
  for (const sentence of [...FOLDERS.flatMap(sentencesOf), ...documented()]) {
    const commands = commandsIn(sentence).filter((command) => known.includes(command));
    const options = sentence.match(OPTION) ?? [];
    if (commands.length + options.length > 0) found.set(sentence, { sentence, commands, options });
  }
  return [...found.values()];
}

/** With or without npx in front: docs/errors.md leaves it out. */
function commandsIn(sentence: string): string[] {
  const command = /(?:npx hardhat |`(?!npx ))([a-z]+(?: [a-z]+(?:-[a-z]+)*)?)/g;
  return [...sentence.matchAll(command)].map(([, named = ""]) => named);
}

/** What the code of a folder says. */
export function sentencesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => sentencesIn(join(folder, name)));
}

function sentencesIn(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    // A word alone is no sentence.
    if (text?.includes(" ") === true) found.push(text.trim());
    ts.forEachChild(node, visit);
  };
  // Comments are not said.
  const options = { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  visit(ts.createSourceFile(path, read(path), options));
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => GAP + literal.text).join("");
}

/** The sentences of docs/errors.md: the paragraphs, and of the tables what is to be done. */
function documented(): string[] {
  const text = read("docs/errors.md");
  const paragraphs = text
    .split(/\n\n/)
    .filter((part) => !/^[|#`]/.test(part))
    .flatMap((part) => part.replaceAll("\n", " ").split(/(?<=\.) /));
  return [...paragraphs, ...rowsOf(text).map((row) => row.at(-1) ?? "")];
}
