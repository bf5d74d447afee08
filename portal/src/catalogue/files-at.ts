import type { ReadFile } from "../../../lib/catalogue/export/exported-catalogue";

/** Files that are kept: what a reader goes back to need not be read again. */
const MOST_KEPT = 64;

/** Reads the files of an export by `fetch`. @param place the export's folder, from the page on */
export function filesAt(place: string): ReadFile {
  const folder = new URL(place.endsWith("/") ? place : `${place}/`, document.baseURI);
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

async function read(url: URL): Promise<unknown> {
  const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return response.json();
}
