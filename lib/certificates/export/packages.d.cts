export function cborg(): Promise<Pick<typeof import("cborg"), "encode" | "rfc8949EncodeOptions">>;
