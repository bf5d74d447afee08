import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import type { CataloguedWork } from "../../../lib/catalogue/query";
import { readTitle } from "../../../lib/chain/contracts/title";
import type { RegisteredBulk } from "../../../tasks/shared/facts/bulk-text";
import { refusalOf } from "../../lib/shared/refusal";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

interface Planned {
  readonly works: readonly { readonly name: string; readonly isVersion: boolean; readonly metadata: object }[];
  readonly known: readonly { readonly name: string; readonly batch: string; readonly isTitled: boolean }[];
  readonly bad: readonly { readonly line: number; readonly problems: readonly string[] }[];
  readonly leftOut: object;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

describe("work register-batch, day after day", () => {
  let workshop: Workshop;
  let from: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    from = workshop.at("works");
    mkdirSync(from);
  });
  afterEach(() => workshop.close());

  const hashOf = (text: string): string => sha256(toUtf8Bytes(text));

  function write(name: string, text = name): string {
    writeFileSync(join(from, name), text);
    return hashOf(text);
  }

  async function register<R = RegisteredBulk>(args: object = {}): Promise<R> {
    return (await listening(() => run<R>("work", "register-batch", { from, account: "aurora", ...args }))).result;
  }

  it("says by --dry-run that the registry would take nothing of the account, beside all the rest", async () => {
    write("a.txt");

    for (const mode of ["anchor", "direct"]) {
      const { refusal, works } = await register<Planned>({ account: "adjudicator", dryRun: true, mode });

      expect(works.map(({ name }) => name)).to.deep.equal(["a.txt"]);
      expect(refusal?.code).to.equal("WorkRegistryNotAccredited");
      expect(refusal?.message).to.contain(workshop.accounts.adjudicator.address);
    }
  });

  it("says by --dry-run what is new, changed, known and left out, with its metadata, and sends and keeps nothing", async () => {
    write("a.txt");
    write("b.txt");
    const { batch } = await register();
    write("b.txt", "another b");
    write("c.txt");
    write("d.txt", "");
    write("e.bak");
    const block = await workshop.colophon.provider.getBlockNumber();
    const kept = readdirSync(workshop.home, { recursive: true }).sort();

    const plan = await register<Planned>({ dryRun: true, exclude: "*.bak" });

    const metadata = { "@context": "https://schema.org", "@type": "CreativeWork" };
    const isBasedOn = `ni:///sha-256;${Buffer.from(hashOf("b.txt").slice(2), "hex").toString("base64url")}`;
    expect(plan).to.deep.equal({
      works: [
        {
          ...{ line: 2, name: "b.txt", contentHash: hashOf("another b"), isVersion: true },
          metadata: { ...metadata, isBasedOn, name: "b", version: "2" },
        },
        {
          ...{ line: 3, name: "c.txt", contentHash: hashOf("c.txt"), isVersion: false },
          metadata: { ...metadata, name: "c" },
        },
      ],
      known: [{ name: "a.txt", contentHash: hashOf("a.txt"), batch, isTitled: false }],
      bad: [
        {
          line: 4,
          name: "d.txt",
          problems: [`${join(from, "d.txt")} is empty: every empty file has the same hash, so nobody can own it`],
        },
      ],
      unused: [],
      refusal: null,
      leftOut: { system: 0, links: 0, excluded: 1 },
      separator: undefined,
    });
    expect(await workshop.colophon.provider.getBlockNumber()).to.equal(block);
    expect(readdirSync(workshop.home, { recursive: true }).sort()).to.deep.equal(kept);
  });

  it("keeps every version, and work versions lists them, the newest first", async () => {
    const texts = ["first", "second", "third"];
    for (const text of texts) {
      write("a.txt", text);
      write(`${text}.txt`);
      await register();
    }

    for (const text of texts) {
      const versions = await run<CataloguedWork[]>("work", "versions", { work: hashOf(text) });
      expect(versions.map(({ contentHash, version, state }) => [contentHash, version, state])).to.deep.equal([
        [hashOf("third"), "3", "anchored"],
        [hashOf("second"), "2", "anchored"],
        [hashOf("first"), undefined, "anchored"],
      ]);
    }
    expect(await run("work", "versions", { work: hashOf("unknown") })).to.deep.equal([]);
  });

  it("gives works that are anchored a title of that date in direct mode, and all others one of today", async () => {
    const anchored = write("a.txt");
    const { anchored: anchor } = await register();
    const fresh = write("b.txt");

    const { claimed, works } = await register({ mode: "direct" });

    expect({ claimed, works }).to.deep.equal({ claimed: [anchored], works: 1 });
    const since = async (work: string): Promise<number> =>
      (await readTitle(workshop.colophon, BigInt(work)))?.registeredAt ?? 0;
    expect(await since(anchored)).to.equal(anchor?.anchoredAt);
    expect(await since(fresh)).to.be.greaterThan(anchor?.anchoredAt ?? 0);
    // Again, all have titles.
    expect(await register({ mode: "direct" })).to.deep.include({ known: 2, claimed: [], untitled: [] });
  });

  it("refuses in direct mode a work that another account of the home has anchored, and does nothing", async () => {
    const theirs = write("a.txt");
    await register({ account: "borealis" });
    write("b.txt");
    const block = await workshop.colophon.provider.getBlockNumber();

    for (const dryRun of [true, false]) {
      const refusal = await refusalOf(() => register({ mode: "direct", dryRun }));

      expect(refusal).to.include({ code: "AnchoredForOther", exitCode: 2 });
      expect(refusal.message).to.contain(`The work ${theirs} is anchored for the account`);
    }
    expect(await workshop.colophon.provider.getBlockNumber()).to.equal(block);
    // Whose own it is, too, keeps its own date.
    const { anchored } = await register();
    expect(await register({ mode: "direct" })).to.deep.include({ known: 2, works: 2 });
    expect((await readTitle(workshop.colophon, BigInt(theirs)))?.registeredAt).to.equal(anchored?.anchoredAt);
  });

  it("refuses --again in direct mode, which would lose dates", async () => {
    write("a.txt");

    const refusal = await refusalOf(() => register({ mode: "direct", again: true }));

    expect(refusal).to.include({ code: "WrongParameter", exitCode: 2 });
  });
});
