import { execFileSync } from "node:child_process";
import { createSign, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { expect } from "chai";

import * as ofNode from "../../../../lib/proofs/timestamps/x509";
import * as ofBrowser from "../../../../lib/proofs/timestamps/x509.browser";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const KEYS = {
  rsa: ["rsa:2048"],
  p256: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
  p384: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
  p521: ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
} as const;
const HASHES = ["sha256", "sha384", "sha512"] as const;
const YEARS = 100;
const MILLISECONDS_PER_YEAR = 365.25 * 24 * 3600 * 1000;

/** Certificates that openssl makes, of every kind that browsers know. */
describe("certificates of X.509, read as in Node and as in a browser", () => {
  let folder: TemporaryFolder;
  let certificates: ReadonlyMap<string, string>;
  before(async () => {
    folder = await temporaryFolder();
    const names = Object.keys(KEYS).flatMap((kind) => [`${kind}-root`, `${kind}-leaf`, `${kind}-sealing`]);
    for (const kind of Object.keys(KEYS) as (keyof typeof KEYS)[]) make(kind);
    certificates = new Map(names.map((name) => [name, readFileSync(folder.at(`${name}.pem`), "utf8")]));
  });
  after(() => folder.remove());

  /** A root; one that it issues, for timestamps; and one that may not issue, with the root's name and key. */
  function make(kind: keyof typeof KEYS): void {
    const file = (name: string): string => folder.at(`${kind}-${name}`);
    const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { stdio: "pipe" });
    const term = ["-days", "36500", "-sha384"];
    const root = ["-subj", `/CN=${kind}`, "-out", file("root.pem"), "-keyout", file("root.key")];
    openssl("req", "-x509", "-nodes", "-newkey", ...KEYS[kind], ...root, ...term);
    const sealing = ["-subj", `/CN=${kind}`, "-key", file("root.key"), "-out", file("sealing.pem")];
    openssl("req", "-x509", ...sealing, ...term, "-addext", "keyUsage=critical,digitalSignature");
    const leaf = ["-subj", "/CN=leaf", "-out", file("leaf.pem"), "-keyout", file("leaf.key")];
    const issuer = ["-CA", file("root.pem"), "-CAkey", file("root.key"), "-addext", "extendedKeyUsage=timeStamping"];
    openssl("req", "-x509", "-nodes", "-newkey", ...KEYS[kind], ...leaf, ...issuer, ...term);
  }

  it("are issued by the same, for the same and for as long", async () => {
    const now = Date.now();
    for (const [name, pem] of certificates) {
      const [one, other] = [ofNode.readX509(pem), ofBrowser.readX509(pem)];
      expect(ofBrowser.isForTimestamps(other), name).to.equal(ofNode.isForTimestamps(one));
      for (const at of [-YEARS, -1, 1, 2 * YEARS].map((years) => now + years * MILLISECONDS_PER_YEAR)) {
        expect(ofBrowser.isInTerm(other, at), `${name} ${at}`).to.equal(ofNode.isInTerm(one, at));
      }
      for (const [issuer, text] of certificates) {
        const answer = await ofBrowser.isOrIsIssuedBy(other, ofBrowser.readX509(text));
        expect(answer, `${name} by ${issuer}`).to.equal(await ofNode.isOrIsIssuedBy(one, ofNode.readX509(text)));
      }
    }
    const leaf = certificates.get("rsa-leaf") ?? "";
    const isIssued = async (by: string): Promise<boolean> =>
      ofBrowser.isOrIsIssuedBy(ofBrowser.readX509(leaf), ofBrowser.readX509(certificates.get(by) ?? ""));
    expect(ofBrowser.isForTimestamps(ofBrowser.readX509(leaf))).to.equal(true);
    expect([await isIssued("rsa-root"), await isIssued("rsa-sealing"), await isIssued("p256-root")]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("have signed the same, and nothing else", async () => {
    for (const kind of Object.keys(KEYS)) {
      const x509 = ofBrowser.readX509(certificates.get(`${kind}-leaf`) ?? "");
      for (const hash of HASHES) {
        const bytes = randomBytes(100);
        const signature = createSign(hash)
          .update(bytes)
          .sign(readFileSync(folder.at(`${kind}-leaf.key`)));
        expect(await ofBrowser.isSignedBy(x509, hash, bytes, signature), `${kind} ${hash}`).to.equal(true);
        expect(await ofBrowser.isSignedBy(x509, hash, randomBytes(100), signature)).to.equal(false);
        const changed = Uint8Array.from(signature, (byte, at) => (at === signature.length - 1 ? byte ^ 1 : byte));
        expect(await ofBrowser.isSignedBy(x509, hash, bytes, changed)).to.equal(false);
        expect(await ofBrowser.isSignedBy(x509, hash, bytes, signature.subarray(0, 20))).to.equal(false);
        expect([...ofBrowser.digestBy(hash, bytes)]).to.deep.equal([...ofNode.digestBy(hash, bytes)]);
      }
    }
  });

  it("are said not to be checked where a browser does not know their key", async () => {
    const [key, pem] = [folder.at("ed.key"), folder.at("ed.pem")];
    const args = ["req", "-x509", "-nodes", "-newkey", "ed25519", "-keyout", key, "-out", pem, "-subj", "/CN=ed"];
    execFileSync("openssl", args, { stdio: "pipe" });
    const x509 = ofBrowser.readX509(readFileSync(pem, "utf8"));

    const error: unknown = await ofBrowser
      .isSignedBy(x509, "sha256", randomBytes(9), randomBytes(64))
      .catch((thrown: unknown) => thrown);

    expect(error).to.include({ code: "TimestampNotCheckedHere" });
  });
});
