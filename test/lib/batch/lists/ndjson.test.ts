import { expect } from "chai";

import { parseJsonLine } from "../../../../lib/batch/lists/json";
import type { SourceRow } from "../../../../lib/batch/source/source";
import { parseJson } from "../../../../lib/hashing/canonical-json";
import { rowsOfStdin } from "../shared/rows";

const MIB = 1024 * 1024;

function rowsOf(...parts: (string | Buffer)[]): Promise<SourceRow[]> {
  return rowsOfStdin(parts, "ndjson");
}

describe("an NDJSON file as source", () => {
  it("gives each line's object, whatever its fields", async () => {
    expect(await rowsOf('{"file":"a.txt","titel":5}\r\n{"metadata":{"name":["潮",null]}}\n{}')).to.deep.equal([
      { line: 1, fields: { file: "a.txt", titel: 5 } },
      { line: 2, fields: { metadata: { name: ["潮", null] } } },
      { line: 3, fields: {} },
    ]);
  });

  it("skips blank lines and a byte order mark", async () => {
    expect(await rowsOf('\uFEFF\n{"file":"a.txt"}\n \t\r\n\n{"file":"b.txt"}\n')).to.deep.equal([
      { line: 2, fields: { file: "a.txt" } },
      { line: 5, fields: { file: "b.txt" } },
    ]);
  });

  const lines: [situation: string, line: string, problem: string][] = [
    ["no JSON", "{file: a.txt}", "column 2: not valid JSON"],
    ["half a line", '{"file":"a', "column 11: not valid JSON"],
    ["two objects", '{"file":"a.txt"} {}', "column 18: not valid JSON"],
    ["a key given twice", '{"file":"a.txt","file":"b.txt"}', 'column 17: "file" is given twice'],
    ["a key given twice in two ways", '{"file":"a.txt","f\\u0069le":"b.txt"}', 'column 17: "file" is given twice'],
    ["a key given twice further down", '{"metadata":{"a":[{"b":1,"b":2}]}}', 'column 26: "b" is given twice'],
    [
      "a number that is rounded",
      '{"year":9007199254740993}',
      "column 9: 9007199254740993 is too large a number to stay exact",
    ],
    ["half a character", '{"title":"\\ud800"}', '"title" holds half a character (a lone surrogate)'],
    ["half a character in a key", '{"\\ud800":1}', '"["\\ud800"]" holds half a character (a lone surrogate)'],
    ["an infinite number", '{"year":1e400}', '"year" is Infinity, which JSON cannot carry'],
    [
      "a tab inside a text",
      '{"title":"a\tb"}',
      "column 10: the text holds a line break, a tab or another control character",
    ],
    ["a list", '["a.txt"]', "the line holds a list, not a JSON object"],
    ["a text", '"a.txt"', "the line holds a text, not a JSON object"],
    ["a number", "5", "the line holds a number, not a JSON object"],
    ["null", "null", "the line holds null, not a JSON object"],
  ];
  for (const [situation, line, problem] of lines) {
    it(`takes a line with ${situation} for a row with a problem, and goes on`, async () => {
      expect(await rowsOf(`{"file":"a.txt"}\n${line}\n{"file":"c.txt"}\n`)).to.deep.equal([
        { line: 1, fields: { file: "a.txt" } },
        { line: 2, fields: {}, problem },
        { line: 3, fields: { file: "c.txt" } },
      ]);
    });
  }

  it("takes a line that is nested too deeply for a row with a problem", async () => {
    const [row] = await rowsOf(`{"a":${"[".repeat(101)}${"]".repeat(101)}}`);

    expect(row?.problem).to.match(/ is nested more than 100 levels deep$/);
  });

  it("takes a line that is not UTF-8 for a row with a problem, and goes on", async () => {
    const latin1 = Buffer.from('{"title":"Caf\u00e9"}', "latin1");

    expect(await rowsOf('{"file":"a.txt"}\n', latin1, '\n{"file":"\u00e9"}\n\n{"file":"d.txt"}')).to.deep.equal([
      { line: 1, fields: { file: "a.txt" } },
      { line: 2, fields: {}, problem: "the line is not UTF-8 text" },
      { line: 3, fields: { file: "\u00e9" } },
      { line: 5, fields: { file: "d.txt" } },
    ]);
  });

  it("takes a line of more than 1 MiB for a row with a problem, and goes on", async () => {
    const longest = `{"title":"${"x".repeat(MIB - 12)}"}`;

    const rows = await rowsOf(`${longest}\n${longest} \n`, '{"file":"c.txt"}\n', `${longest}  `);

    expect(rows.map(({ line, problem }) => [line, problem])).to.deep.equal([
      [1, undefined],
      [2, `the line is longer than ${MIB} bytes`],
      [3, undefined],
      [4, `the line is longer than ${MIB} bytes`],
    ]);
  });

  it("reads many lines in order, wherever the bytes are divided", async () => {
    const bytes = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `{"file":"潮${i}.txt"}\n`).join(""));
    const parts: Buffer[] = [];
    for (let start = 0; start < bytes.length; start += 997) parts.push(bytes.subarray(start, start + 997));

    const rows = await rowsOf(...parts);

    // As one text: chai takes seconds to compare so many objects.
    const expected = Array.from({ length: 20_000 }, (_, i) => ({ line: i + 1, fields: { file: `潮${i}.txt` } }));
    expect(JSON.stringify(rows) === JSON.stringify(expected)).to.equal(true);
  });
});

describe("parseJsonLine", () => {
  const MAX = Number.MAX_SAFE_INTEGER;
  const texts = [
    "{}",
    "[]",
    "null",
    "-0",
    `[${MAX},-${MAX},${MAX}.0,1e3,1E-7,12345678901234567890.5]`,
    `[${MAX + 1}]`,
    "[9007199254740993]",
    "[12345678901234567000]",
    "[1e400]",
    '{"a":1,"a":1}',
    '{"__proto__":{"a":1},"b":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a:":"b:","c\\":":["\\\\",":"]}',
    '{"":{"":{"":1}}}',
    '{"x\\"":1,"x\\"":2}',
    '["\\ud83c\\udfb5","\\ud83c"]',
    '["\\ud83c\\udfb5","\u{1f3b5}"]',
    '\uFEFF{"a":1}',
    '{"a":1,}',
    '{"a":01}',
    "{'a':1}",
    "[1] // one",
    "",
    '"a\u0001"',
    `${"[".repeat(100)}${"]".repeat(100)}`,
    `${"[".repeat(101)}${"]".repeat(101)}`,
    `${'{"a":'.repeat(21)}{"b":1,"b":2}${"}".repeat(21)}`,
  ];
  for (const text of texts) {
    it(`does what parseJson does with ${JSON.stringify(text.slice(0, 50))}`, () => {
      expect(outcomeOf(() => parseJsonLine(text, "row"))).to.deep.equal(outcomeOf(() => parseJson(text, "row")));
    });
  }
});

function outcomeOf(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (error) {
    return { message: error instanceof Error ? error.message : error };
  }
}
