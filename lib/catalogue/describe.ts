import { isJsonObject, type JsonValue } from "../hashing/canonical-json";
import { hashNamedIn } from "../hashing/named-information";

/** What the catalogue has of a work's metadata; null where they do not say it. */
export interface Description {
  readonly title: string | null;
  readonly author: string | null;
  readonly language: string | null;
  readonly published: string | null;
  readonly version: string | null;
  /** The content hash of the work that this one is a version of, 64 hex digits. */
  readonly basedOn: string | null;
}

/** The description of a work. Metadata from anybody's file may have anything in them: what is not as expected is left out. */
export function describe(metadata: JsonValue): Description {
  const terms = isJsonObject(metadata) ? metadata : {};
  return {
    title: namesIn(terms["name"]),
    author: namesIn(terms["author"]),
    language: namesIn(terms["inLanguage"]),
    published: textIn(terms["datePublished"]),
    version: typeof terms["version"] === "number" ? String(terms["version"]) : namesIn(terms["version"]),
    basedOn: hashNamedIn(JSON.stringify(terms["isBasedOn"] ?? null)) ?? null,
  };
}

function textIn(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** schema.org lets a name be a text, a thing with a name, or a list of these. */
function namesIn(value: JsonValue | undefined): string | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.flatMap((each) => namesIn(each) ?? []).join(", ") || null;
  return value !== undefined && isJsonObject(value) ? namesIn(value["name"]) : null;
}
