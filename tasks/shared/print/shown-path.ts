import { isAbsolute, relative, sep } from "node:path";

/** A path as it is shown: what is below the current folder without that, everything else as it is. */
export function shownPath(path: string): string {
  if (!isAbsolute(path)) return path;
  const below = relative(process.cwd(), path);
  return below === "" || below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below) ? path : below;
}
