import { type SnapshotRestorer, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toQuantity } from "ethers";
import { ethers } from "hardhat";

import { isAttested, judgeEither } from "../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../lib/certificates/attested/gather";
import { gather } from "../../lib/certificates/issue/issue";
import { signAll } from "../../lib/certificates/members/sign";
import { contractsOf } from "../../lib/chain/contracts/deployment";
import { workHistory } from "../../lib/history/history";
import { trustOf } from "../lib/certificates/certified";
import { refusalOf } from "../lib/shared/refusal";
import { setStage, type Stage } from "../lib/shared/stage";
import { claimOf, someHash } from "../shared/fixture";
import { type FiscoView, viewInProcessChain } from "./provider";

const BLOCKS = 1_000;
const AMENDMENTS = 4;
const HOUR = 3_600;

/** What works on other chains and does not work on this one, beside what works on both. */
describe("through the profile of FISCO BCOS", () => {
  let stage: Stage;
  let view: FiscoView;
  let snapshot: SnapshotRestorer;

  // A chain that has counted milliseconds does not go back to seconds by itself.
  beforeEach(async () => {
    stage = await setStage();
    snapshot = await takeSnapshot();
    view = viewInProcessChain();
  });
  afterEach(() => snapshot.restore());

  it("loses events to a stock queryFilter over 1,000 blocks, and none to the walk over the history", async () => {
    const { colophon, accounts, registry: owned } = stage;
    const { registry } = contractsOf(colophon.deployment, view.provider);
    const claim = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const first = await view.provider.getBlockNumber();
    await owned.register(claim);
    for (let made = 0; made < AMENDMENTS; made += 1) {
      await view.control("hardhat_mine", [toQuantity(BLOCKS / AMENDMENTS)]);
      await owned.amend(workId, someHash());
    }

    const scanned = await registry.queryFilter(registry.filters.WorkAmended(), first);
    const walked = await workHistory(view.provider, registry, workId);

    expect(await view.provider.getBlockNumber()).to.be.at.least(first + BLOCKS);
    expect(walked.map(({ event }) => event.name)).to.deep.equal([
      "WorkRegistered",
      ...Array.from({ length: AMENDMENTS }, () => "WorkAmended"),
    ]);
    expect(scanned).to.deep.equal([]);
  });

  it("has no proofs, and a certificate says so instead of standing on nothing", async () => {
    const { colophon, accounts, registry } = stage;
    const claim = claimOf(accounts.aurora);
    await registry.register(claim);
    const narrow = { ...colophon, ...contractsOf(colophon.deployment, view.provider), provider: view.provider };
    const order = { workId: BigInt(claim.contentHash) };

    const refused = await refusalOf(() => gather(narrow, order));
    expect(refused).to.include({ exitCode: 1 });
    expect(refused.code).to.be.oneOf(["TitleNotProvable", "HeaderFormUnknown"]);
    expect((await gather(colophon, order)).history.length).to.equal(1);
  });

  it("has a history that members attest in the place of proofs, and a certificate that rests on their word and says so", async () => {
    const { colophon, accounts, registry } = stage;
    const claim = claimOf(accounts.aurora);
    await registry.register(claim);
    await registry.amend(claim.contentHash, someHash());
    const narrow = { ...colophon, ...contractsOf(colophon.deployment, view.provider), provider: view.provider };
    const workId = BigInt(claim.contentHash);

    const one = await signAll(narrow, accounts.admin, undefined, { works: [workId], blocks: [] });
    const both = await signAll(narrow, accounts.guardian, one, { works: [], blocks: [] });
    const history = signedHistory(workId, both);
    if (history === undefined) throw new Error("no history was signed");
    const attestation = await gatherAttested(narrow, { workId }, history);

    expect(both.checkpoints).to.deep.equal([]);
    const { verdict, proven } = await judgeEither(attestation, { trust: trustOf(attestation, stage) });
    expect(verdict).to.equal("valid");
    expect(proven?.history.map(({ event }) => event.name)).to.deep.equal(["WorkRegistered", "WorkAmended"]);
    expect(isAttested(attestation)).to.equal(true);
    // The same signature again, where the chain gives proofs, is of blocks.
    const ofBlocks = await signAll(colophon, accounts.admin, undefined, { works: [workId], blocks: [] });
    expect(ofBlocks).not.to.have.property("histories");
  });

  it("gives the balance of now where the balance at an old block is asked for", async () => {
    const { address } = stage.accounts.stranger;
    const old = await view.provider.getBlockNumber();
    const before = await ethers.provider.getBalance(address, old);
    await view.control("evm_mine");
    await view.control("hardhat_setBalance", [address, "0x7"]);

    expect(await ethers.provider.getBalance(address, old)).to.equal(before);
    expect(await view.provider.getBalance(address, old)).to.equal(7n);
  });

  it("has code that counts in seconds take for expired what is not, and ChainTime not", async () => {
    const harness = await ethers.deployContract("HarnessChainTime");
    await view.control("evm_mine");
    const block = await view.provider.getBlock("latest");
    const expiresAt = BigInt(block?.timestamp ?? 0) + BigInt(HOUR);

    const { time, blockTimestamp } = await harness.read({ blockTag: "latest" });

    expect(blockTimestamp >= expiresAt, "expired by block.timestamp").to.equal(true);
    expect(time >= expiresAt, "expired by ChainTime").to.equal(false);
    expect(time).to.equal(BigInt(block?.timestamp ?? 0));

    await view.control("evm_increaseTime", [HOUR]);
    await view.control("evm_mine");
    expect((await harness.read({ blockTag: "latest" })).time >= expiresAt, "an hour later").to.equal(true);
  });
});
