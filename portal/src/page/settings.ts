/** What the page is pointed at. An address is never taken from a link: whoever sends one could name a node that lies. */
export interface Settings {
  /** A node's JSON-RPC; undefined where nothing is looked up. */
  readonly node: string | undefined;
  /** The address of the registry on its chain. */
  readonly registry: string | undefined;
  /** A catalogue's export. */
  readonly catalogue: string | undefined;
}

const NAMES = ["node", "registry", "catalogue"] as const;

/** What the reader has set in this browser, or else what whoever hosts the page has written into it. */
export function readSettings(): Settings {
  const [node, registry, catalogue] = NAMES.map((name) => kept(name) ?? written(name));
  return { node, registry, catalogue };
}

/** Keeps a setting in this browser; an empty one is forgotten. It counts from the next load on. */
export function keepSetting(name: keyof Settings, value: string): void {
  if (value === "") localStorage.removeItem(keyOf(name));
  else localStorage.setItem(keyOf(name), value);
}

function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(name)) ?? undefined;
  } catch {
    return undefined; // A browser that keeps nothing.
  }
}

function written(name: string): string | undefined {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="colophon-${name}"]`)?.content;
  return content === "" ? undefined : content;
}

function keyOf(name: string): string {
  return `colophon-${name}`;
}

/** The file of whom to trust that whoever hosts the page has written into it. */
export function hostsTrust(): string | undefined {
  const text = document.getElementById("colophon-trust")?.textContent.trim();
  return text === "" ? undefined : text;
}
