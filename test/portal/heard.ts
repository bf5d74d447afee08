import type { Page } from "playwright-core";

/** A node of the tree that a browser gives to a screen reader, as far as one says it. */
export interface Heard {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** Whether a change of what is in it is said without being asked for. */
  readonly isLive: boolean;
  readonly children: readonly Heard[];
}

interface AXNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** What a screen reader is given of a page; what it passes over is left out. */
export async function hear(page: Page): Promise<Heard> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { readonly nodes: readonly AXNode[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const heard = (node: AXNode): Heard[] => {
    const children = (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child === undefined ? [] : heard(child);
    });
    const role = node.role?.value ?? "none";
    if (node.ignored || ["none", "generic", "InlineTextBox"].includes(role)) return children;
    const isLive = node.properties?.some(({ name, value }) => name === "live" && value.value === "polite") === true;
    return [{ role, name: node.name?.value ?? "", description: node.description?.value ?? "", isLive, children }];
  };
  const [root] = nodes[0] === undefined ? [] : heard(nodes[0]);
  if (root === undefined) throw new Error("the browser gives no tree");
  return root;
}

/** A node and all below it, in the order in which they are read. */
export function inOrder(node: Heard): Heard[] {
  return [node, ...node.children.flatMap(inOrder)];
}

/** All text in a node. */
export function textOf(node: Heard): string {
  return inOrder(node)
    .filter(({ role }) => role === "StaticText")
    .map(({ name }) => name)
    .join(" ");
}

/** What is said without being asked for: the text of each live region that has one, in their order. */
export function announced(root: Heard): string[] {
  return inOrder(root)
    .filter(({ isLive }) => isLive)
    .map(textOf)
    .filter((text) => text !== "");
}

/** What nodes of a kind are called, in their order. */
export function named(root: Heard, role: string): string[] {
  return inOrder(root)
    .filter((node) => node.role === role)
    .map(({ name }) => name);
}
