import { isUtf8 } from "node:buffer";

/** Longer than any title, name or notice; what is longer is cut by nobody, but refused by the schema or of no use. */
const MAX_TEXT = 10_000;

/** Year, month, day, time and zone as PDF, EXIF, IPTC, ONIX and ISO 8601 write them. */
const DATE =
  /^(?:D:)?(\d{4})(?:[-:/.]?(\d\d)(?:[-:/.]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z(?=00'00'?$|'?$)|[+-]\d\d(?:[:']?\d\d)?)?(?:00')?(?:00)?'?)?)?)?$/;

/** What stands before a language that is written as one of a group, zh-yue, which Intl does not take (RFC 5646, 2.2.2); zh-min names none. */
const EXTENDED = /^[a-z]{2,3}[-_](?=(?!min(?![a-z]))[a-z]{3}(?![a-z]))/i;

/** A text as people read it: one line, no control characters, no half characters, no blanks at its ends. */
export function plainText(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/**
 * A date in the form of schema.org: a year, a month or a day where the text says no more, a time only with its zone, since
 * without one it proves nothing. What is no date comes back as it is.
 */
export function dateOf(text: string): string {
  const [, year, month, day, hours, minutes, seconds, zone] = DATE.exec(withZeros(text)) ?? [];
  if (year === undefined) return dateOfMail(text);
  // IPTC writes an unknown month or day as 00.
  if (month === undefined || month === "00") return year;
  if (day === undefined || day === "00") return `${year}-${month}`;
  const date = `${year}-${month}-${day}`;
  if (hours === undefined || zone === undefined) return date;
  return `${date}T${hours}:${minutes ?? "00"}:${seconds ?? "00"}${zoneOf(zone)}`;
}

/**
 * A language tag in its usual form (BCP 47): zh-CN of zh_cn, fr of fre. Where Unicode's data know more than a shorter name, fil for tl
 * or sr-ME for cnr, the language stays as the text has it. What is no tag comes back as it is.
 */
export function languageOf(text: string): string {
  const [language = "", ...rest] = text.replace(EXTENDED, "").split(/[-_]/);
  const own = language.toLowerCase();
  try {
    const [usual = own] = Intl.getCanonicalLocales(own);
    const isSame = usual === own || usual.length === 2;
    const [tag = text] = Intl.getCanonicalLocales([isSame ? usual : "und", ...rest].join("-"));
    return isSame ? tag : tag.replace("und", own);
  } catch {
    return text;
  }
}

/** An identifier with the scheme that it is plainly of: urn:isbn:9783161484100, https://doi.org/10.1234/abc. */
export function identifierOf(text: string): string {
  const value = plainText(text);
  const isbn = isbnOf(value);
  if (isbn !== undefined) return `urn:isbn:${isbn}`;
  const doi = /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i.exec(value)?.[1];
  return doi === undefined ? value : `https://doi.org/${doi}`;
}

const ISBN_WORDS = /^(?:urn:isbn:|isbn(?:-1[03])?:?\s*)/i;

/** The digits of an ISBN whose check digit is right; undefined where the text is none. What begins with 979-0 is the number of a score. */
export function isbnOf(text: string): string | undefined {
  const digits = digitsOfIsbn(text);
  if (/^97(?:8\d|9[1-9])\d{9}$/.test(digits))
    return weighed(digits, (index) => (index % 2 === 0 ? 1 : 3), 10) ? digits : undefined;
  if (/^\d{9}[\dXx]$/.test(digits))
    return weighed(digits, (index) => 10 - index, 11) ? digits.toUpperCase() : undefined;
  return undefined;
}

/** Whether a text is meant to be an ISBN, and is none: somebody mistyped it. Ten digits alone may be any number. */
export function isWrongIsbn(text: string): boolean {
  const isMeant = ISBN_WORDS.test(text) || /^97(?:8\d|9[1-9])\d{9}$/.test(digitsOfIsbn(text));
  return isMeant && isbnOf(text) === undefined;
}

function digitsOfIsbn(text: string): string {
  return text.replace(ISBN_WORDS, "").replaceAll(/[-‐‑–\s]/g, "");
}

/** The number of a recording (ISO 3901) without its hyphens. */
export function isrcOf(text: string): string {
  return text.replaceAll(/^ISRC\s*|[-\s]/gi, "").toUpperCase();
}

export function isIsrc(text: string): boolean {
  return /^[A-Z]{2}[A-Z\d]{3}\d{7}$/.test(text);
}

/** The text of bytes that were read one character each: files of today have UTF-8, old ones the encoding of some machine, which nothing tells. */
export function textOfLatin(latin: string): string | undefined {
  const bytes = Buffer.from(latin, "latin1");
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

/** Several names in one text, parted by semicolons, as Word, EXIF and many other programs have them; that of "&amp;" parts none. */
export function namesOf(text: string): string[] {
  return text.split(/(?<!&#?\w+);|；/);
}

function weighed(digits: string, weightOf: (index: number) => number, modulus: number): boolean {
  const sum = [...digits].reduce(
    (all, digit, index) => all + weightOf(index) * (/x/i.test(digit) ? 10 : Number(digit)),
    0,
  );
  return sum % modulus === 0;
}

/** +08:00 of +08'00', +0800 or +08. */
function zoneOf(zone: string): string {
  if (zone === "Z") return zone;
  const digits = zone.replaceAll(/\D/g, "").padEnd(4, "0");
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** 2010/05/12 of 2010/5/12, which is how pages are asked to give Google Scholar their dates. */
function withZeros(text: string): string {
  return /^\d{4}(?:\/\d\d?){1,2}$/.test(text) ? text.replaceAll(/\/(?=\d(?:\/|$))/g, "/0") : text;
}

/** RSS has the dates of mail (RFC 822): Mon, 05 Feb 2024 10:30:00 +0000. */
function dateOfMail(text: string): string {
  const isMail = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d/.test(text);
  const time = isMail ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? text : new Date(time).toISOString().replace(".000Z", "Z");
}

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;

/** The parts of one name, in the order in which they are read, as one text: the scripts of East Asia have no blanks. */
export function nameOfParts(parts: readonly string[]): string {
  const known = parts.filter((part) => part !== "");
  return known.join(EAST_ASIAN.test(known.join("")) ? "" : " ");
}

/** Whether a name is in Chinese characters alone, and so has the family first. */
export function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text);
}
