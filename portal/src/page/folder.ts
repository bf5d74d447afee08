/** A folder that was dropped or chosen. */
export interface Folder {
  readonly name: string;
  /** A file in it. @param path from the folder on, with slashes @throws whatever the browser says where there is none */
  readonly file: (path: string) => Promise<File>;
}

/** Browsers that keep to the standard of handles have this beside their older way. */
interface WithHandle {
  readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

/** The folder that was dropped; undefined where it is none. Only while the event is handled can it be asked for. */
export function droppedFolder(item: DataTransferItem & WithHandle): Folder | undefined {
  const entry = item.webkitGetAsEntry();
  if (!isFolder(entry)) return undefined;
  // To a page that was opened from a disk Chromium gives nothing by an entry, and all by a handle; others have entries only.
  const handle = item.getAsFileSystemHandle?.();
  const file = (path: string): Promise<File> => (handle === undefined ? byEntry(entry, path) : byHandle(handle, path));
  return { name: entry.name, file };
}

/** The folder that was chosen, by all files in it; undefined where there are none, and so no name either. */
export function chosenFolder(files: readonly File[]): Folder | undefined {
  const name = files[0]?.webkitRelativePath.split("/")[0];
  if (name === undefined) return undefined;
  const inside = new Map(files.map((file) => [file.webkitRelativePath.slice(name.length + 1), file]));
  const file = (path: string): Promise<File> => {
    const found = inside.get(path);
    return found === undefined ? Promise.reject(new Error(`${name} has no ${path}`)) : Promise.resolve(found);
  };
  return { name, file };
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

function byEntry(folder: FileSystemDirectoryEntry, path: string): Promise<File> {
  return new Promise((resolve, reject) => {
    folder.getFile(path, {}, (entry) => (entry as FileSystemFileEntry).file(resolve, reject), reject);
  });
}

async function byHandle(dropped: Promise<FileSystemHandle | null>, path: string): Promise<File> {
  let folder = (await dropped) as FileSystemDirectoryHandle; // what its entry says
  const [name = "", ...folders] = path.split("/").reverse();
  for (const each of folders.reverse()) folder = await folder.getDirectoryHandle(each);
  return (await folder.getFileHandle(name)).getFile();
}
