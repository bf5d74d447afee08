import { readFileSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { ZeroHash } from "ethers";

import type { Application } from "../../../lib/parties/application";
import { readApplication, saveApplication } from "../../../lib/parties/application-file";
import { appliedFor } from "../../../lib/parties/applied";
import { PartyKind } from "../../shared/enums";
import { someWallet } from "../../shared/wallets";
import { refusalOf } from "../shared/refusal";
import { setStage, type Stage } from "../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

function applicationOf({ accounts, validUntil }: Stage, account: string): Application {
  return {
    ...{ account, accreditor: accounts.accreditor.address, kind: "notary", validUntil },
    ...{ credentialHash: ZeroHash, deadline: validUntil },
  };
}

describe("a signed application in a file", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("is read as it was written", async () => {
    const stage = await setStage();
    const wallet = someWallet();
    const path = folder.at("application.json");

    const saved = await saveApplication(path, stage.colophon, wallet, applicationOf(stage, wallet.address));

    expect(await readApplication(path, stage.colophon)).to.deep.equal(saved);
  });

  it("is refused where it is for another chain or another registry, or says more or less", async () => {
    const stage = await setStage();
    const wallet = someWallet();
    const path = folder.at("application.json");
    const saved = await saveApplication(path, stage.colophon, wallet, applicationOf(stage, wallet.address));
    const changes: readonly [change: object, code: string][] = [
      [{ registry: { ...saved.registry, chainId: 7 } }, "ApplicationOfOtherRegistry"],
      [{ registry: { ...saved.registry, address: wallet.address } }, "ApplicationOfOtherRegistry"],
      [{ format: "colophon-application/2" }, "NotAnApplication"],
      [{ application: { ...saved.application, kind: "none" } }, "NotAnApplication"],
      [{ application: { ...saved.application, validUntil: -1 } }, "NotAnApplication"],
      [{ signature: "0x" }, "NotAnApplication"],
      [{ note: "one more" }, "NotAnApplication"],
    ];

    for (const [change, code] of changes) {
      writeFileSync(path, JSON.stringify({ ...saved, ...change }));
      expect(await refusalOf(() => readApplication(path, stage.colophon)), JSON.stringify(change)).to.include({
        code,
        exitCode: 2,
      });
    }
  });

  it("takes the place of no other file", async () => {
    const stage = await setStage();
    const wallet = someWallet();
    const path = folder.at("application.json");
    writeFileSync(path, "mine");

    const refusal = await refusalOf(() =>
      saveApplication(path, stage.colophon, wallet, applicationOf(stage, wallet.address)),
    );

    expect(refusal).to.include({ code: "FileExists", exitCode: 2 });
    expect(readFileSync(path, "utf8")).to.equal("mine");
  });
});

describe("appliedFor", () => {
  it("gives what an account applied for, until its next event", async () => {
    const stage = await setStage();
    const { colophon, parties, accounts, validUntil } = stage;
    const { aurora, accreditor } = accounts;
    expect(await appliedFor(colophon, accounts.stranger.address)).to.equal(undefined);
    expect(await appliedFor(colophon, aurora.address)).to.equal(undefined);

    await parties.connect(aurora).applyTo(accreditor, PartyKind.Notary, validUntil, ZeroHash, validUntil);
    expect(await appliedFor(colophon, aurora.address)).to.deep.equal(applicationOf(stage, aurora.address));

    await parties.suspend(aurora, ZeroHash);
    expect(await appliedFor(colophon, aurora.address)).to.equal(undefined);
  });
});
