import type { Trust } from "../../../../lib/certificates/trust";
import type { JsonValue } from "../../../../lib/hashing/canonical-json";
import { changed, parts, valueAt } from "../../../lib/certificates/changing";
import type { Random } from "../../../shared/random";
import { mutatedText } from "./mutate";

/** What stands in the place of some value of a trust file. */
const VALUES: readonly JsonValue[] = [
  ...[null, true, 0, -1, 1, 2, 1.5, 2 ** 53, 2 ** 53 - 1, 1e300, "", "0", "required", "colophon-trust/2", [], {}],
  ...["0x", `0x${"ab".repeat(20)}`, `0x${"AB".repeat(20)}`, `0X${"ab".repeat(20)}`, `0x${"aB".repeat(20)}`],
];
const NAMES = ["from", "until", "members", "validators", "changes", "deployment", "mlDsa44", "secondSignature", "note"];

/** One of some trust files with a character or a piece changed, or with another value, one field more or one less. */
export function otherTrust(random: Random, texts: readonly string[]): string {
  if (random.chance(0.4)) return mutatedText(random, texts);
  const document = JSON.parse(random.pick(texts)) as JsonValue; // as it was written
  const { path: whole } = random.pick([...parts(document)]);
  const path = random.chance(0.5) ? whole : whole.slice(0, random.below(whole.length));
  const value = valueAt(document, path);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const other = random.pick(VALUES);
  if (!isObject || random.chance(0.3)) return JSON.stringify(changed(document, path, other));
  const left = Object.fromEntries(Object.entries(value).filter(() => random.chance(0.8)));
  return JSON.stringify(changed(document, path, random.chance(0.5) ? left : { ...value, [random.pick(NAMES)]: other }));
}

/** A trust file in writings that parsers of JSON take for different things. */
export function misread(trust: Trust): string[] {
  const text = JSON.stringify(trust);
  const named = (name: string): string => text.replace(/(?<="name":)"[^"]*"/, name);
  const threshold = (digits: string): string => text.replace(/(?<="threshold":)\d+/, digits);
  const bom = "\ufeff";
  return [
    ...[
      `${bom}${text}`,
      `${bom}${bom}${text}`,
      ` \t\r\n${text}\n`,
      `\u00a0${text}`,
      `${text}x`,
      `${text}\0`,
      `[${text}]`,
      "",
    ],
    ...["2.0", "2e0", "20e-1", "0.2e1", "-0", "-0.0", "02", "+2", "2.", ".2", "2.5", "NaN", "Infinity", "1e400"].map(
      threshold,
    ),
    ...["9007199254740991", "9007199254740992", "9007199254740993", "9".repeat(400), `2.${"0".repeat(400)}`].map(
      threshold,
    ),
    ...[
      '"\\ud800"',
      '"\\ud83d\\ude00"',
      '"\\u0000"',
      '"\u0001"',
      '"\n"',
      '"\u2028"',
      "'a'",
      '"\\x41"',
      '"\\/"',
      '""',
    ].map(named),
    text.replace('"members"', '"members":{},"members"'),
    text.replace('"members"', '"from":0,"fr\\u006fm":1,"members"'),
    text.replace('"format"', '"f\\u006frmat"'),
    text.replace('"format"', '"__proto__":{},"format"'),
    `${text.slice(0, -1)},}`,
    `${text.slice(0, -1)},"note":${"[".repeat(200)}${"]".repeat(200)}}`,
    `${text.slice(0, -1)},"validators":[${'{"name":"","address":"0x0000000000000000000000000000000000000000"},'.repeat(30_000)}]}`,
    text.replace("{", "/* of 2026 */{"),
  ];
}
