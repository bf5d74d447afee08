const INTRODUCTION =
  "# Benchmarks\n\n" +
  "Made by `npm run bench -- --markdown`; every peer ran in the same run, on the same machine, which stands below each table. " +
  "`npm run bench` measures again, `-- --only gas` one part, `-- --json` for machines. A missed goal is marked; one of gas " +
  "fails the run.";
/** Where a section begins. */
const HEADING = /^## (.+)$/m;

/**
 * docs/benchmarks.md with some of its sections measured anew; the others stay as they are.
 * @param before the document as it was, empty where there was none
 * @param sections the new ones by the names of their parts, each with its heading
 * @param order the names of all parts; what is no part any more is left out
 */
export function renewed(before: string, sections: ReadonlyMap<string, string>, order: readonly string[]): string {
  const [, ...rest] = before.split(/^(?=## )/m);
  const all = new Map([...rest.map((text) => [HEADING.exec(text)?.[1] ?? "", text.trim()] as const), ...sections]);
  return `${[INTRODUCTION, ...order.flatMap((name) => all.get(name) ?? [])].join("\n\n")}\n`;
}
