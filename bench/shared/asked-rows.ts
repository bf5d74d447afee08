import type { Request } from "./row";

/** What rows are asked for. @param asked names, and beginnings of names up to a dot; an empty one asks for every row */
export function askedRows(asked: readonly string[]): Pick<Request, "wants" | "names"> {
  return {
    wants: (name) => asked.some((words) => covers(words, name) || (name.endsWith(".") && words.startsWith(name))),
    names: (name) => asked.includes(name),
  };
}

/** Whole words only: 1000 is the beginning of 10000, and another row. */
function covers(words: string, name: string): boolean {
  return words === "" || words === name || name.startsWith(words.endsWith(".") ? words : `${words}.`);
}
