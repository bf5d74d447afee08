/** The same job, or the nearest to it, done by something else in the same run. */
export interface Peer {
  readonly name: string;
  readonly value: number;
}

/** One measurement. */
export interface Row {
  /** Words joined by dots, the part first: "gas.register". */
  readonly name: string;
  readonly value: number;
  /** "gas", "s", "MiB"; a rate ends with "/s"; "times" is how many times as fast as before. */
  readonly unit: string;
  /** The most that the value may be; of a rate and of "times", the least. Null where none was set. */
  readonly goal: number | null;
  readonly peers: readonly Peer[];
}

/** What is asked of a part. */
export interface Request {
  /** The revision of this project to be measured beside this one, by turns; undefined where none is. */
  readonly against: string | undefined;
  /** Whether a row is asked for; also of the beginning of a name up to a dot, whether any row that begins so is. */
  readonly wants: (name: string) => boolean;
  /** Whether a row is asked for by its whole name. */
  readonly names: (name: string) => boolean;
}

/** One part of the benchmark. A new one is a file that exports a Part, and a line in parts.ts. */
export interface Part {
  /** What `--only` takes. */
  readonly name: string;
  /** One sentence for docs/benchmarks.md: what is compared, and why the peers differ. */
  readonly comparison: string;
  /** Measures, and removes whatever it made. */
  readonly measure: (request: Request) => Promise<Row[]>;
  /** A drawing of the rows for docs/benchmarks.md. */
  readonly figure?: Figure;
}

/** A drawing in docs/. */
export interface Figure {
  /** The name of its file. */
  readonly file: string;
  readonly title: string;
  /** @returns SVG */
  readonly draw: (rows: readonly Row[]) => string;
}

/** Whether a row keeps its goal; true where it has none. */
export function keepsGoal({ value, goal, unit }: Row): boolean {
  if (goal === null) return true;
  return isBetterLarge(unit) ? value >= goal : value <= goal;
}

/** Whether a larger value is the better one. */
export function isBetterLarge(unit: string): boolean {
  return unit.endsWith("/s") || unit === "times";
}
