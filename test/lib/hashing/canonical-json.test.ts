import canonicalize from "canonicalize";
import { expect } from "chai";

import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { canonicalBytes, formatJsonPath, parseJson } from "../../../lib/hashing/canonical-json";
import numbers from "../../vectors/rfc8785/numbers.json";
import { refusalOf } from "../shared/refusal";

/** RFC 8785 section 3.2.2, before. */
const EXAMPLE = String.raw`{
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}`;

/** RFC 8785 section 3.2.4: the same, after, in UTF-8. */
const EXAMPLE_BYTES = `
  7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72
  75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
  5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31
  65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
  5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30
  30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d`;

/** RFC 8785 section 3.2.3: names in an order that only sorting by UTF-16 code units puts right. */
const UNSORTED = String.raw`{
  "\u20ac": "Euro Sign",
  "\r": "Carriage Return",
  "\ufb33": "Hebrew Letter Dalet With Dagesh",
  "1": "One",
  "\ud83d\ude00": "Emoji: Grinning Face",
  "\u0080": "Control",
  "\u00f6": "Latin Small Letter O With Diaeresis"
}`;

function canonicalText(value: JsonValue): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(canonicalBytes(value));
}

function nested(levels: number): JsonValue {
  let value: JsonValue = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

describe("canonicalBytes", () => {
  it("gives what canonicalize gives, whatever the keys and the texts, in order or not", () => {
    const objects: JsonValue[] = [
      {},
      { "@context": "c", "@type": "t", name: '晚报 🎵 \u0000 \u2028 " \\' },
      { b: "1", a: "2" },
      { a: "1", B: "2" },
      { 10: "1", 9: "2", a: "3" },
      { a: "1", "9": "2" },
      { a: "1", ä: "2" },
      { a: "1", b: 2 },
      { a: "1", b: ["2"] },
      { a: "1", b: null },
      { "": "1" },
    ];
    for (const value of objects) expect(canonicalText(value)).to.equal(canonicalize(value));
  });

  describe("on the examples of RFC 8785", () => {
    it("gives the bytes of section 3.2.4", () => {
      const bytes = canonicalBytes(parseJson(EXAMPLE, "example.json"));

      expect(Buffer.from(bytes).toString("hex")).to.equal(EXAMPLE_BYTES.replace(/\s/g, ""));
    });

    it("sorts the names of section 3.2.3 by UTF-16 code units", () => {
      const text = canonicalText(parseJson(UNSORTED, "sorting.json"));

      expect([...text.matchAll(/:"([^"]*)"/g)].map(([, name]) => name)).to.deep.equal([
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
      ]);
    });

    for (const { ieee754, text } of numbers) {
      const value = Buffer.from(ieee754, "hex").readDoubleBE();
      if (text === null) {
        it(`refuses the number with the bits ${ieee754}`, async () => {
          const refusal = await refusalOf(() => canonicalBytes(value));

          expect(refusal.message).to.equal(`canonical JSON: the value is ${value}, which JSON cannot carry`);
          expect(refusal.exitCode).to.equal(2);
        });
      } else {
        it(`writes the number with the bits ${ieee754} as ${text}`, () => {
          expect(canonicalText(value)).to.equal(text);
        });
      }
    }
  });

  describe("when I-JSON cannot carry the value", () => {
    // Typed as unknown first: the type JsonValue would refuse some of these, and a caller without types would not notice.
    const cases: [situation: string, value: unknown, problem: string][] = [
      ["a lone surrogate in a string", { a: ["x", "\ud800"] }, '"a[1]" holds half a character (a lone surrogate)'],
      ["a low surrogate before a high one", "\udc00\ud800", "the value holds half a character (a lone surrogate)"],
      ["a lone surrogate in a key", { a: { "\udfff": 1 } }, '"a["\\udfff"]" holds half a character (a lone surrogate)'],
      ["NaN", { a: NaN }, '"a" is NaN, which JSON cannot carry'],
      ["an infinity", [1, -Infinity], '"[1]" is -Infinity, which JSON cannot carry'],
      ["undefined", undefined, "the value is undefined, which JSON cannot carry"],
      ["undefined in an object", { a: { b: undefined } }, '"a.b" is undefined, which JSON cannot carry'],
      ["a hole in an array", new Array(1), '"[0]" is undefined, which JSON cannot carry'],
      ["a bigint", { a: 1n }, '"a" is a bigint, which JSON cannot carry'],
      ["a function", { toJSON: () => 1 }, '"toJSON" is a function, which JSON cannot carry'],
      ["a date", { "the date": new Date(0) }, '"["the date"]" is an object of a class, which JSON cannot carry'],
      ["101 levels", nested(101), `"${"[0]".repeat(100)}" is nested more than 100 levels deep`],
    ];

    for (const [situation, value, problem] of cases) {
      it(`refuses ${situation}`, async () => {
        const refusal = await refusalOf(() => canonicalBytes(value as JsonValue));

        expect(refusal.message).to.equal(`canonical JSON: ${problem}`);
        expect(refusal.exitCode).to.equal(2);
      });
    }
  });

  it("writes a character beyond the basic plane as it is", () => {
    expect(canonicalText({ "😀": "𠮷野家" })).to.equal('{"😀":"𠮷野家"}');
  });

  it("adds no byte order mark and keeps one that is part of a text", () => {
    expect(canonicalText("\uFEFFx")).to.equal('"\uFEFFx"');
  });

  it("does not compose what was written decomposed", () => {
    expect(canonicalText("e\u0301")).not.to.equal(canonicalText("\u00e9"));
  });

  it("takes 100 levels", () => {
    expect(canonicalText(nested(100))).to.equal(`${"[".repeat(100)}1${"]".repeat(100)}`);
  });
});

