import { expect } from "chai";
import { getAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { readCertificate, saveCertificate } from "../../lib/certificates/file";
import { proofFor } from "../../lib/certificates/foreign/proof";
import { contractSet } from "../../lib/certificates/foreign/trust-set";
import type { Certificate } from "../../lib/certificates/format";
import { gather } from "../../lib/certificates/issue/issue";
import { TITLE_STATUSES } from "../../lib/chain/contracts/enums";
import { DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { connect } from "../../lib/chain/rpc/rpc";
import { validatorsOf } from "../../lib/chain/rpc/validators";
import { write } from "../../lib/chain/sending/write";
import { HEADER_KINDS } from "../../lib/proofs/header";
import { type Anvil, freePort, startAnvil } from "../../scripts/chain/anvil";
import { ForeignTitles__factory } from "../../typechain-types";
import { type ConsortiumStage, hashOf, sharedStage } from "./stage";

/** From the file on disk to the block of the destination, so the reader's check can be repeated while somebody waits. */
const MOST_MS = 3_000;
const HELD = TITLE_STATUSES.indexOf("held");

describe("A title across a border", function () {
  this.timeout(300_000);
  let source: ConsortiumStage;
  let anvil: Anvil;
  before(async function () {
    this.timeout(900_000);
    source = await sharedStage();
    anvil = await startAnvil({ port: await freePort(), folder: source.at("destination") });
  });
  after(async () => {
    await anvil.stop();
  });
  afterEach(async () => {
    await source.network.start();
  });

  it("is proven and held by certificates on disk, while the source is out of reach", async () => {
    const [publisher] = await source.publishers(1);
    if (publisher === undefined) throw new Error("there is no publisher");
    const colophon = await source.through();
    const { registry } = colophon;
    const contentHash = hashOf("across a border", publisher.address);
    const workId = BigInt(contentHash);
    const claim = { owner: publisher.address, contentHash, metadataHash: hashOf("metadata") };
    await write(colophon, publisher, registry.register.populateTransaction(claim));
    const old = source.at("old-certificate.json");
    await saveCertificate(old, await gather(colophon, { workId }));
    const validators = (await validatorsOf(colophon.provider))?.accounts ?? [];
    const set = { validators: validators.map((each) => ({ name: "", address: getAddress(each) })) };

    // The link is cut: whatever follows here has the file and the other chain.
    await source.network.stop();
    const destination = await connect(anvil.url, DEV_CHAIN_ID);
    const admin = devWallet("deployer").connect(destination);
    const manager = await (await ethers.getContractFactory("AccessManager", admin)).deploy(admin.address);
    await manager.waitForDeployment();
    const deployed = await (await ethers.getContractFactory("ForeignTitles", admin)).deploy(await manager.getAddress());
    await deployed.waitForDeployment();
    const foreign = ForeignTitles__factory.connect(
      await deployed.getAddress(),
      devWallet("borealis").connect(destination),
    );
    const { registry: there, headers } = await certificateAt(old);
    const kind = HEADER_KINDS.indexOf(headers);
    const admitted = { chainId: there.chainId, registry: there.address, kind, revealWindow: 0 };
    await (await foreign.connect(admin).admitSource(admitted, ZeroHash, contractSet(set))).wait();
    const sourceId = await foreign.sourceIdOf(there.chainId, there.address);

    /** @returns how long it took, in milliseconds */
    async function carry(path: string): Promise<number> {
      const start = performance.now();
      const found = await proofFor(foreign, sourceId, await certificateAt(path));
      if (found === undefined) throw new Error("nobody vouches for the certificate");
      await (await foreign.prove(sourceId, workId, found.proof)).wait();
      return performance.now() - start;
    }

    expect(headers).to.equal("kaia");
    expect(await carry(old)).to.be.below(MOST_MS);
    const before = await foreign.foreignTitle(sourceId, workId);
    expect([before.title.owner, TITLE_STATUSES[Number(before.title.status)]]).to.deep.equal([
      publisher.address,
      "in force",
    ]);

    await source.network.start();
    const court = devWallet("adjudicator");
    await write(colophon, court, registry.setStatus.populateTransaction(workId, HELD, hashOf("an order")));
    const newer = source.at("newer-certificate.json");
    await saveCertificate(newer, await gather(colophon, { workId }));
    await source.network.stop();

    // The order is not known there until somebody carries it over.
    expect((await foreign.foreignTitle(sourceId, workId)).title.status).to.equal(before.title.status);
    expect(await carry(newer)).to.be.below(MOST_MS);
    const after = await foreign.foreignTitle(sourceId, workId);
    expect([after.title.owner, Number(after.title.status)]).to.deep.equal([publisher.address, HELD]);
    expect(after.sourceBlock > before.sourceBlock).to.equal(true);
    const shown = await proofFor(foreign, sourceId, await certificateAt(old));
    if (shown === undefined) throw new Error("nobody vouches for the old certificate");
    await expect(foreign.prove(sourceId, workId, shown.proof))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesNotNewer")
      .withArgs(sourceId, workId, before.sourceBlock, after.sourceBlock);
    destination.destroy();
  });
});

/** What a traveler has: nothing but the file. */
async function certificateAt(path: string): Promise<Certificate> {
  const read = await readCertificate(path);
  if (!("certificate" in read)) throw new Error(`${path} is no certificate`);
  return read.certificate;
}
