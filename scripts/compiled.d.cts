/** The folder of the compiled code. */
export const DIST: string;
/** What is compiled, by the names of its folders. */
export const FOLDERS: readonly string[];
/** Makes of a source what runs without TypeScript. */
export function make(source: string, made: string): void;
/** The sources of what is in dist/. */
export function sources(): readonly string[];
/** Compiles what was changed since it was compiled last. */
export function bringUpToDate(): void;