describe("parseJson", () => {
  describe("when the text is not JSON", () => {
    const cases: [situation: string, text: string, message: string][] = [
      ["a comma too many", '{\n  "name": "x",\n}', "poem.json:3:1: not valid JSON"],
      ["a comma too few", '{\n  "name": "x"\n  "author": "y"\n}', "poem.json:3:3: not valid JSON"],
      ["a name without quotes", "{ name: 1 }", "poem.json:1:3: not valid JSON"],
      ["a comment", '{\n// a title\n"name": 1}', "poem.json:2:1: not valid JSON"],
      ["text after the end", "{} {}", "poem.json:1:4: not valid JSON"],
      ["a second byte order mark", "\uFEFF\uFEFF{}", "poem.json:1:1: not valid JSON"],
    ];

    for (const [situation, text, message] of cases) {
      it(`names the place of ${situation}`, async () => {
        const refusal = await refusalOf(() => parseJson(text, "poem.json"));

        expect(refusal.message).to.equal(message);
        expect(refusal.advice).to.equal(
          "Look for a missing or extra comma, quote or bracket at that place or just before it.",
        );
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("names the last place it could read when the text ends too early", async () => {
      const refusal = await refusalOf(() => parseJson('{\n  "name": "x"\n', "poem.json"));

      expect(refusal.message).to.equal("poem.json:2:14: not valid JSON");
    });

    it("refuses an empty text", async () => {
      const refusal = await refusalOf(() => parseJson("", "poem.json"));

      expect(refusal.message).to.equal("poem.json:1:1: not valid JSON");
    });

    for (const [situation, text] of [
      ["line break", '{"poem": "one\ntwo"}'],
      ["tab", '{"poem": "one\ttwo"}'],
    ]) {
      it(`says how to write a ${situation} inside a text`, async () => {
        const refusal = await refusalOf(() => parseJson(text ?? "", "poem.json"));

        expect(refusal.message).to.equal(
          "poem.json:1:10: the text holds a line break, a tab or another control character",
        );
        expect(refusal.advice).to.equal("Write a line break inside a text as \\n and a tab as \\t.");
        expect(refusal.exitCode).to.equal(2);
      });
    }
  });

  describe("when the value would not be what was written", () => {
    it("refuses a key that is given twice", async () => {
      const refusal = await refusalOf(() => parseJson('{"name": "x",\n "name": "y"}', "poem.json"));

      expect(refusal.message).to.equal('poem.json:2:2: "name" is given twice');
      expect(refusal.advice).to.equal("Keep one of the two: programs disagree on which one counts.");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a key that is given twice in different spellings, deep inside", async () => {
      const refusal = await refusalOf(() => parseJson(String.raw`{"author": [{"a": 1, "\u0061": 2}]}`, "poem.json"));

      expect(refusal.message).to.equal('poem.json:1:22: "a" is given twice');
    });

    it("refuses a whole number that a double cannot hold", async () => {
      const refusal = await refusalOf(() => parseJson('{"a": [9007199254740993]}', "poem.json"));

      expect(refusal.message).to.equal("poem.json:1:8: 9007199254740993 is too large a number to stay exact");
      expect(refusal.advice).to.equal("Write it in quotes, as a text.");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a whole number that a double prints as it was written, and does not hold", async () => {
      const refusal = await refusalOf(() => parseJson('{"a":123456789012345680000}', "poem.json"));

      expect(refusal.message).to.equal("poem.json:1:6: 123456789012345680000 is too large a number to stay exact");
    });

    it("refuses a number beyond all doubles", async () => {
      const refusal = await refusalOf(() => parseJson('{"a": 1e400}', "poem.json"));

      expect(refusal.message).to.equal('poem.json: "a" is Infinity, which JSON cannot carry');
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a lone surrogate", async () => {
      const refusal = await refusalOf(() => parseJson(String.raw`{"author": {"name": "\ud83d"}}`, "poem.json"));

      expect(refusal.message).to.equal('poem.json: "author.name" holds half a character (a lone surrogate)');
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses nesting that would exhaust the stack", async () => {
      const text = "[".repeat(5000) + "]".repeat(5000);

      const refusal = await refusalOf(() => parseJson(text, "poem.json"));

      expect(refusal.message).to.equal(`poem.json: "${"[0]".repeat(100)}" is nested more than 100 levels deep`);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  it("returns the value", () => {
    expect(parseJson(' {"a": [1, -2.5e3, "x", true, null, {}]} ', "poem.json")).to.deep.equal({
      a: [1, -2500, "x", true, null, {}],
    });
  });

  it("finds what was dropped or rounded however the rest is written", async () => {
    const faults = ['{"a":1,"a":1}', '{"a":"x","a":"x"}', "[9007199254740993]", '{"a":{"b":1,"b":1},"c":[]}'];
    const spellings = [
      (fault: string) => fault,
      (fault: string) => fault.replaceAll(/[,:]/g, "$& \n\t"),
      (fault: string) => `["a \\" [ quote", ${fault}]`,
      (fault: string) => `["9007199254740993", ${fault}]`,
    ];
    for (const fault of faults) {
      for (const spelling of spellings) {
        const { code } = await refusalOf(() => parseJson(spelling(fault), "poem.json"));
        expect(code, spelling(fault)).to.equal("JsonFault");
      }
    }
  });

  it("takes the same key in two objects", () => {
    expect(parseJson('[{"a": 1}, {"a": 2}]', "poem.json")).to.deep.equal([{ a: 1 }, { a: 2 }]);
  });

  it("takes large whole numbers that a double holds", () => {
    expect(parseJson("[9007199254740991, -9007199254740992, 1E30]", "poem.json")).to.deep.equal([
      Number.MAX_SAFE_INTEGER,
      -(2 ** 53),
      1e30,
    ]);
  });

  it("skips one byte order mark", () => {
    expect(parseJson("\uFEFF[1]", "poem.json")).to.deep.equal([1]);
  });

  it("keeps a key named __proto__ as any other", () => {
    expect(canonicalText(parseJson('{"__proto__": {"a": 1}}', "poem.json"))).to.equal('{"__proto__":{"a":1}}');
  });
});

describe("formatJsonPath", () => {
  it("writes names with dots, places in lists and other keys in brackets", () => {
    expect(formatJsonPath(["author", 1, "@id"])).to.equal("author[1].@id");
    expect(formatJsonPath([0, "a key"])).to.equal('[0]["a key"]');
  });
});
