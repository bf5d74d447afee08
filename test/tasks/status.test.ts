import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre from "hardhat";

import { openColophon } from "../../lib/chain/contracts/colophon";
import { formatTime, newestBlock } from "../../lib/chain/rpc/time";
import { type OpenOffer, openOffers } from "../../lib/works/reading/open-offers";
import { type Status, statusText } from "../../tasks/shared/facts/status-text";
import { nodeError, nodeInBetween } from "../lib/shared/node-in-between";
import { DAY, registerFinalWork, someHash } from "../shared/fixture";
import { openWorkshop, run, type Workshop } from "./workshop";

const COLUMNS = 80;

describe("the task status", () => {
  let workshop: Workshop;
  let work: string;
  let ends: number;
  beforeEach(async () => {
    workshop = await openWorkshop();
    const workId = await registerFinalWork(workshop.registry, workshop.accounts.aurora);
    work = `0x${workId.toString(16).padStart(64, "0")}`;
    ends = (await time.latest()) + DAY;
    const { aurora, borealis } = workshop.accounts;
    await workshop.registry.connect(aurora).offerTitle(workId, borealis.address, someHash(), ends);
  });
  afterEach(() => workshop.close());

  const status = async (): Promise<Status> => (await hre.run("status")) as Status;

  it("names the chain, its newest block, and the accounts with the end of their accreditation", async () => {
    const { block, time: newest, accounts, network, chainId } = await status();

    expect({ block, newest, network, chainId }).to.deep.equal({
      ...{ block: await time.latestBlock(), newest: await time.latest(), network: "hardhat", chainId: 31337 },
    });
    expect(statusText(await status())).to.include(`As of     block ${block}, ${formatTime(newest)}\n`);
    const aurora = accounts.find(({ name }) => name === "aurora");
    const { validUntil } = await workshop.parties.partyOf(workshop.accounts.aurora);
    expect(aurora?.party).to.deep.include({ accredited: true, kind: "publisher", validUntil: Number(validUntil) });
  });

  it("finds offers of works that this home does not know, to it and by it, until they end", async () => {
    const { aurora, borealis } = workshop.accounts;
    const offer = { contentHash: work, from: aurora.address, to: borealis.address, expiresAt: ends };

    const { toMe, byMe, blocks } = (await status()).offers;
    expect({ toMe, byMe }).to.deep.equal({ toMe: [offer], byMe: [offer] });
    expect(blocks).to.deep.equal({ first: 0, last: await time.latestBlock() });

    await time.increaseTo(ends);
    const { toMe: later, byMe: left } = (await status()).offers;
    expect([...later, ...left]).to.deep.equal([]);
  });

  it("still tells of the works that it knows where the node gives no events, and says so", async () => {
    const { provider } = nodeInBetween({
      eth_getLogs: () => {
        throw nodeError("too many blocks");
      },
    });
    const colophon = await openColophon("hardhat", provider, workshop.colophon.deployment);

    const found = await openOffers(colophon, [work], [workshop.accounts.borealis.address], await time.latest());

    expect(found.blocks).to.equal(undefined);
    expect(found.toMe.map(({ contentHash }) => contentHash)).to.deep.equal([work]);
    expect(found.byMe).to.deep.equal([]);
  });

  it("counts the works of this home by their states, and its batch files", async () => {
    const { path } = workshop.write("poem.txt", "La mer allume ses feux.\n");
    await run("work", "register", { file: path, title: "Le phare", account: "aurora" });

    const found = await status();

    const { works, batches } = found;
    expect({ works, batches }).to.deep.equal({ works: { provisional: 1 }, batches: [] });
    expect(statusText(found)).to.include("1 provisional\n          As this home last saw each;");
  });

  it("says as of one block whatever comes meanwhile", async () => {
    const { provider } = nodeInBetween({
      eth_getBlockByNumber: async (answer) => {
        await mine();
        return answer;
      },
    });

    const { block, time: newest } = await newestBlock(provider);

    expect(newest).to.equal((await provider.getBlock(block))?.timestamp);
  });

  it("fits 80 columns, with hashes and addresses whole, and names what waits", async () => {
    const found = await status();
    const transactionHash = someHash();
    const waiting = [
      { account: "aurora", transactionHash, nonce: 7 },
      { account: "borealis", problem: "7.json is not a kept transaction" },
    ];

    const text = statusText({ ...found, waiting, batches: ["a.sqlite"] });

    for (const whole of [transactionHash, work, workshop.accounts.aurora.address, "7.json is not"]) {
      expect(text).to.include(whole);
    }
    expect(text.split("\n").filter((line) => line.trimEnd().length > COLUMNS)).to.deep.equal([]);
  });

  it("shows the first of many offers and of much that waits, and counts the others", async () => {
    const found = await status();
    const offers = Array.from(
      { length: 60 },
      () => ({ ...found.offers.toMe[0], contentHash: someHash() }) as OpenOffer,
    );
    const waiting = Array.from({ length: 40 }, (_, nonce) => ({
      ...{ account: "aurora", transactionHash: someHash(), nonce },
    }));

    const text = statusText({ ...found, offers: { ...found.offers, toMe: offers, byMe: [] }, waiting });

    expect(text).to.include("60 to me, 0 by me").and.to.include("… and 50 more").and.to.include("… and 30 more");
    for (const [index, { contentHash }] of offers.entries()) expect(text.includes(contentHash)).to.equal(index < 10);
    for (const [index, { transactionHash }] of waiting.entries()) {
      expect(text.includes(transactionHash)).to.equal(index < 10);
    }
  });

  it("names what is no account", async () => {
    const folder = join(workshop.home, "keystore");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "press.json"), "{}");

    const found = await status();

    expect(found.odd).to.have.length(1);
    expect(statusText(found)).to.include("press.json");
  });
});
