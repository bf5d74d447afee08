import type { ExportFiles } from "./export-files";

/** Files that are kept: what a reader goes back to need not be read again. */
const MOST_KEPT = 64;

/** Reads the files of an export by `fetch`. @param place the export's folder, from the page on */
export function filesAt(place: string): ExportFiles {
  const kept = new Map<string, Promise<unknown>>();
  return {
    text: async (path) => (await answerOf(place, path)).text(),
    read: (path) => {
      const known = kept.get(path) ?? answerOf(place, path).then((answer) => answer.json() as Promise<unknown>);
      kept.set(path, known);
      // One that failed is asked for again.
      known.catch(() => kept.delete(path));
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return known;
    },
    isForbidden: isOnDisk(place),
  };
}

/** Whether a place is on a disk: no browser lets a page that was opened from one look at other files of it by itself. */
function isOnDisk(place: string): boolean {
  try {
    return folderOf(place).protocol === "file:";
  } catch {
    return false; // What somebody has written is no address.
  }
}

function folderOf(place: string): URL {
  return new URL(place.endsWith("/") ? place : `${place}/`, document.baseURI);
}

async function answerOf(place: string, path: string): Promise<Response> {
  const url = new URL(path, folderOf(place));
  const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return response;
}
