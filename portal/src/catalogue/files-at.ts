import type { ReadFile } from "../../../lib/catalogue/export/exported-catalogue";

/** Files that are kept: what a reader goes back to need not be read again. */
const MOST_KEPT = 64;

/** Whether a place is on a disk: no browser lets a page that was opened from one look at other files of it. */
export function isOnDisk(place: string): boolean {
  try {
    return folderOf(place).protocol === "file:";
  } catch {
    return false; // What somebody has written is no address.
  }
}

/** Reads a file of an export as it is. @param path from the export's folder on */
export async function textAt(place: string, path: string): Promise<string> {
  return (await answerOf(new URL(path, folderOf(place)))).text();
}

/** Reads the files of an export by `fetch`. @param place the export's folder, from the page on */
export function filesAt(place: string): ReadFile {
  const folder = folderOf(place);
  const kept = new Map<string, Promise<unknown>>();
  return (path) => {
    const known = kept.get(path) ?? read(new URL(path, folder));
    kept.set(path, known);
    // One that failed is asked for again.
    known.catch(() => kept.delete(path));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

function folderOf(place: string): URL {
  return new URL(place.endsWith("/") ? place : `${place}/`, document.baseURI);
}

async function read(url: URL): Promise<unknown> {
  return (await answerOf(url)).json();
}

async function answerOf(url: URL): Promise<Response> {
  const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return response;
}
