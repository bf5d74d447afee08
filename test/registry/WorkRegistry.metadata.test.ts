import { expect } from "chai";
import { type Interface, MaxUint256 } from "ethers";
import { deployments, ethers } from "hardhat";

import { behavesAsRestricted } from "../behaviors/restricted";
import { functionsOf } from "../shared/abi";
import { admit, claimOf, DAY, deployRegistry, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { namesOf, workHistory } from "../shared/history";

/** ERC-165: the exclusive or of the selectors of an interface's own functions. */
function interfaceId(own: Interface, ...inherited: Interface[]): string {
  const selectors = (abi: Interface): string[] => functionsOf(abi).map(({ selector }) => selector);
  const others = inherited.flatMap(selectors);
  const id = selectors(own)
    .filter((selector) => !others.includes(selector))
    .reduce((sum, selector) => sum ^ BigInt(selector), 0n);
  return ethers.toBeHex(id, 4);
}

describe("WorkRegistry: setBaseURI", () => {
  behavesAsRestricted("ADMIN", "registry", async ({ registry }) => {
    return (caller) => registry.connect(caller).setBaseURI("urn:example:");
  });

  it("sets what tokenURI begins with", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    await registry.register(claim);

    await registry.connect(accounts.deployer).setBaseURI("https://registry.example/works/");

    expect(await registry.tokenURI(claim.contentHash)).to.equal(
      `https://registry.example/works/${claim.contentHash.slice(2)}`,
    );
  });

  it("gives the old and the new one in its event", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.deployer).setBaseURI("urn:one:");

    await expect(registry.connect(accounts.deployer).setBaseURI("urn:two:"))
      .to.emit(registry, "BaseURIChanged")
      .withArgs("urn:one:", "urn:two:")
      .and.to.emit(registry, "BatchMetadataUpdate")
      .withArgs(0n, MaxUint256);
  });
});

describe("WorkRegistry: tokenURI", () => {
  it("is a URI of RFC 6920, for human speakers, where the deployment names no other", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    await registry.register(claim);

    expect(await registry.tokenURI(claim.contentHash)).to.equal(`nih:sha-256;${claim.contentHash.slice(2)}`);
  });

  it("is the base URI and the content hash in hex, all 64 digits of it and no 0x", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.deployer).setBaseURI("urn:example:");
    const contentHash = `0x${"ab".padStart(64, "0")}`;
    await registry.register({ ...claimOf(accounts.aurora), contentHash });

    expect(await registry.tokenURI(contentHash)).to.equal(`urn:example:${contentHash.slice(2)}`);
  });
});

describe("WorkRegistry: what it is", () => {
  it("describes its token by ERC-7572, in a data URI of JSON", async () => {
    const { registry } = await deployRegistry();

    const described: unknown = await (await fetch(await registry.contractURI())).json();

    expect(described).to.deep.equal({ name: await registry.name(), symbol: await registry.symbol() });
  });

  it("names its token", async () => {
    const { registry } = await deployRegistry();

    expect(await registry.name()).to.equal("Colophon Titles");
    expect(await registry.symbol()).to.equal("TITLE");
  });

  it("names the algorithm of its hashes", async () => {
    const { registry } = await deployRegistry();

    expect(await registry.digestAlgorithm()).to.equal("sha-256");
  });

  it("names the registry of parties and the authority", async () => {
    const { manager, parties, registry } = await deployRegistry();

    expect(await registry.partyRegistry()).to.equal(await parties.getAddress());
    expect(await registry.authority()).to.equal(await manager.getAddress());
  });

  it("keeps the window of its deployment", async () => {
    const { registry } = await deployRegistry();
    const { args } = await deployments.get("WorkRegistry");

    expect(await registry.REVEAL_WINDOW()).to.equal(args?.[2]);
  });

  it("cannot be deployed with a window of more than 30 days", async () => {
    const { manager, parties, registry } = await deployRegistry();
    const maximum = 30 * DAY;

    await expect(ethers.deployContract("WorkRegistry", [manager, parties, maximum + 1, ""]))
      .to.be.revertedWithCustomError(registry, "WorkRegistryRevealWindow")
      .withArgs(maximum + 1, maximum);
    const longest = await ethers.deployContract("WorkRegistry", [manager, parties, maximum, ""]);
    expect(await longest.REVEAL_WINDOW()).to.equal(maximum);
  });

  it("says by ERC-165 that it has its own interfaces", async () => {
    const { registry } = await deployRegistry();
    const abi = async (name: string): Promise<Interface> => (await ethers.getContractAt(name, registry)).interface;
    const [titles, offers, anchors] = [await abi("ITitles"), await abi("ITitleOffers"), await abi("IWorkAnchors")];
    const works = interfaceId(await abi("IWorkRegistry"), titles, offers, anchors, await abi("ITimedPause"));

    for (const id of [interfaceId(titles), interfaceId(offers), interfaceId(anchors), works]) {
      expect(await registry.supportsInterface(id)).to.equal(true);
    }
  });

  it("makes titles final at once where the window of the deployment is zero", async () => {
    const { manager, parties, accounts } = await deployRegistry();
    const registry = await ethers.deployContract("WorkRegistry", [manager, parties, 0, ""], accounts.aurora);
    const workId = await registerWork(registry, accounts.aurora);

    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

    expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
  });
});

describe("WorkRegistry: history", () => {
  it("has every event of a work's life, oldest first, each naming the block of the one before", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const [court, buyer] = [registry.connect(accounts.adjudicator), registry.connect(accounts.borealis)];
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registerFinalWork(registry, accounts.aurora);
    await registry.amend(workId, someHash());
    await registry.offerTitle(workId, accounts.borealis, someHash(), validUntil);
    await registry.withdrawOffer(workId);
    const [declined, accepted] = [someHash(), someHash()];
    await registry.offerTitle(workId, accounts.borealis, declined, validUntil);
    await buyer.declineTitle(workId, declined);
    await registry.offerTitle(workId, accounts.borealis, accepted, validUntil);
    await buyer.acceptTitle(workId, accepted);
    await court.setStatus(workId, 1, someHash());
    await court.correctTitle(workId, accounts.aurora, someHash());
    await court.setStatus(workId, 0, someHash());
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "WorkAmended",
      "TitleOffered",
      "TitleOfferWithdrawn",
      "TitleOffered",
      "TitleOfferDeclined",
      "TitleOffered",
      "TitleTransferred",
      "TitleStatusChanged",
      "TitleCorrected",
      "TitleStatusChanged",
      "TitleTransferred",
    ]);
  });

  it("holds together where one block has several events of a work", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const owner = await ethers.deployContract("MockForwarder");
    await admit(deployment, owner);
    const target = await registry.getAddress();
    const claim = claimOf(await owner.getAddress());
    const workId = BigInt(claim.contentHash);
    const abi = registry.interface;
    const offer = abi.encodeFunctionData("offerTitle", [workId, accounts.aurora.address, someHash(), validUntil]);
    const withdrawal = abi.encodeFunctionData("withdrawOffer", [workId]);

    await owner.forwardAll([
      { target, data: abi.encodeFunctionData("register", [claim]) },
      { target, data: abi.encodeFunctionData("amend", [workId, someHash()]) },
      { target, data: offer },
    ]);
    await owner.forwardAll([
      { target, data: withdrawal },
      { target, data: offer },
      { target, data: withdrawal },
    ]);

    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "WorkAmended",
      "TitleOffered",
      "TitleOfferWithdrawn",
      "TitleOffered",
      "TitleOfferWithdrawn",
    ]);
  });
});
