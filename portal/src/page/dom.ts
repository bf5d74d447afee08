type Child = Node | string | undefined | false;
type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/**
 * An element. Text is always text: nothing that a file says is ever read as HTML.
 * @param attributes true is an attribute without a value; false and undefined are none
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A button. */
export function button(text: string, act: () => void): HTMLButtonElement {
  const element = h("button", { type: "button" }, text);
  element.addEventListener("click", act);
  return element;
}

/** Has other content in a place. Whoever was at an element there stays at the new one of its id, or goes on at one elsewhere. */
export function refill(place: HTMLElement, content: Node | string, elsewhere: string): void {
  const left = place.contains(document.activeElement) ? document.activeElement?.id : undefined;
  place.replaceChildren(content);
  if (left !== undefined) (document.getElementById(left) ?? document.getElementById(elsewhere))?.focus();
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of lines, 24 units wide, which a screen reader leaves out. */
export function drawing(kind: string, ...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: kind, viewBox: "0 0 24 24", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
