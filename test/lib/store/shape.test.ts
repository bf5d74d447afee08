import { expect } from "chai";

import { integer, list, object, oneOf, optional, type Shape, text } from "../../../lib/store/shape";

const SHAPE = object({
  format: oneOf("a/1", "a/2"),
  name: text(/^[a-z]+$/, "is not a word"),
  count: integer(1),
  note: optional(text()),
  parts: list(object({ size: integer(0) }), { least: 1, most: 2 }),
}).where(({ name, count }) => name.length === count, "has another count than its name");
const RIGHT = { format: "a/1", name: "ab", count: 2, parts: [{ size: 0 }] };

describe("a shape", () => {
  it("takes a value as it is", () => {
    for (const value of [RIGHT, { ...RIGHT, note: "" }, { ...RIGHT, parts: [{ size: 1 }, { size: 2 }] }]) {
      const parsed = SHAPE.safeParse(value);
      expect(parsed.success && parsed.data).to.equal(value);
    }
  });

  it("names the place and what is wrong there", () => {
    for (const [value, path, message] of [
      [null, "", "is no object"],
      [[], "", "is no object"],
      ["text", "", "is no object"],
      [{ ...RIGHT, format: "a/3" }, "format", "is not a/1 or a/2"],
      [{ ...RIGHT, name: "AB" }, "name", "is not a word"],
      [{ ...RIGHT, name: 12 }, "name", "is no text"],
      [{ ...RIGHT, count: 0 }, "count", "is no whole number from 1 on"],
      [{ ...RIGHT, count: 1.5 }, "count", "is no whole number from 1 on"],
      [{ ...RIGHT, count: 2 ** 53 }, "count", "is no whole number from 1 on"],
      [{ ...RIGHT, count: "2" }, "count", "is no whole number from 1 on"],
      [{ ...RIGHT, note: null }, "note", "is no text"],
      [{ ...RIGHT, note: undefined }, "note", "is no text"],
      [{ ...RIGHT, parts: {} }, "parts", "is no list"],
      [{ ...RIGHT, parts: [] }, "parts", "has 0 items"],
      [{ ...RIGHT, parts: [1, 2, 3] }, "parts", "has 3 items"],
      [{ ...RIGHT, parts: [{ size: 0 }, {}] }, "parts.1.size", "is missing"],
      [{ ...RIGHT, more: 1 }, "", 'has a field that is not known: "more"'],
      [
        JSON.parse('{"format":"a/1","name":"ab","count":2,"parts":[{"size":0}],"__proto__":1}'),
        "",
        'has a field that is not known: "__proto__"',
      ],
      [{ ...RIGHT, count: 3 }, "", "has another count than its name"],
      [Object.create(RIGHT), "format", "is missing"],
    ] as const) {
      expect(problemIn(SHAPE, value), JSON.stringify(value)).to.deep.equal([path, message]);
    }
  });

  it("says the same as JSON Schema", () => {
    expect(SHAPE.json).to.deep.equal({
      type: "object",
      properties: {
        format: { type: "string", enum: ["a/1", "a/2"] },
        name: { type: "string", pattern: "^[a-z]+$" },
        count: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
        note: { type: "string" },
        parts: {
          minItems: 1,
          maxItems: 2,
          type: "array",
          items: {
            type: "object",
            properties: { size: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER } },
            required: ["size"],
            additionalProperties: false,
          },
        },
      },
      required: ["format", "name", "count", "parts"],
      additionalProperties: false,
    });
  });
});

function problemIn(shape: Shape<unknown>, value: unknown): readonly [string, string] | undefined {
  const parsed = shape.safeParse(value);
  if (parsed.success) return undefined;
  const [problem] = parsed.error.issues;
  return problem && [problem.path.join("."), problem.message];
}
