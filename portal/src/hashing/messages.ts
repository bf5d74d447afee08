/** What the page tells the worker, in this order: the parts of a file, any number of times, then that it has ended. */
export type Told = Uint8Array<ArrayBuffer> | "end";

/** What the worker says: of each part how many bytes are hashed, with the part's buffer to be filled again, and in the end the hash. */
export type Said =
  | { readonly kind: "progress"; readonly bytes: number; readonly buffer: ArrayBuffer }
  | { readonly kind: "hashed"; readonly contentHash: string };
