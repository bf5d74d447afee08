import type { Findings } from "./findings";

/**
 * What a file says, unless it is one of the texts that a program writes by itself: that is named as a problem, and is nothing.
 * @param where the place in the file, for people: "Info Author"
 */
export function told(
  findings: Findings,
  said: string | undefined,
  untold: readonly string[],
  where: string,
): string | undefined {
  if (said === undefined || !untold.includes(said)) return said;
  findings.addProblem(`${where} is ${JSON.stringify(said)}, which a program writes by itself`);
  return undefined;
}
