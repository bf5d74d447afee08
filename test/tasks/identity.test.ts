import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { deployments, ethers } from "hardhat";

import type { TimelineEntry } from "../../lib/history/timeline";
import { didOf } from "../../lib/identity/did";
import type { DidDocument } from "../../lib/identity/document";
import type { ResolutionResult } from "../../lib/identity/resolution-file";
import type { IdentityRegistry } from "../../typechain-types";
import { SIGNING } from "../identity/identities";
import { refusalOf } from "../lib/shared/refusal";
import { DAY } from "../shared/fixture";
import { openWorkshop, run, type Workshop } from "./workshop";

interface Shown {
  readonly did: string;
  readonly active: boolean;
  readonly controller: string | undefined;
  readonly document: DidDocument;
  readonly history: readonly TimelineEntry[];
}

const WEID = "did:weid:1:0x0d3d2ab0b5f9ba8f5e08a3e2f2f93f7a4b5c6d7e";
const CHAIN = 31337n;

describe("the tasks about identities", () => {
  let workshop: Workshop;
  let identities: IdentityRegistry;
  beforeEach(async () => {
    workshop = await openWorkshop({}, "IdentityRegistry");
    const { address } = await deployments.get("IdentityRegistry");
    identities = await ethers.getContractAt("IdentityRegistry", address);
  });
  afterEach(() => workshop.close());

  const show = async (identity = "aurora"): Promise<Shown> => run<Shown>("identity", "show", { identity });

  it("say that a network has no identities where they were not deployed", async () => {
    const without = await openWorkshop();
    try {
      const refusal = await refusalOf(() => show());

      expect(refusal.code).to.equal("NoIdentityRegistry");
    } finally {
      await without.close();
    }
  });

  describe("show", () => {
    it("knows every account as an identity of its own, by name, address and DID", async () => {
      const { address } = workshop.accounts.aurora;

      for (const identity of ["aurora", address, didOf(CHAIN, address)]) {
        const shown = await show(identity);
        expect(shown).to.deep.include({ did: didOf(CHAIN, address), active: true, controller: address, history: [] });
      }
    });
  });

  describe("rotate", () => {
    it("gives an identity another controller, which acts for it from then on", async () => {
      const { aurora, borealis } = workshop.accounts;

      await run("identity", "rotate", { to: "borealis", account: "aurora", yes: true });
      await run("identity", "delegate", { identity: "aurora", to: "admin", account: "borealis" });

      const { controller, history } = await show();
      expect(controller).to.equal(borealis.address);
      expect(history.map(({ event }) => event)).to.deep.equal(["DIDOwnerChanged", "DIDDelegateChanged"]);
      expect(await identities.validDelegate(aurora, SIGNING, workshop.accounts.admin)).to.equal(true);
      const refusal = await refusalOf(() => run("identity", "rotate", { to: "aurora", account: "aurora", yes: true }));
      expect(refusal.code).to.equal("IdentityRegistryNotController");
    });

    it("does nothing without --yes", async () => {
      const refusal = await refusalOf(() =>
        run("identity", "rotate", { to: "borealis", account: "aurora", yes: false }),
      );

      expect(refusal.code).to.equal("NotConfirmed");
      expect(await identities.changed(workshop.accounts.aurora)).to.equal(0);
    });
  });

  describe("delegate and revoke", () => {
    it("name an account until a time, and take it back", async () => {
      const { aurora, borealis } = workshop.accounts;
      const now = await time.latest();

      await run("identity", "delegate", { to: "borealis", account: "aurora", until: "30d", purpose: "authentication" });

      const { document, history } = await show();
      expect(document.authentication).to.have.length(2);
      expect(Number(history[0]?.values["validTo"])).to.be.within(now + 30 * DAY, now + 30 * DAY + 60);
      await run("identity", "revoke", { to: "borealis", account: "aurora", purpose: "authentication" });
      expect((await show()).document.authentication).to.have.length(1);
      expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(false);
    });

    for (const [kind, args, type] of [
      ["RSA", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "RSAVerificationKey2018"],
      ["P-256", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "Secp256r1"],
      ["Ed25519", ["genpkey", "-algorithm", "ED25519"], "Ed25519VerificationKey2018"],
    ] as const) {
      it(`name a key of ${kind} that openssl made, and take it back`, async () => {
        const key = workshop.write("key.pem", "").path;
        const pem = workshop.write("public.pem", "").path;
        execFileSync("openssl", [...args, "-out", key], { stdio: "ignore" });
        execFileSync("openssl", ["pkey", "-in", key, "-pubout", "-out", pem]);

        await run("identity", "delegate", { key: pem, account: "aurora" });

        const [, named] = (await show()).document.verificationMethod;
        expect(named?.type).to.equal(type);
        expect(named?.publicKeyPem).to.equal(readFileSync(pem, "utf8"));
        await run("identity", "revoke", { key: pem, account: "aurora" });
        expect((await show()).document.verificationMethod).to.have.length(1);
        const refusal = await refusalOf(() => run("identity", "delegate", { key, account: "aurora" }));
        expect(refusal.code, "a private key").to.equal("NotAPublicKey");
      });
    }

    it("name a DID of WeIdentity as another name", async () => {
      await run("identity", "delegate", { alias: WEID, account: "aurora" });

      const { document, history } = await show();
      expect(document.alsoKnownAs).to.deep.equal([WEID]);
      expect(history.at(-1)?.what).to.match(new RegExp(`^did/alsoKnownAs ${WEID} until `));
      const refusal = await refusalOf(() => run("identity", "delegate", { alias: "did:web:x", account: "aurora" }));
      expect(refusal.code).to.equal("NotAWeid");
    });

    for (const args of [{}, { to: "borealis", alias: WEID }]) {
      it(`want one thing to be named, not ${Object.keys(args).length}`, async () => {
        const refusal = await refusalOf(() => run("identity", "delegate", { ...args, account: "aurora" }));

        expect(refusal.message).to.equal("Name one thing: --to, --key or --alias");
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("take back nothing that was not given, and say so", async () => {
      const refusal = await refusalOf(() => run("identity", "revoke", { to: "borealis", account: "aurora" }));

      expect(refusal.code).to.equal("IdentityRegistryNotDelegate");
    });

    it("deactivate an identity for good", async () => {
      await run("identity", "revoke", { whole: true, account: "aurora", yes: true });

      expect(await show()).to.deep.include({ active: false, controller: undefined });
      const refusal = await refusalOf(() => run("identity", "delegate", { to: "borealis", account: "aurora" }));
      expect(refusal.code).to.equal("IdentityRegistryDeactivated");
    });
  });

  describe("resolve", () => {
    it("gives the document as it was at a block, and saves it", async () => {
      const { aurora, borealis } = workshop.accounts;
      await run("identity", "delegate", { to: "borealis", account: "aurora" });
      const block = await time.latestBlock();
      await run("identity", "revoke", { to: "borealis", account: "aurora" });
      const out = workshop.at("aurora.did.json");

      const then = await run<ResolutionResult>("identity", "resolve", { identity: "aurora", block, out });

      expect(then.didDocument.verificationMethod[1]?.blockchainAccountId).to.equal(`eip155:31337:${borealis.address}`);
      expect(then.didDocumentMetadata).to.deep.equal({ versionId: String(block), nextVersionId: String(block + 1) });
      expect(JSON.parse(readFileSync(out, "utf8"))).to.deep.equal(then);
      expect(then.didDocument.id).to.equal(didOf(CHAIN, aurora.address));
      const refusal = await refusalOf(() => run("identity", "resolve", { identity: "aurora", out }));
      expect(refusal.code).to.equal("FileExists");
    });
  });

  describe("relay", () => {
    it("sends what a controller has signed, once", async () => {
      const signTo = workshop.at("change.json");
      await run("identity", "rotate", { to: "borealis", account: "aurora", yes: true, signTo });
      expect(await identities.changed(workshop.accounts.aurora)).to.equal(0);

      await run("identity", "relay", { file: signTo, account: "guardian" });

      expect((await show()).controller).to.equal(workshop.accounts.borealis.address);
      const refusal = await refusalOf(() => run("identity", "relay", { file: signTo, account: "guardian" }));
      expect(refusal.code).to.equal("IdentityRegistryNotController");
    });

    it("refuses a file that is no signed change, and one that somebody has changed", async () => {
      const signTo = workshop.at("change.json");
      await run("identity", "rotate", { to: "borealis", account: "aurora", yes: true, signTo });
      const changed = readFileSync(signTo, "utf8").replaceAll(
        workshop.accounts.borealis.address,
        workshop.accounts.admin.address,
      );
      const forged = workshop.write("forged.json", changed).path;
      const other = workshop.write("other.json", "{}").path;

      const [refused, none] = [
        await refusalOf(() => run("identity", "relay", { file: forged, account: "guardian" })),
        await refusalOf(() => run("identity", "relay", { file: other, account: "guardian" })),
      ];

      expect(refused.code).to.equal("IdentityRegistryNotController");
      expect(none.code).to.equal("NotASignedChange");
      expect(await identities.changed(workshop.accounts.aurora)).to.equal(0);
    });
  });
});
