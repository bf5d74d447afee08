import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { start } from "../../../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";

const MIB = 1024 * 1024;
const HUNDRED = 100 * MIB;
/** A second, ten times over for a busy machine. */
const MOST_MS = 10_000;
const MOST_MIB = 200;
const CHILD = join(__dirname, "reading-child.cjs");
const CREDENTIAL = "credentials/credential#readCredential";
const STATUS_LIST = "credentials/issuing/list-token#readListToken";

/** What reads a file that somebody else may have written. */
const READERS = [
  ...[CREDENTIAL, STATUS_LIST, "credentials/claims#readClaims", "credentials/schema#readSchema"],
  ...["credentials/keys#readHolderKey", "identity/keys#readPublicKey", "identity/keys#keyAttribute"],
  ...["identity/signed-change#readSignedChange", "identity/resolution-file#readResolution"],
  ...["keys/public-key#readPublicKey", "keys/request#readRequest", "keys/signature#readSignature"],
  ...["certificates/trust#readTrust", "certificates/members/second-key#readSecondKey"],
  ...["committee/members-file#readMembersFile", "store/records#readRecord", "store/evidence#readRecordOrEvidence"],
] as const;

interface Report {
  readonly readings: readonly { readonly said: string; readonly milliseconds: number }[];
  /** MiB. */
  readonly peak: number;
}

describe("a file that is handed over", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  /** What is said of files in a process of their own, which must be said in little time and memory. */
  async function said(files: readonly (readonly [reader: string, path: string])[]): Promise<string[]> {
    const { stdout, stderr } = await start([CHILD, ...files.flat()], {}).ended;
    expect(stderr).to.equal("");
    const { readings, peak } = JSON.parse(stdout) as Report; // as the child prints it
    expect(peak, files.map(([reader]) => reader).join()).to.be.below(MOST_MIB);
    for (const [index, { milliseconds }] of readings.entries()) {
      expect(milliseconds, files[index]?.join(" ")).to.be.below(MOST_MS);
    }
    return readings.map((reading) => reading.said);
  }

  it("is refused at once where it has 100 MB, whatever it should be", async () => {
    const large = folder.at("large");
    const file = openSync(large, "w");
    ftruncateSync(file, HUNDRED);
    closeSync(file);

    expect(await said(READERS.map((reader) => [reader, large]))).to.deep.equal(READERS.map(() => "FileTooLarge"));
  });

  const credentials = [...hostile("dc+sd-jwt")];
  for (const [what, token] of credentials) {
    it(`is refused or read in little time and memory where a credential has ${what}`, async () => {
      writeFileSync(folder.at("credential"), token);

      expect(await said([[CREDENTIAL, folder.at("credential")]])).to.deep.equal([
        what.startsWith("40,000") ? "read" : "NotACredential",
      ]);
    });
  }

  it("is refused in little time and memory where a status list has what no list has", async () => {
    const files = [...hostile("statuslist+jwt")].map(([, token], index) => {
      writeFileSync(folder.at(`list-${index}`), token);
      return [STATUS_LIST, folder.at(`list-${index}`)] as const;
    });

    expect(new Set(await said(files))).to.deep.equal(new Set(["NotAListToken"]));
  });
});

/** Tokens of a type that are slow to read for whoever reads all of them, just not refused by their size. */
function* hostile(type: string): Generator<readonly [what: string, token: string]> {
  const claims = { iss: "did:ethr:0x7a69:0x1111111111111111111111111111111111111111", vct: "license" };
  const token = (claim: string, ...disclosures: string[]): string => {
    const body = JSON.stringify(claims).replace(/\}$/, `,"note":${claim}}`);
    const jwt = [JSON.stringify({ typ: type, alg: "ES256", kid: "k" }), body, "signature"].map(encoded).join(".");
    return [jwt, ...disclosures, ""].join("~");
  };
  for (const depth of [101, 10_000, MIB]) yield [`${depth} levels`, token("[".repeat(depth) + "]".repeat(depth))];
  yield ["a million values", token(`[${"0,".repeat(MIB)}0]`)];
  yield ["a million objects", token(`[${"{},".repeat(MIB / 2)}{}]`)];
  yield ["a disclosure of 10,000 levels", token("0", encoded(`["s","n",${"[".repeat(10_000)}${"]".repeat(10_000)}]`))];
  yield [
    "disclosures of a million values in all",
    token("0", ...Array.from({ length: 30 }, () => encoded(`["s","n",[${"0,".repeat(40_000)}0]]`))),
  ];
  yield ["a million parts", token("0") + "~".repeat(MIB)];
  yield ["digests within digests that are the same", token(`{"_sd":[${'"a",'.repeat(40_000)}"a"]}`)];
  const digests = Array.from({ length: 40_000 }, (_, index) =>
    createHash("sha256").update(`${index}`).digest("base64url"),
  );
  if (type === "dc+sd-jwt") yield ["40,000 digests", token(JSON.stringify({ _sd: digests }))];
}

function encoded(text: string): string {
  return Buffer.from(text).toString("base64url");
}
