import { getAddress } from "ethers";
import { z } from "zod";

import { ACCREDITED_KINDS, type PartyKindName } from "../../../lib/chain/contracts/scope";
import { formatTime } from "../../../lib/chain/rpc/time";
import { ColophonError } from "../../../lib/errors";

const DAY_SECONDS = 24 * 3600;
const MILLISECONDS_PER_SECOND = 1000;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY_SECONDS };
/** The longest that the contracts take. */
const LONGEST_DURATION_DAYS = 90;
/** Longer ones no timer of Node waits for. */
const LONGEST_PERIOD_DAYS = 20;
/** Of an address, in characters. */
const LONGEST_PAGE = 200;
const AS_SHOWN = "Write it as shown there.";
const WHOLE_HASH = "Copy it anew, whole. Of a work it is the SHA-256 of its file, which --file computes.";
const PAGE = "Give the address alone, as a browser shows it: https://press.example/verify.html";

/** A whole number within bounds; one that was not given stays so. */
export function parseWithin<N extends number | undefined>(
  value: N,
  parameter: string,
  least: number,
  most = Infinity,
): N {
  if (value === undefined || (value >= least && value <= most)) return value;
  throw wrong(
    parameter,
    String(value),
    most === Infinity ? `is less than ${least}` : `is not from ${least} to ${most}`,
    most === Infinity ? `Give ${least} or more.` : "Give a number within these.",
  );
}

/** An address, in EIP-55 form. */
export function parseAddress(value: string, parameter: string): string {
  try {
    return getAddress(value);
  } catch (cause) {
    const rule = "is not an address (0x and 40 hex digits, EIP-55) or the name of an account";
    // What begins as an address does is one, with a slip in it.
    const advice = value.startsWith("0x")
      ? "Copy it anew, whole."
      : "See what accounts there are: npx hardhat account list";
    throw wrong(parameter, value, rule, advice, cause);
  }
}

/** The fields of a document in a list such as author,datePublished; none where it was not given. */
export function fieldsNamed(value: string | undefined): string[] {
  return [...new Set(value?.split(",").map((name) => name.trim()))].filter((name) => name !== "");
}

/** A 32-byte hash, in lower case. */
export function parseHash(value: string, parameter: string): string {
  if (!/^0x[0-9a-fA-F]{64}$/.test(value))
    throw wrong(parameter, value, "is not a hash (0x and 64 hex digits)", WHOLE_HASH);
  return value.toLowerCase();
}

/**
 * A moment in Unix seconds: a date (the end of that day, UTC), an ISO 8601 date-time, or a number of days from now (`30d`).
 * @param now the chain's time in Unix seconds
 */
export function parseMoment(value: string, parameter: string, now: number): number {
  const days = /^(\d{1,6})d$/.exec(value)?.[1];
  const rule = "is not a date (2027-12-31), a date-time (2027-12-31T12:00Z) or days from now (30d)";
  const start = days === undefined ? startOf(value, parameter, rule) : now;
  const moment = start + (days === undefined ? Number(isDate(value)) : Number(days)) * DAY_SECONDS;
  // A contract takes no time before 1970 at all, and would not say why.
  if (moment > now) return moment;
  throw wrong(parameter, value, "lies in the past", `Name a later one: it is ${formatTime(now)} on the chain.`);
}

/** A period in milliseconds: a whole number of seconds, minutes, hours or days (`90s`, `10m`, `1h`, `1d`), at most 20 days. */
export function parsePeriod(value: string, parameter: string): number {
  const [, number = "", unit = ""] = /^([1-9]\d{0,6})([smhd])$/.exec(value) ?? [];
  const seconds = Number(number) * (UNIT_SECONDS[unit] ?? 0);
  if (seconds > 0 && seconds <= LONGEST_PERIOD_DAYS * DAY_SECONDS) return seconds * MILLISECONDS_PER_SECOND;
  throw wrong(parameter, value, "is not a period of seconds to 20 days (90s, 10m, 1h, 1d)", AS_SHOWN);
}

/** A duration in seconds: a whole number of seconds, minutes, hours or days (`0s`, `10m`, `1h`, `7d`), at most 90 days. */
export function parseDuration(value: string, parameter: string): number {
  const [, number = "", unit = ""] = /^(\d{1,7})([smhd])$/.exec(value) ?? [];
  const seconds = Number(number) * (UNIT_SECONDS[unit] ?? NaN);
  if (seconds <= LONGEST_DURATION_DAYS * DAY_SECONDS) return seconds;
  throw wrong(parameter, value, "is not a duration of at most 90 days (0s, 10m, 1h, 7d)", AS_SHOWN);
}

/** The moment from which something counts, in Unix seconds: a date (the beginning of that day, UTC) or a date-time. */
export function parseDate(value: string, parameter: string): number {
  return startOf(value, parameter, "is not a date (2027-12-31) or a date-time (2027-12-31T12:00Z)");
}

function isDate(value: string): boolean {
  return z.iso.date().safeParse(value).success;
}

function startOf(value: string, parameter: string, rule: string): number {
  if (!isDate(value) && !z.iso.datetime({ offset: true }).safeParse(value).success)
    throw wrong(parameter, value, rule, AS_SHOWN);
  return Math.floor(Date.parse(value) / MILLISECONDS_PER_SECOND);
}

/** Whole numbers divided by commas, each once: "9,14". */
export function parseWholes(value: string, parameter: string): readonly number[] {
  if (!/^\d{1,9}(?:, ?\d{1,9})*$/.test(value))
    throw wrong(parameter, value, "is not a list of whole numbers (9,14)", AS_SHOWN);
  return [...new Set(value.split(",").map(Number))];
}

/** One of a list of words. */
export function parseChoice<T extends string>(
  value: string,
  parameter: string,
  choices: readonly T[],
  advice = "Choose one of these.",
): T {
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw wrong(parameter, value, `is none of: ${choices.join(", ")}`, advice);
  return choice;
}

/** What an accreditor may accredit as: kinds divided by commas. */
export function parseKinds(value: string, parameter: string): readonly PartyKindName[] {
  return value.split(",").map((kind) => parseChoice(kind.trim(), parameter, ACCREDITED_KINDS));
}

/** The address of a page, to which something after # is added. Short: a code has to be read from paper. */
export function parsePage(value: string, parameter: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPage = url !== undefined && ["http:", "https:", "file:"].includes(url.protocol) && url.hash === "";
  if (!isPage || value.includes("#"))
    throw wrong(parameter, value, "is not the address of a page, without anything after #", PAGE);
  if (url.username !== "" || url.password !== "")
    throw wrong(parameter, value, "has a password in it, which everybody would read", PAGE);
  if (url.href.length <= LONGEST_PAGE) return url.href;
  throw wrong(parameter, value, `is longer than ${LONGEST_PAGE} characters`, PAGE);
}

function wrong(parameter: string, value: string, rule: string, advice: string, cause?: unknown): ColophonError {
  return new ColophonError(`${parameter}: "${value}" ${rule}`, { code: "WrongParameter", advice, exitCode: 2, cause });
}

/** @throws ColophonError, exit code 2, where a result is asked for in two forms */
export function requireOneForm({ csv, json }: { readonly csv: boolean; readonly json: boolean }): void {
  if (csv && json)
    throw new ColophonError("Choose one of --csv and --json", {
      code: "WrongParameter",
      advice: "Leave one of them out.",
      exitCode: 2,
    });
}
