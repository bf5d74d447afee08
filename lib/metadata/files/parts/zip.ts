import type { Entry, ZipFile } from "yauzl";

/** An EPUB of a thousand chapters has some thousands. */
const MAX_ENTRIES = 20_000;
/** Unpacked: a description of a book or a document is a hundredth of it. */
const MAX_MEMBER_BYTES = 4 * 1024 * 1024;

/** Some members of a ZIP file, by their names. */
export interface Zip {
  /** The bytes of a member; undefined where there is none of that name. @throws Error: it is damaged or too large */
  read(name: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  close(): void;
}

/**
 * Opens a ZIP file by its directory: what is not asked for is not read.
 * @throws Error: it is no ZIP file, or its directory is damaged or too long
 */
export async function openZip(path: string): Promise<Zip> {
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
  try {
    return zipOf(zip, await entriesOf(zip));
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new Error(`it has more than ${MAX_ENTRIES} members`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

function zipOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Zip {
  return {
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      // What a member unpacks to is checked against this number by yauzl.
      if (entry.uncompressedSize > MAX_MEMBER_BYTES) {
        throw new Error(`its member ${name} is larger than ${MAX_MEMBER_BYTES} bytes`);
      }
      if (entry.isEncrypted()) throw new Error(`its member ${name} is encrypted`);
      return zip.openReadStreamPromise(entry);
    },
    close: () => {
      zip.close();
    },
  };
}
