import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ColophonError } from "../../lib/errors";

/** What the page is pointed at; its own settings are in portal/src/page/settings.ts. */
export interface PageSettings {
  /** A node's JSON-RPC. */
  readonly node?: string;
  /** The registry's address on its chain. */
  readonly registry?: string;
  /** Where the catalogue's export is, from the page on. */
  readonly catalogue?: string;
  /** Whom to trust: the text of a trust file. */
  readonly trust?: string;
}

const BUILT = join(__dirname, "..", "..", "portal", "dist", "index.html");
const TRUST = '<script type="application/json" id="colophon-trust">';

/** The page as it was built, with settings written into it. @throws ColophonError where it was not built */
export async function pageWith({ trust, ...places }: PageSettings): Promise<string> {
  let page = await readFile(BUILT, "utf8").catch((cause: unknown) => {
    throw new ColophonError(`There is no page at ${BUILT}`, {
      code: "PageNotBuilt",
      advice: "Build it with: npm run portal:build",
      cause,
    });
  });
  for (const [name, value] of Object.entries(places)) {
    page = put(page, `<meta name="colophon-${name}" content="`, escaped(value));
  }
  // The only sign that ends such an element is written in JSON's other way.
  return trust === undefined ? page : put(page, TRUST, trust.replaceAll("<", "\\u003c"));
}

/** The policy that the page names for itself. A host that can send headers says the same in one. */
export function policyOf(page: string): string {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  if (policy === undefined) throw new Error("the page has no policy");
  return policy.replaceAll("&#39;", "'");
}

function put(page: string, before: string, value: string): string {
  const at = page.indexOf(before);
  if (at === -1) throw new Error(`the page has no place for ${value}`);
  const from = at + before.length;
  return page.slice(0, from) + value + page.slice(from);
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
