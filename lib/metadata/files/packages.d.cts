export function musicMetadata(): Promise<typeof import("music-metadata")>;
export function pdf(): Promise<typeof import("unpdf/pdfjs")>;
/** What is used of js-yaml 4. */
export function yaml(): { FAILSAFE_SCHEMA: object; load: (text: string, options: { schema: object }) => unknown };
