import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { Certificate } from "../../../../lib/certificates/format";
import { start } from "../../../cli/shared/processes";
import { CORPUS } from "../../../lib/certificates/corpus/cases";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";
import { hostile } from "./hostile";
import { hostilePdfs } from "./hostile-pdf";

const MIB = 1024 * 1024;
const HUNDRED = 100 * MIB;
/** A second, ten times over for a busy machine. */
const MOST_MS = 10_000;
const MOST_MIB = 200;
const CHILD = join(__dirname, "judging-child.cjs");
const CERTIFICATE = join(CORPUS, "hardhat", "moved.json");
const TRUST = join(CORPUS, "hardhat", "trust.json");

interface Report {
  readonly judgements: readonly { readonly said: string; readonly milliseconds: number }[];
  /** MiB. */
  readonly peak: number;
}

const isRefusal = ([said]: readonly string[]): boolean => said === "PdfBroken" || said === "NoCertificateInPdf";

describe("what a stranger hands over", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  /** What is said of documents in a process of their own, which must be said in little time and memory. */
  async function judged(
    trust: string,
    documents: readonly (readonly [name: string, path: string])[],
  ): Promise<string[]> {
    const { stdout, stderr } = await start([CHILD, trust, ...documents.map(([, path]) => path)], {}).ended;
    expect(stderr).to.equal("");
    const { judgements, peak } = JSON.parse(stdout) as Report; // as the child prints it
    expect(peak, documents.map(([name]) => name).join()).to.be.below(MOST_MIB);
    for (const [index, { milliseconds }] of judgements.entries()) {
      expect(milliseconds, documents[index]?.[0]).to.be.below(MOST_MS);
    }
    return judgements.map(({ said }) => said);
  }

  it("is refused at once where it has 100 MB, whichever document it should be", async () => {
    const large = folder.at("large.json");
    writeFileSync(large, Buffer.alloc(HUNDRED, `{"format":"colophon-certificate/1","x":[`));

    expect(await judged(TRUST, [["certificate", large]])).to.deep.equal(["NotACertificate"]);
    expect(await judged(large, [["trust", CERTIFICATE]])).to.deep.equal(["FileTooLarge"]);
  });

  it("is refused where it has a million values, or of a text each is a value that is none", async () => {
    for (const [text, code] of [
      [`{"format":"colophon-trust/1","validators":[${"{},".repeat(MIB)}{}]}`, "JsonTooLarge"],
      [`{"format":"colophon-trust/1","validators":[${"0,".repeat(45_000)}0]}`, "NotATrustFile"],
      [`{"format":"colophon-trust/1","validators":${"[".repeat(MIB)}${"]".repeat(MIB)}}`, "JsonTooLarge"],
    ] as const) {
      writeFileSync(folder.at("trust.json"), text);
      expect(await judged(folder.at("trust.json"), [["trust", CERTIFICATE]])).to.deep.equal([code]);
    }
  });

  it("is judged in little time and memory, however it is made up", async () => {
    const certificate = JSON.parse(readFileSync(CERTIFICATE, "utf8")) as Certificate; // as it was issued
    const documents = [...hostile(certificate)].map(([name, text], index) => {
      writeFileSync(folder.at(`${index}.json`), text);
      return [name, folder.at(`${index}.json`)] as const;
    });

    const said = await judged(TRUST, documents);
    expect([...new Set(said)].sort()).to.deep.equal(["NotACertificate", "altered"]);
  });

  it("is refused in little time and memory where it is a PDF, whatever that is made of", async () => {
    const documents = [...hostilePdfs()].map(([name, bytes], index) => {
      writeFileSync(folder.at(`${index}.pdf`), bytes);
      return [name, folder.at(`${index}.pdf`)] as const;
    });

    for (const document of documents) {
      expect(await judged(TRUST, [document]), document[0]).to.satisfy(isRefusal);
    }
  });
});
