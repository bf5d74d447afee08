import { execFileSync } from "node:child_process";

import { expect } from "chai";

import { fromHex, toHex } from "../../../lib/hex";
import { readPublicKey } from "../../../lib/keys/public-key";
import { readRequest } from "../../../lib/keys/request";
import { readSignature } from "../../../lib/keys/signature";
import { someHash } from "../../shared/fixture";
import { assertionFile, keptAs, makeKey } from "../../shared/keys";
import { refusalOf } from "../shared/refusal";

describe("readPublicKey", () => {
  it("refuses a private key, what is no key, and keys of other kinds, lengths and exponents", async () => {
    const { secret } = await makeKey("p256");
    const refused = async (path: string, isPasskey = false): Promise<string> =>
      (await refusalOf(() => readPublicKey(path, isPasskey))).message.replace(path, "FILE");
    const short = (await madeBy("RSA", "rsa_keygen_bits:1024")).toString();
    const small = (await madeBy("RSA", "rsa_keygen_pubexp:3")).toString();
    const other = (await madeBy("EC", "ec_paramgen_curve:secp256k1")).toString();

    expect(await refused(secret)).to.equal("FILE is a private key, which nobody but its owner should have");
    expect(await refused(keptAs("pem", "a poem"))).to.equal("FILE is no public key in PEM");
    expect(await refused(keptAs("pem", short))).to.equal(
      "FILE is an RSA key of 1024 bits, not of 2048 to 4096 in whole bytes",
    );
    expect(await refused(keptAs("pem", small))).to.equal("FILE is an RSA key with the exponent 3, not 65537");
    expect(await refused(keptAs("pem", other))).to.equal("FILE is neither a key on the curve P-256 nor an RSA key");
    expect(await refused(keptAs("pem", other), true)).to.equal("FILE is no key on the curve P-256, as a passkey's is");
  });
});

describe("readSignature", () => {
  it("gives r and s of 32 bytes each and the lower s, whatever openssl made", async () => {
    const key = await makeKey("p256");
    const HALF = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

    for (let i = 0; i < 8; i += 1) {
      const bytes = fromHex(await key.sign(someHash()));
      expect(bytes).to.have.length(64);
      expect(BigInt(toHex(bytes.subarray(32))) <= HALF).to.equal(true);
    }
  });

  it("refuses what is no signature of the kind", async () => {
    const { privateKey } = await makeKey("passkey");
    const made = assertionFile(privateKey, someHash(), { type: "webauthn.create" });

    for (const [path, kind] of [
      [keptAs("sig", "a poem"), "p256"],
      [keptAs("sig", "a poem"), "rsa"],
      [keptAs("sig", "{}"), "passkey"],
      [made, "passkey"],
    ] as const) {
      expect((await refusalOf(() => readSignature(path, kind))).code).to.equal("NotAKeySignature");
    }
    expect((await refusalOf(() => readSignature("/nowhere", "rsa"))).code).to.equal("FileNotFound");
  });
});

describe("readRequest", () => {
  it("refuses what is none", async () => {
    const path = keptAs("json", '{"format":"colophon-key-request/1"}');

    expect((await refusalOf(() => readRequest(path))).code).to.equal("NotAKeyRequest");
  });
});

/** A public key in PEM, of what an account does not take. */
async function madeBy(algorithm: string, option: string): Promise<Buffer> {
  const key = execFileSync("openssl", ["genpkey", "-algorithm", algorithm, "-pkeyopt", option], { stdio: "pipe" });
  return execFileSync("openssl", ["pkey", "-pubout"], { input: key, stdio: "pipe" });
}
