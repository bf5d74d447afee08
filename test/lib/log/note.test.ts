import { ed25519 } from "@noble/curves/ed25519";
import { expect } from "chai";

import { formatNote, parseNote, signatureLine, verifierKey, withSignatures } from "../../../lib/log/note";
import { refusalOf } from "../shared/refusal";

/** The example in the documentation of golang.org/x/mod/sumdb/note. */
const SEED = Buffer.from("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "base64").subarray(1);
const VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT = `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n`;
const LINE =
  "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

describe("notes", () => {
  const key = { name: "PeterNeumann", type: "ed25519", publicKey: ed25519.getPublicKey(SEED) } as const;

  it("are signed and their keys written as Go does", () => {
    expect(verifierKey(key)).to.equal(VERIFIER);
    expect(signatureLine(key, ed25519.sign(Buffer.from(TEXT), SEED))).to.equal(LINE);
    expect(formatNote({ text: TEXT, signatures: [LINE] })).to.equal(`${TEXT}\n${LINE}\n`);
  });

  it("are read as they were written, also where the text has empty lines", () => {
    for (const text of [TEXT, "a\n\nb\n"]) {
      expect(parseNote(`${text}\n${LINE}\n`, "note")).to.deep.equal({ text, signatures: [LINE] });
    }
  });

  it("are refused where a part is missing", async () => {
    for (const wrong of ["", TEXT, `${TEXT}\n`, `${TEXT}\n${LINE}`, `${TEXT}${LINE}\n`, `${TEXT}\n- a b\n`]) {
      expect(await refusalOf(() => parseNote(wrong, "note")), wrong).to.include({
        code: "NotASignedNote",
        exitCode: 2,
      });
    }
  });

  it("keep the signatures of others, and one of each key", () => {
    const other = signatureLine({ ...key, name: "Another" }, Buffer.alloc(64));
    const again = signatureLine(key, Buffer.alloc(64));

    const { signatures } = withSignatures({ text: TEXT, signatures: [LINE, other] }, [again]);

    expect(signatures).to.deep.equal([other, again]);
  });
});
