/** A part of a document that is not as it should be. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a schema says of a value; zod's schemas say it in the same form. */
export type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: { readonly issues: readonly Problem[] } };

/**
 * The form of a value. What a verifier reads is described with these and not with zod, which takes a quarter of a cold start to load.
 * A value is taken as it is or refused: nothing is converted, added or left out.
 */
export class Shape<T> {
  /** @param json the same as JSON Schema, as far as that can say it */
  constructor(
    /** What is wrong with a value; undefined where nothing is. */
    readonly problemOf: (value: unknown) => Problem | undefined,
    readonly json: object,
  ) {}

  safeParse(value: unknown): Parsed<T> {
    const problem = this.problemOf(value);
    // It has been looked at.
    return problem === undefined
      ? { success: true, data: value as T }
      : { success: false, error: { issues: [problem] } };
  }

  /** The same where a rule holds as well. */
  where(holds: (value: T) => boolean, message: string): Shape<T> {
    return new Shape<T>((value) => {
      const problem = this.problemOf(value);
      // It has been looked at.
      return problem ?? (holds(value as T) ? undefined : { path: [], message });
    }, this.json);
  }
}

/** A field that may be missing. */
export class Optional<T> {
  constructor(readonly shape: Shape<T>) {}
}

export type Fields = Readonly<Record<string, Shape<unknown> | Optional<unknown>>>;

/** The type of the values of a form. */
export type Of<S> = S extends Shape<infer T> | Optional<infer T> ? T : never;

type OptionalNames<F extends Fields> = { [N in keyof F]: F[N] extends Optional<unknown> ? N : never }[keyof F];
type ObjectOf<F extends Fields> = { [N in Exclude<keyof F, OptionalNames<F>>]: Of<F[N]> } & {
  [N in OptionalNames<F>]?: Of<F[N]> | undefined;
};
/** As editors show it: one object. */
type Plain<T> = { [N in keyof T]: T[N] };

export function optional<T>(shape: Shape<T>): Optional<T> {
  return new Optional(shape);
}

const wrong = (message: string): Problem => ({ path: [], message });

function at(key: PropertyKey, problem: Problem | undefined): Problem | undefined {
  return problem && { ...problem, path: [key, ...problem.path] };
}

/** Any text, or one of a pattern. @param message what it is where it is another one */
export function text(pattern?: RegExp, message = ""): Shape<string> {
  return new Shape<string>(
    (value) => {
      if (typeof value !== "string") return wrong("is no text");
      return pattern === undefined || pattern.test(value) ? undefined : wrong(message);
    },
    { type: "string", ...(pattern !== undefined && { pattern: pattern.source }) },
  );
}

/** A whole number that a double holds exactly. */
export function integer(minimum: number): Shape<number> {
  return new Shape<number>(
    (value) =>
      Number.isSafeInteger(value) && Number(value) >= minimum
        ? undefined
        : wrong(`is no whole number from ${minimum} on`),
    { type: "integer", minimum, maximum: Number.MAX_SAFE_INTEGER },
  );
}

/** One of these texts. */
export function oneOf<const T extends string>(...values: readonly T[]): Shape<T> {
  return new Shape<T>(
    (value) => ((values as readonly unknown[]).includes(value) ? undefined : wrong(`is not ${values.join(" or ")}`)),
    { type: "string", ...(values.length === 1 ? { const: values[0] } : { enum: values }) },
  );
}

/** A list. @param limits how many items it has */
export function list<T>(items: Shape<T>, limits: { readonly least?: number; readonly most?: number } = {}): Shape<T[]> {
  const { least = 0, most = Infinity } = limits;
  return new Shape<T[]>(
    (value) => {
      if (!Array.isArray(value)) return wrong("is no list");
      if (value.length < least || value.length > most) return wrong(`has ${value.length} items`);
      for (const [index, item] of value.entries()) {
        const problem = items.problemOf(item);
        if (problem !== undefined) return at(index, problem);
      }
      return undefined;
    },
    {
      ...(least > 0 && { minItems: least }),
      ...(most < Infinity && { maxItems: most }),
      ...{ type: "array", items: items.json },
    },
  );
}

/** An object of these fields and no others. */
export function object<F extends Fields>(fields: F): Shape<Plain<ObjectOf<F>>> {
  const shapes = Object.entries(fields).map(
    ([name, field]) => [name, field instanceof Optional ? field.shape : field, field instanceof Optional] as const,
  );
  const properties = Object.fromEntries(shapes.map(([name, { json }]) => [name, json]));
  const required = shapes.filter(([, , isOptional]) => !isOptional).map(([name]) => name);
  return new Shape<Plain<ObjectOf<F>>>(
    (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong("is no object");
      for (const [name, shape, isOptional] of shapes) {
        if (!Object.hasOwn(value, name)) {
          if (isOptional) continue;
          return at(name, wrong("is missing"));
        }
        const problem = shape.problemOf((value as Readonly<Record<string, unknown>>)[name]); // an object
        if (problem !== undefined) return at(name, problem);
      }
      const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
      return unknown === undefined ? undefined : wrong(`has a field that is not known: "${unknown}"`);
    },
    { type: "object", properties, required, additionalProperties: false },
  );
}
