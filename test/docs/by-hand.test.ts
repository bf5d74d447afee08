import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { decodeRlp, keccak256, toNumber } from "ethers";

import type { Certificate } from "../../lib/certificates/format";
import { readHeader } from "../../lib/proofs/header";
import { ROOT } from "../shards/shards";

const SAMPLES = ["anvil/in-force.json", "qbft-form/in-force.json", "kaia/validator-down.json"];
const ROW =
  /^\| a header, (?<kinds>[^|]+?) *\| state root: item (?<stateRoot>\d+)[^;]*; receipts root: (?<receiptsRoot>\d+); number: (?<number>\d+); time: (?<time>\d+) *\|$/gm;

/** What docs/certificates.md says to whoever takes a certificate apart without a program of this project. */
describe("docs/certificates.md, By hand", () => {
  const text = readFileSync(join(ROOT, "docs", "certificates.md"), "utf8");
  const rows = [...text.matchAll(ROW)].map(({ groups = {} }) => groups);

  for (const sample of SAMPLES) {
    it(`says where in a header what is proven stands, as it is in ${sample}`, () => {
      const path = join(ROOT, "samples", "certificates", sample);
      // A certificate of the corpus.
      const { headers, blocks } = JSON.parse(readFileSync(path, "utf8")) as Certificate;
      const row = rows.find(({ kinds = "" }) => kinds.includes(`\`${headers}\``));
      expect(row, headers).not.to.equal(undefined);
      for (const { header } of blocks) {
        const items = decodeRlp(header) as readonly string[];
        const at = (name: string): string => items[Number(row?.[name]) - 1] ?? "";
        const read = readHeader(headers, header, "header");
        expect(keccak256(header)).to.equal(read.hash);
        expect(at("stateRoot")).to.equal(read.stateRoot);
        expect(at("receiptsRoot")).to.equal(read.receiptsRoot);
        expect(toNumber(at("number"))).to.equal(read.number);
        expect(BigInt(at("time"))).to.equal(BigInt(read.timestamp));
      }
    });
  }
});
