import type { Settings } from "./settings";

/**
 * From here on the page can talk to what its settings name and to nothing else; where they name nothing, to nobody. A policy that is
 * added can only take away, so no later code can undo it.
 */
export function narrowPolicy({ node, catalogue }: Settings): void {
  const origins = [node, catalogue].flatMap((address) => (address === undefined ? [] : originOf(address)));
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `connect-src ${origins.length === 0 ? "'none'" : [...new Set(origins)].join(" ")}`;
  document.head.append(meta);
}

/** None of what is no address. */
function originOf(address: string): string[] {
  const url = URL.parse(address, document.baseURI);
  return url === null || !/^https?:$/.test(url.protocol) ? [] : [url.origin];
}
