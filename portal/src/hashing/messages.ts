/** What the worker says of a file, in this order: how far it is, any number of times, then one of the other two. */
export type Said =
  | { readonly kind: "progress"; readonly bytes: number }
  | { readonly kind: "hashed"; readonly contentHash: string; readonly size: number }
  | { readonly kind: "failed"; readonly reason: FailedBecause };

/** `unreadable`: it is gone, changed since it was chosen, or may not be read: a browser does not say which. */
export type FailedBecause = "empty" | "unreadable";
