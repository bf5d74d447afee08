const ID = /^(?:0x)?([0-9a-fA-F]{64})$/;

/** What a link to the page asks for. */
export type Link =
  | { readonly kind: "none" }
  | { readonly kind: "invalid" }
  /** The SHA-256 of the file of the certificate that was printed; 0x and 64 lower-case hex digits. */
  | { readonly kind: "certificate"; readonly id: string };

/** Reads what follows # in the page's address: `#certificate=ID`, from the code on a printed certificate. */
export function readLink(hash: string): Link {
  const wanted = new URLSearchParams(hash.slice(1)).get("certificate");
  if (wanted === null) return { kind: "none" };
  const id = ID.exec(wanted)?.[1];
  return id === undefined ? { kind: "invalid" } : { kind: "certificate", id: `0x${id.toLowerCase()}` };
}

/** The work whose public page is meant: `#work=ID`; undefined where none is. */
export function workInLink(hash: string): string | undefined {
  const id = ID.exec(new URLSearchParams(hash.slice(1)).get("work") ?? "")?.[1];
  return id === undefined ? undefined : `0x${id.toLowerCase()}`;
}
