/** The name of a content: any authority, SHA-256 whole. */
const NAME = /ni:\/\/[^/]*\/sha-256;([\w-]{43})/;

/**
 * The name of a content by its SHA-256, as RFC 6920 has it.
 * @param hash 64 hex digits
 */
export function namedInformation(hash: string): string {
  return `ni:///sha-256;${Buffer.from(hash, "hex").toString("base64url")}`;
}

/** The hash in the first name of a content in a text, 64 hex digits; undefined where there is none. */
export function hashNamedIn(text: string): string | undefined {
  const name = NAME.exec(text)?.[1];
  return name === undefined ? undefined : Buffer.from(name, "base64url").toString("hex");
}
