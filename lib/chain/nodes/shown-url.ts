/** A longer part of a path may be a key: many providers put it there. */
const LONGEST_PART = 8;
/** What is left of a text that may be anything, as long as it is a host and a port. */
const HOST = /^[\w.-]+(?::\d{1,5})?$/;
const HIDDEN = "…";

/**
 * A node's URL as it may be shown: without user, password and query, and without what may be a key in its path.
 * @param url also one that is misspelt, of which nothing is shown that is not plainly a host
 */
export function shownUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || parsed.host === "") return HOST.test(url) ? url : HIDDEN;
  const parts = parsed.pathname.split("/").map((part) => (part.length > LONGEST_PART ? HIDDEN : part));
  return `${parsed.protocol}//${parsed.host}${parts.join("/").replace(/\/$/, "")}`;
}

/** A text with every URL of a node in it as it may be shown: for what comes from others, such as a stack. */
export function withShownUrls(text: string): string {
  return text.replace(/\b[a-z]+s?:\/\/[^\s"'<>`]+/gi, (url) => (/^file:/i.test(url) ? url : shownUrl(url)));
}
