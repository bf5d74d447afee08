import { countOf } from "./count-of";

/** The units of a duration that is so many of them, the largest first, in seconds. */
const UNITS = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
] as const;

/** A duration in the largest unit that has it without a rest: "7 days", "90 minutes", "45 s". @param seconds 0 is "0 s" */
export function durationOf(seconds: number | bigint): string {
  const whole = BigInt(seconds);
  const unit = UNITS.find(([length]) => whole > 0n && whole % BigInt(length) === 0n);
  return unit === undefined ? `${whole} s` : countOf(whole / BigInt(unit[0]), unit[1]);
}
