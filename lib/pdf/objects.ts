/** The objects that a PDF is made of (ISO 32000-2, 7.3), read from its text: a character for each byte. */
import type { Allowance } from "./allowance";
import { broken } from "./pdf-error";

/** Of lists and dictionaries within each other; without a limit a hostile file exhausts the stack. */
const MOST_DEPTH = 50;
/** Characters of a name or a text, as it is written: each takes many times as much while it is read. */
const MOST_CHARACTERS = 256 * 1024;

export class PdfName {
  constructor(readonly name: string) {}
}

/** A text, as its bytes stand in the file: a character for each. */
export class PdfText {
  constructor(readonly bytes: string) {}
}

/** The number of an object that stands elsewhere. */
export class PdfRef {
  constructor(readonly number: number) {}
}

export type PdfDict = ReadonlyMap<string, PdfObject>;
export type PdfObject = null | boolean | number | PdfName | PdfText | PdfRef | readonly PdfObject[] | PdfDict;

/** An object, and where what follows it begins. */
export interface Parsed {
  readonly value: PdfObject;
  readonly end: number;
}

/** What may stand between two objects: white space, and comments up to the end of their line. */
const SPACE = /[\0\t\n\f\r ]+|%[^\r\n]*/y;
const REF = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const WORD = /true|false|null/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const HEX = /<([\da-fA-F\0\t\n\f\r ]*)>/y;
const WORDS: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
const OCTAL = /[0-7]{1,3}/y;
const LINE_BREAK = /\r\n|\r|\n/y;

/** What a pattern finds at one place; undefined where it does not fit there. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  // Piece by piece: a pattern for all of it at once keeps a step of each on its stack, which millions overflow.
  for (let found = matchAt(SPACE, text, at); found !== undefined; found = matchAt(SPACE, text, at)) {
    at += found[0].length;
  }
  return at;
}

/** The object that begins at a place, after white space. @throws PdfError where there is none, or more is made than is allowed */
export function parseObject(text: string, from: number, allowance: Allowance, depth = 0): Parsed {
  allowance.makeValue();
  if (depth > MOST_DEPTH) throw broken(`it is nested more than ${MOST_DEPTH} levels deep`);
  const at = skipSpace(text, from);
  if (text.startsWith("<<", at)) return parseDict(text, at + 2, allowance, depth);
  if (text[at] === "[") return parseList(text, at + 1, allowance, depth);
  if (text[at] === "(") return parseText(text, at + 1);
  return parseSimple(text, at);
}

export function isDict(value: PdfObject | undefined): value is PdfDict {
  return value instanceof Map;
}

export function isList(value: PdfObject | undefined): value is readonly PdfObject[] {
  return Array.isArray(value);
}

function parseSimple(text: string, at: number): Parsed {
  for (const [pattern, make] of [
    [REF, ([, number]) => new PdfRef(Number(number))],
    [NUMBER, ([number]) => Number(number)],
    [NAME, ([, name = ""]) => new PdfName(nameOf(name))],
    [HEX, ([, digits = ""]) => new PdfText(bytesOf(digits))],
    [WORD, ([word]) => WORDS[word] ?? null],
  ] as const satisfies readonly (readonly [RegExp, (found: RegExpExecArray) => PdfObject])[]) {
    const found = matchAt(pattern, text, at);
    if (found === undefined) continue;
    requireShort(found[0].length, at);
    return { value: make(found), end: at + found[0].length };
  }
  throw broken(`there is no object at ${at}`);
}

function parseDict(text: string, from: number, allowance: Allowance, depth: number): Parsed {
  const dict = new Map<string, PdfObject>();
  let at = skipSpace(text, from);
  while (!text.startsWith(">>", at)) {
    const key = parseObject(text, at, allowance, depth + 1);
    if (!(key.value instanceof PdfName)) throw broken(`there is no name at ${at}`);
    const { value, end } = parseObject(text, key.end, allowance, depth + 1);
    if (dict.has(key.value.name)) throw broken(`a dictionary has the name ${key.value.name} twice`);
    dict.set(key.value.name, value);
    at = skipSpace(text, end);
  }
  return { value: dict, end: at + 2 };
}

function parseList(text: string, from: number, allowance: Allowance, depth: number): Parsed {
  const list: PdfObject[] = [];
  let at = skipSpace(text, from);
  while (text[at] !== "]") {
    const { value, end } = parseObject(text, at, allowance, depth + 1);
    list.push(value);
    at = skipSpace(text, end);
  }
  return { value: list, end: at + 1 };
}

function parseText(text: string, from: number): Parsed {
  const bytes: string[] = [];
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    requireShort(at - from, from);
    const character = text.charAt(at);
    if (character === "\\") {
      const [written, meant] = escapeAt(text, at + 1);
      bytes.push(meant);
      at += written;
      continue;
    }
    if (character === "(") open += 1;
    if (character === ")") open -= 1;
    if (open === 0) return { value: new PdfText(bytes.join("")), end: at + 1 };
    bytes.push(character);
  }
  throw broken(`a text that begins at ${from} has no end`);
}

function requireShort(length: number, at: number): void {
  if (length > MOST_CHARACTERS) throw broken(`what begins at ${at} has more than ${MOST_CHARACTERS} characters`);
}

/** How many characters there are after a backslash, and what they mean. A line break after one is no part of the text. */
function escapeAt(text: string, at: number): readonly [written: number, meant: string] {
  const octal = matchAt(OCTAL, text, at)?.[0];
  if (octal !== undefined) return [octal.length, String.fromCharCode(parseInt(octal, 8) & 0xff)];
  const end = matchAt(LINE_BREAK, text, at)?.[0];
  if (end !== undefined) return [end.length, ""];
  const next = text.charAt(at);
  return [1, ESCAPES[next] ?? next];
}

/** A name may have any byte as # and two digits. */
function nameOf(name: string): string {
  return name.replace(/#([\da-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

function bytesOf(digits: string): string {
  const whole = digits.replace(/[^\da-fA-F]/g, "");
  return (whole.match(/..?/g) ?? []).map((pair) => String.fromCharCode(parseInt(pair.padEnd(2, "0"), 16))).join("");
}
