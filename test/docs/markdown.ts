import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's top folder. */
export const ROOT = join(__dirname, "..", "..");

/** Every document, by its path from the top folder. */
export const DOCUMENTS: readonly string[] = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

/** The text of a file, by its path from the top folder. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Whether there is a file or a folder of this path from the top folder. */
export function exists(path: string): boolean {
  return existsSync(join(ROOT, path));
}

/** A document without its blocks of code. */
export function prose(text: string): string {
  return text.replace(/^( *)(`{3,}|~{3,}).*\n(?:.*\n)*?\1\2 *$/gm, "");
}

/** What is typed in the blocks of code of a document: every line of a shell's, and of a console's what stands behind a `$`. */
export function typedIn(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```(sh|console)\n((?:.*\n)*?) *```$/gm)];
  return blocks.flatMap(([, language, code = ""]) =>
    code
      .replace(/ *\\\n */g, " ")
      .split("\n")
      .flatMap((line) => (language === "sh" ? [line] : line.startsWith("$ ") ? [line.slice(2)] : [])),
  );
}

/** Where the links of a document lead, as they are written; images count as links. Code is left out. */
export function linksOf(text: string): string[] {
  const words = prose(text).replace(/`[^`\n]*`/g, "");
  const inline = [...words.matchAll(/\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const definitions = [...words.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^>\s]+)>?/gm)];
  return [...inline, ...definitions].map(([, target = ""]) => target);
}

/** The anchors of a document's headings, as GitHub makes them: a heading that comes again gets a number. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The cells of every row of a document's tables, headings included, without the lines between them. */
export function rowsOf(text: string): string[][] {
  return prose(text)
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What stands between single backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}

function slugOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}
