export function musicMetadata(): Promise<typeof import("music-metadata")>;
export function pdf(): Promise<typeof import("unpdf/pdfjs")>;
