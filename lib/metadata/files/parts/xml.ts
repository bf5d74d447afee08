import type { QualifiedTag, SAXParser } from "sax";

import { decoded } from "./decode";

/** Of one wanted element: no record of a book or an article comes near. */
const MAX_ELEMENTS = 50_000;
const MAX_DEPTH = 200;
const MAX_TEXT = 4 * 1024 * 1024;

const ENCODING = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/;

/** An element, without regard to prefixes. */
export interface XmlElement {
  readonly name: string;
  /** The address of its namespace; empty where it has none. */
  readonly namespace: string;
  /** By local name: `lang` for xml:lang. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The addresses of their namespaces, by the same names. */
  readonly attributeNamespaces: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its children and the texts between them, as they follow each other. */
  readonly content: readonly (string | XmlElement)[];
  /** All text in it, also that of its children. */
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  readonly content: (string | XmlElement)[];
  text: string;
}

/** Whether an element is wanted; or that this one and all after it are not. */
export type IsWanted = (
  name: string,
  depth: number,
  attributes: Readonly<Record<string, string>>,
) => boolean | "nothing more";

/**
 * The wanted elements of an XML document, read as they are asked for; the rest of it is passed over. Entities that a
 * document declares are not expanded, but end it.
 * @param isWanted asked of each element that is not in a wanted one
 * @throws Error: the document is not well-formed, in no known encoding, or a wanted element is too large
 */
export async function* elementsOf(bytes: AsyncIterable<Uint8Array>, isWanted: IsWanted): AsyncGenerator<XmlElement> {
  const { parser: newParser } = await import("sax");
  const parser = newParser(true, { xmlns: true });
  const builder = new Builder(parser, isWanted);
  for await (const text of decoded(bytes, ENCODING)) {
    parser.write(text);
    yield* builder.take();
    if (builder.isOver) return;
  }
  parser.close();
  yield* builder.take();
}

/** The root of a small document. @throws Error, as elementsOf, and where there is none */
export async function readXml(bytes: AsyncIterable<Uint8Array>): Promise<XmlElement> {
  for await (const root of elementsOf(bytes, () => true)) return root;
  throw new Error("it has no element");
}

/** The elements at the end of a path of names, in the order of the document. */
export function all(element: XmlElement | undefined, ...path: readonly string[]): XmlElement[] {
  let found = element === undefined ? [] : [element];
  for (const name of path) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

/** All descendants of a name, and the element itself where it has it. */
export function within(element: XmlElement, name: string): XmlElement[] {
  const inside = element.children.flatMap((child) => within(child, name));
  return element.name === name ? [element, ...inside] : inside;
}

/** The first of the elements at the end of a path. */
export function first(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return all(element, ...path)[0];
}

/** Makes elements of what the parser tells. */
class Builder {
  readonly #done: XmlElement[] = [];
  readonly #open: Open[] = [];
  #depth = 0;
  #elements = 0;
  #characters = 0;

  /** Whether nothing more is wanted. */
  isOver = false;

  constructor(parser: SAXParser, isWanted: IsWanted) {
    parser.onerror = ({ message }) => {
      const [what = "it is not well-formed"] = message.split("\n");
      throw new Error(`it is not well-formed XML: ${what}, line ${parser.line + 1}`);
    };
    parser.onopentag = (tag) => {
      if (++this.#depth > MAX_DEPTH) throw new Error(`its elements are nested more than ${MAX_DEPTH} deep`);
      const element = elementOf(tag as QualifiedTag); // with xmlns each tag is one
      if (this.isOver || (this.#open.length === 0 && !this.#asks(isWanted, element))) return;
      if (++this.#elements > MAX_ELEMENTS) throw new Error(`one of its records has more than ${MAX_ELEMENTS} elements`);
      this.#open.push(element);
    };
    parser.ontext = parser.oncdata = (text) => {
      const element = this.#open.at(-1);
      if (element === undefined) return;
      this.#characters += text.length;
      if (this.#characters > MAX_TEXT) throw new Error(`one of its records has more than ${MAX_TEXT} characters`);
      element.text += text;
      element.content.push(text);
    };
    parser.onclosetag = () => {
      this.#depth--;
      const element = this.#open.pop();
      if (element !== undefined) this.#close(element);
    };
  }

  take(): XmlElement[] {
    return this.#done.splice(0);
  }

  #asks(isWanted: IsWanted, { name, attributes }: Open): boolean {
    const answer = isWanted(name, this.#depth, attributes);
    this.isOver = answer === "nothing more";
    return answer === true;
  }

  #close(element: Open): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      this.#done.push(element);
      this.#elements = 0;
      this.#characters = 0;
      return;
    }
    parent.children.push(element);
    parent.content.push(element);
    parent.text += element.text;
  }
}

function elementOf({ local: name, uri: namespace, attributes }: QualifiedTag): Open {
  const own = Object.values(attributes);
  return {
    name,
    namespace,
    attributes: Object.fromEntries(own.map(({ local, value }) => [local, value])),
    attributeNamespaces: Object.fromEntries(own.map(({ local, uri }) => [local, uri])),
    children: [],
    content: [],
    text: "",
  };
}
