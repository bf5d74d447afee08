import Table from "cli-table3";

import { printable } from "./printable";

/** A list is shown as one line under the other. */
type Cell = string | number | bigint | readonly string[];

const PLAIN = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

const STYLE = { head: [], border: [], "padding-left": 0, "padding-right": 0 };

/** Lines of a name and a value, the values under each other. Values that are undefined are left out. */
export function fields(pairs: readonly (readonly [string, Cell | undefined])[]): string {
  const rows = pairs.filter((pair): pair is readonly [string, Cell] => pair[1] !== undefined);
  // A row for each line of a list: a cell of many lines takes the library minutes.
  const lines = rows.flatMap(([name, value]) =>
    typeof value === "object" ? value.map((line, index) => [index === 0 ? name : "", line]) : [[name, String(value)]],
  );
  return render(lines.map(([name = "", line = ""]) => [name, printable(line)]));
}

/** A table with a heading. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map(cellText));
  return render([[...head], head.map((title) => "-".repeat(title.length)), ...cells]);
}

/** What a list says, and under it the entries of the folder that are not what belongs there. */
export function withOdd(text: string, odd: readonly { readonly problem: string }[]): string {
  return [text, ...odd.map(({ problem }) => printable(`Left out: ${problem}`))].join("\n");
}

/** A word, or a whole command: copied without its end it would do something else. */
const UNBROKEN = /(?:npm run|npx hardhat) [^.,;]*[^.,;\s]\S*|\S+/g;

/** A text in lines of so many characters at most; a command and a longer word, such as a URL, stay whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.match(UNBROKEN) ?? []) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function cellText(cell: Cell): string {
  const lines = typeof cell === "object" ? cell : [String(cell)];
  return lines.map(printable).join("\n");
}

function render(rows: readonly (readonly string[])[]): string {
  const made = new Table({ chars: PLAIN, style: STYLE });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
