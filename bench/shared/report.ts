import { table as toText } from "../../tasks/shared/print/output";
import type { Machine } from "./machine";
import { isBetterLarge, keepsGoal, type Part, type Row } from "./row";

/** From here on, decimals say nothing. */
const LARGE = 100;
const DECIMALS = 2;
const TITLES = ["What", "Colophon", "Goal", "", "Beside it"] as const;

/** The rows of one part, as they were measured. */
export interface Measured {
  readonly part: Part;
  readonly rows: readonly Row[];
}

/** One document for machines. */
export function toJson(machine: Machine, measured: readonly Measured[]): string {
  return JSON.stringify({ machine, rows: measured.flatMap(({ rows }) => rows) }, undefined, 2);
}

/** An aligned table for people. */
export function toTable(machine: Machine, measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ rows }) => rows);
  const lines = rows.map((row) => cells(row));
  const widest = Math.max(...lines.map(({ value }) => value.length));
  if (lines.length === 0) return `${describeMachine(machine)}\n\nNothing was measured.`;
  const table = lines.map(({ name, value, goal, verdict, peers }) => {
    return [name, value.padStart(widest), goal, verdict, peers];
  });
  return `${describeMachine(machine)}\n\n${toText(TITLES, table)}`;
}

/** The section of one part in docs/benchmarks.md, with the day and the machine. */
export function toMarkdown(machine: Machine, { part, rows }: Measured, day: string): string {
  const lines = rows.map((row) => {
    const { name, value, goal, verdict, peers } = cells(row);
    return `| \`${name}\` | ${value} | ${goal} | ${verdict} | ${peers.join("<br>").replaceAll("|", "\\|")} |`;
  });
  return [
    `## ${part.name}`,
    part.comparison,
    [`| ${TITLES.join(" | ")} |`, "| --- | ---: | ---: | --- | --- |", ...lines].join("\n"),
    ...(part.figure === undefined ? [] : [`![${part.figure.title}](${part.figure.file})`]),
    `${day}: ${describeMachine(machine)}.`,
  ].join("\n\n");
}

interface Cells {
  readonly name: string;
  readonly value: string;
  readonly goal: string;
  readonly verdict: string;
  readonly peers: readonly string[];
}

function cells(row: Row): Cells {
  const { name, unit, goal } = row;
  const bound = isBetterLarge(unit) ? ">=" : "<=";
  return {
    name,
    value: `${format(row.value)} ${unit}`,
    goal: goal === null ? "" : `${bound} ${format(goal)}`,
    verdict: goal === null ? "" : keepsGoal(row) ? "kept" : "MISSED",
    peers: row.peers.map((peer) => `${format(peer.value)} ${peer.name}`),
  };
}

function describeMachine({ cpu, cores, memoryGiB, node, platform }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${platform}`;
}

function format(value: number): string {
  const decimals = value >= LARGE || Number.isInteger(value) ? 0 : DECIMALS;
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
