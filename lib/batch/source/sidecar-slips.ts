import leven from "leven";

import { SIDECAR_SUFFIX } from "./row-metadata";

/** So many letters of "metadata" may be wrong. */
const MOST_SLIPS = 2;
const NAMED = /^(?<stem>.+)\.(?<word>[^.]+)\.json$/i;
const JSON_FILE = /\.json$/i;

/** Whether a name can be that of metadata. Most cannot: nothing else need be asked of them. */
export function isJson(name: string): boolean {
  return JSON_FILE.test(name);
}

/**
 * What is wrong with the name of a file that looks like metadata and is those of no work: it would become a work itself, and
 * the work would get another title than the one that was written.
 * @param files the names of all files in its folder
 * @returns what follows the name in a sentence; undefined where it does not look so
 */
export function slipIn(name: string, files: ReadonlySet<string>): string | undefined {
  if (!isJson(name)) return undefined;
  const { stem, word } = NAMED.exec(name)?.groups ?? {};
  if (stem === undefined || word === undefined || leven(word.toLowerCase(), "metadata") > MOST_SLIPS) return undefined;
  const same = stem.toLowerCase();
  const works = [...files].filter((file) => {
    const work = file.toLowerCase();
    return file !== name && (work === same || work.replace(/\.[^.]*$/, "") === same);
  });
  const [work] = works;
  const rule =
    work === undefined || works.length > 1
      ? `there is no ${stem}: the metadata of a work are called as its file, with ${SIDECAR_SUFFIX} behind it`
      : `those of ${work} are looked for in ${work}${SIDECAR_SUFFIX}`;
  return `looks like metadata, and ${rule}`;
}
