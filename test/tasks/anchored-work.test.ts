import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import type { BulkResult } from "../../lib/batch/run/bulk";
import { readTitle } from "../../lib/chain/contracts/title";
import type { Registered } from "../../lib/works/carry-out";
import { refusalOf } from "../lib/shared/refusal";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

const NAME = "novel.txt";

describe("the tasks, of a work that is anchored", () => {
  let workshop: Workshop;
  let file: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    file = join(workshop.at("works"), NAME);
  });
  afterEach(() => workshop.close());

  /** Anchors a folder with the work and another one, so that each batch has its own root. */
  async function anchor(other: string, account = "aurora"): Promise<BulkResult> {
    const from = workshop.at("works");
    mkdirSync(from, { recursive: true });
    writeFileSync(join(from, NAME), NAME);
    writeFileSync(join(from, other), other);
    const args = { from, account, again: true };
    return (await listening(() => run<BulkResult>("work", "register-batch", args))).result;
  }

  it("claim it from the owner's earliest anchor, of several", async () => {
    await anchor("other.txt", "borealis");
    const first = await anchor("first.txt");
    await anchor("second.txt");

    const { record } = await run<Registered>("work", "claim", { file, account: "aurora" });

    expect(record.anchor?.root).to.equal(first.root);
    expect(record.registration.registeredAt).to.equal(first.anchored?.anchoredAt);
  });

  it("refuse to claim what this home has no anchor of, by this owner", async () => {
    await anchor("other.txt", "borealis");

    const refusal = await refusalOf(() => run("work", "claim", { file, account: "aurora" }));

    expect(refusal).to.include({ code: "NoAnchorHere", exitCode: 2 });
  });

  it("refuse to register it with a later date, and do so where that is meant", async () => {
    const { anchored } = await anchor("other.txt");
    const args = { file, account: "aurora", title: "Novel" };
    const title = () => readTitle(workshop.colophon, BigInt(sha256(toUtf8Bytes(NAME))));

    const refusal = await refusalOf(() => run("work", "register", args));

    expect(refusal).to.include({ code: "EarlierDate", exitCode: 2 });
    expect(refusal.advice).to.include(`npx hardhat work claim --file ${file}`);
    expect(await title()).to.equal(undefined);
    const { record, recordPath } = await run<Registered>("work", "register", { ...args, laterDate: true });
    const copy = workshop.at("copy.json");
    copyFileSync(recordPath, copy);
    expect((await title())?.registeredAt).to.be.greaterThan(anchored?.anchoredAt ?? 0);
    // The date is not lost by it: it can be proven still.
    await run("work", "claim", { file, account: "aurora" });
    expect((await title())?.registeredAt).to.equal(anchored?.anchoredAt);
    // The record of before is no less true; one that names a time that never was is.
    expect(await run("work", "verify", { file, record: copy })).to.include({ verified: true });
    const { registration } = record;
    const forged = { ...record, registration: { ...registration, registeredAt: registration.registeredAt + 1 } };
    writeFileSync(copy, JSON.stringify(forged));
    expect(await run("work", "verify", { file, record: copy })).to.include({ verified: false });
  });
});
