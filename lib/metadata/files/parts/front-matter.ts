import { yaml } from "../packages.cjs";
import type { Findings } from "./findings";

/** Between two lines of "---", the first of which begins the text; "..." may end it, too. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?<inside>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/s;
/** Of what one key gives: aliases can make much of little. */
const MAX_TEXTS = 1_000;

/** What the keys give that Pandoc, Quarto, Jekyll and Hugo know, in the order in which they count. */
const TERMS: readonly (readonly [key: string, term: string])[] = [
  ["subtitle", "alternativeHeadline"],
  ["author", "author"],
  ["authors", "author"],
  ["editor", "editor"],
  ["translator", "translator"],
  ["illustrator", "illustrator"],
  ["publisher", "publisher"],
  ["lang", "inLanguage"],
  ["language", "inLanguage"],
  ["date", "datePublished"],
  ["doi", "identifier"],
  ["isbn", "identifier"],
  ["identifier", "identifier"],
];
const RIGHTS = ["rights", "copyright", "license"];
/** Who has one of these roles in Pandoc's list of creators; without one it is an author. */
const TERM_OF_ROLE: Readonly<Record<string, string>> = {
  aut: "author",
  author: "author",
  edt: "editor",
  editor: "editor",
  ill: "illustrator",
  illustrator: "illustrator",
  translator: "translator",
  trl: "translator",
};

type Value = string | null | readonly Value[] | { readonly [key: string]: Value };

/** Adds what the front matter of a text in Markdown says. @returns the text behind it */
export function addFrontMatter(findings: Findings, text: string): string {
  const found = FRONT_MATTER.exec(text);
  if (found === null) return text;
  try {
    const { FAILSAFE_SCHEMA, load } = yaml();
    // Every value is the text that stands there: a date is no instant, "no" is Norwegian.
    const front = load(found.groups?.["inside"] ?? "", { schema: FAILSAFE_SCHEMA }) as Value; // what that schema makes
    // Two rules with words between.
    if (typeof front === "string") return text;
    if (isMap(front)) addAll(findings, front);
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
    findings.addProblem(`its front matter cannot be read: ${reason}`);
  }
  return text.slice(found[0].length);
}

function addAll(findings: Findings, front: Readonly<Record<string, Value>>): void {
  const titles = [front["title"] ?? []].flat();
  const main = titles.find((one) => isMap(one) && one["type"] === "main") ?? titles[0];
  findings.add("name", textsOf(main)[0], "front matter title");
  for (const [key, term] of TERMS) findings.add(term, textsOf(front[key]), `front matter ${key}`);
  const creators = [front["creator"] ?? []].flat().map((one) => [termOf(one), textsOf(one)[0] ?? ""] as const);
  findings.addPeople(creators, "front matter creator");
  for (const key of RIGHTS) findings.addRights(textsOf(front[key]), `front matter ${key}`);
}

function termOf(creator: Value): string {
  const role = isMap(creator) ? textsOf(creator["role"])[0] : undefined;
  return role === undefined ? "author" : (TERM_OF_ROLE[role] ?? "contributor");
}

/** Texts, of a list those of each, of a person its name, perhaps in parts, of a licence or an identifier the text. */
function textsOf(value: Value | undefined, depth = 0): string[] {
  if (value === undefined || value === null || depth > 3) return [];
  if (typeof value === "string") return [value];
  if (!isMap(value)) {
    const texts = value.slice(0, MAX_TEXTS).flatMap((one) => textsOf(one, depth + 1));
    if (value.length > MAX_TEXTS || texts.length > MAX_TEXTS) throw new Error("one of its lists is too long");
    return texts;
  }
  const parts = [...textsOf(value["given"], depth + 1), ...textsOf(value["family"], depth + 1)];
  if (parts.length > 0) return [parts.join(" ")];
  return textsOf(value["name"] ?? value["text"] ?? value["literal"] ?? value["url"], depth + 1).slice(0, 1);
}

function isMap(value: Value | undefined): value is Readonly<Record<string, Value>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
