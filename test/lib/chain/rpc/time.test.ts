import { mine, type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

import { blockTime, chainTime, FIRST_MILLISECONDS, formatTime, toSeconds } from "../../../../lib/chain/rpc/time";
import { nodeInBetween } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { setStage } from "../../shared/stage";

const MILLISECONDS = 1000;

/** Both sides of the boundary, and times on either kind of chain; a chain's clock goes forward only. */
const TIMESTAMPS = [
  1_900_000_000,
  FIRST_MILLISECONDS - 1,
  FIRST_MILLISECONDS,
  FIRST_MILLISECONDS + 999,
  FIRST_MILLISECONDS + 1000,
  1_900_000_000 * MILLISECONDS + 999,
];

describe("toSeconds", () => {
  let snapshot: SnapshotRestorer;

  // A test that jumps thousands of years puts the chain back behind it.
  beforeEach(async () => {
    await setStage();
    snapshot = await takeSnapshot();
  });
  afterEach(async () => {
    await snapshot.restore();
  });

  it("makes of a block's timestamp what the contracts' ChainTime makes of it, on both sides of the boundary", async () => {
    const harness = await ethers.deployContract("HarnessChainTime");
    for (const timestamp of TIMESTAMPS) {
      await time.increaseTo(timestamp);

      const read = await harness.read({ blockTag: "latest" });

      expect(read.blockTimestamp).to.equal(timestamp);
      expect(toSeconds(timestamp)).to.equal(Number(read.time));
    }
  });

  it("has the boundary of the contracts", () => {
    expect(toSeconds(99_999_999_999)).to.equal(99_999_999_999);
    expect(toSeconds(100_000_000_000)).to.equal(100_000_000);
    expect(toSeconds(0)).to.equal(0);
  });
});

describe("chainTime", () => {
  it("is the newest block's time in seconds, also on a chain in milliseconds", async () => {
    const { colophon } = await setStage();
    const now = await time.latest();
    const inMilliseconds = nodeInBetween({
      eth_getBlockByNumber: (block) => Object.assign({}, block, { timestamp: `0x${(now * 1000 + 999).toString(16)}` }),
    });

    expect(await chainTime(colophon.provider)).to.equal(now);
    expect(await chainTime(inMilliseconds.provider)).to.equal(now);
  });
});

describe("blockTime", () => {
  it("is the time of the block with that number", async () => {
    const { colophon } = await setStage();
    const before = { block: await time.latestBlock(), time: await time.latest() };
    await mine(3, { interval: 60 });

    expect(await blockTime(colophon.provider, before.block)).to.equal(before.time);
    expect(await blockTime(colophon.provider, before.block + 3)).to.equal(await time.latest());
  });

  it("refuses a block that the node does not know", async () => {
    const { colophon } = await setStage();

    const refusal = await refusalOf(() => blockTime(colophon.provider, 1_000_000));

    expect(refusal.message).to.equal("The node does not know block 1000000");
    expect(refusal.advice).to.equal("Ask another node of the network.");
    expect(refusal.exitCode).to.equal(1);
  });
});

describe("formatTime", () => {
  it("writes seconds as a date and a time in UTC", () => {
    expect(formatTime(0)).to.equal("1970-01-01 00:00:00 UTC");
    expect(formatTime(1_777_887_000)).to.equal("2026-05-04 09:30:00 UTC");
    expect(formatTime(1_777_887_000n)).to.equal("2026-05-04 09:30:00 UTC");
  });

  it("writes the number itself where a calendar has no such year", () => {
    expect(formatTime(2n ** 40n - 1n)).to.equal("+036812-02-20 00:36:15 UTC");
    expect(formatTime(2n ** 64n)).to.equal("18446744073709551616 s");
  });
});
