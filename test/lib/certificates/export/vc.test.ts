import { createHash } from "node:crypto";

import { ed25519 } from "@noble/curves/ed25519";
import { expect } from "chai";
import { decodeBase58, toBeArray } from "ethers";

import { tlogProof } from "../../../../lib/certificates/export/tlog";
import { signedCredential } from "../../../../lib/certificates/export/vc";
import { canonicalText, type JsonValue } from "../../../../lib/hashing/canonical-json";
import { didOf } from "../../../../lib/log/key";
import { setStated, TIME } from "./stated";

const ED25519_BYTES = 64;

describe("signedCredential", () => {
  it("is a credential about the title and the event, signed by eddsa-jcs-2022", async () => {
    const { statement, signed, signers, stage } = await setStated();
    const title = {
      owner: stage.accounts.aurora.address,
      status: "in force",
      registeredAt: TIME,
      finalAt: TIME + 60,
      hasMoved: false,
      changedAtBlock: 7,
    } as const;
    const proof = tlogProof(statement, signed);

    const { proof: made, ...document } = signedCredential({ statement, title, proof }, signers[0].key, TIME);

    const did = didOf(signers[0].key.publicKey);
    expect(document).to.deep.include({
      "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"],
      issuer: did,
      validFrom: "2026-11-22T03:20:22Z",
      evidence: { type: "TransparencyLogProof", proof },
    });
    const { hasMoved, ...said } = title;
    expect(document["credentialSubject"]).to.deep.include({
      title: { ...said, registeredAt: "2026-11-22T03:20:22Z", finalAt: "2026-11-22T03:21:22Z" },
    });
    const moved = signedCredential(
      { statement, title: { ...title, hasMoved: !hasMoved }, proof },
      signers[0].key,
      TIME,
    );
    expect(moved["credentialSubject"]).to.have.property("title").that.does.not.have.property("finalAt");
    const { proofValue, ...settings } = made as Record<string, JsonValue>; // as it is made
    expect(settings).to.deep.include({ cryptosuite: "eddsa-jcs-2022", created: "2026-11-22T03:20:22Z" });
    const digests = [settings, document].map((part) => createHash("sha256").update(canonicalText(part)).digest());
    const signature = toBeArray(decodeBase58(String(proofValue).slice(1)));
    const padded = Buffer.concat([Buffer.alloc(ED25519_BYTES - signature.length), signature]);
    expect(ed25519.verify(padded, Buffer.concat(digests), signers[0].key.publicKey)).to.equal(true);
  });
});
