import { expect } from "chai";
import { parse } from "csv-parse/sync";

import { readPlainCsv } from "../../../../lib/batch/lists/plain-csv";
import { SEPARATORS } from "../../../../lib/batch/lists/separator";
import { Random, testSeed } from "../../../shared/random";

const TEXTS = 3_000;
const LONGEST = 24;
const ALPHABET = [
  "a",
  "b",
  " ",
  "晚",
  "🎵",
  "\uFEFF",
  ",",
  ",",
  ";",
  ";",
  "\t",
  '"',
  '"',
  '""',
  "\n",
  "\r\n",
  "\r",
  '","',
  '"\n',
];

/** What csv-parse makes of a text; undefined where it refuses it. */
function byCsvParse(text: string, delimiter: string): string[][] | undefined {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      on_record: (cells) => void records.push(cells),
    });
    return records;
  } catch {
    return undefined;
  }
}

function quoted(cell: string): string {
  return /[",;\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe("readPlainCsv", () => {
  const seed = testSeed();

  it(`gives what csv-parse gives, or leaves it to csv-parse, whatever the text (seed ${seed})`, () => {
    const random = new Random(seed);
    const differing: string[] = [];
    for (let index = 0; index < TEXTS; index++) {
      const text = Array.from({ length: random.below(LONGEST) }, () => random.pick(ALPHABET)).join("");

      const separator = random.pick(SEPARATORS);

      const records = readPlainCsv(text, separator);

      const isSame = records === undefined || JSON.stringify(records) === JSON.stringify(byCsvParse(text, separator));
      if (!isSame) differing.push(text);
    }
    expect(differing).to.deep.equal([]);
  });

  it(`reads every text that is right by itself (seed ${seed})`, () => {
    const random = new Random(seed);
    const cellOf = (): string => Array.from({ length: random.below(5) }, () => random.pick(ALPHABET)).join("");
    const differing: string[] = [];
    for (let index = 0; index < TEXTS; index++) {
      const records = Array.from({ length: 1 + random.below(4) }, () =>
        Array.from({ length: 1 + random.below(4) }, cellOf),
      );
      const separator = random.pick(SEPARATORS);
      const text = records
        .map((cells) => `${cells.map(quoted).join(separator)}${random.pick(["\n", "\r\n"])}`)
        .join("");

      if (JSON.stringify(readPlainCsv(text, separator)) !== JSON.stringify(records)) differing.push(text);
    }
    expect(differing).to.deep.equal([]);
  });

  const odd: [what: string, text: string][] = [
    ["a quote inside a bare cell", 'a,b "c" d\n'],
    ["something after the quote that ends a cell", '"a"b\n'],
    ["a lone \\r after the quote that ends a cell", '"a"\rb\n'],
    ["a quote that is never closed", 'a,"b\n'],
    ["a record that is perhaps too long", `${"x".repeat(64 * 1024)},y\n`],
  ];
  for (const [what, text] of odd) {
    it(`leaves ${what} to csv-parse`, () => {
      expect(readPlainCsv(text)).to.equal(undefined);
    });
  }
});
