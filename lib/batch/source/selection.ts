import picomatch from "picomatch";

/** Which files of a folder are meant: glob patterns. One without a slash is for names in any folder below. */
export interface Selection {
  /** Where there is any, a file has to match one. */
  readonly include?: readonly string[];
  /** A file or a folder that matches one is not meant. */
  readonly exclude?: readonly string[];
  /** Paths relative to the folder that are perhaps still being written: works of which that is one wait for another time. */
  readonly moving?: ReadonlySet<string>;
}

/** How many entries of a folder were passed over, by reason. */
export interface LeftOut {
  /** Hidden names, and the files and folders that systems and programs put beside the works. */
  system: number;
  /** Symbolic links, which are not followed. */
  links: number;
  /** What the selection does not mean. */
  excluded: number;
}

export type Reason = keyof LeftOut;

/** Thumbnails, settings and bins of Windows, macOS and Synology, the locks of office programs, backups of editors. */
const SYSTEM_NAME =
  /^(?:\.|~\$)|~$|^(?:(?:eh)?thumbs\.db|desktop\.ini|icon\r|__macosx|\$recycle\.bin|system volume information|@eadir)$/i;

export function isSystemName(name: string): boolean {
  return SYSTEM_NAME.test(name);
}

/** Says of each path of a folder, relative to it, whether it is meant. */
export function selecting({ include, exclude = [] }: Selection): (path: string, isFolder: boolean) => boolean {
  const [wanted, unwanted] = [include?.map(matcher), exclude.map(matcher)];
  return (path, isFolder) =>
    !unwanted.some((matches) => matches(path)) &&
    (isFolder || wanted === undefined || wanted.some((matches) => matches(path)));
}

/** Patterns that are divided by commas; one within braces belongs to its pattern. */
export function patternsIn(list: string): string[] {
  return list
    .split(/,(?![^{]*\})/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== "");
}

function matcher(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  return picomatch(plain, { dot: true, basename: !plain.includes("/") });
}
