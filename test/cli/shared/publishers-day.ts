import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import { sha256 } from "ethers";

import { BatchFile } from "../../../lib/batch/file/batch-file";
import { listBatchFiles } from "../../../lib/batch/file/shelf";
import type { BulkResult } from "../../../lib/batch/run/bulk";
import { Catalogue } from "../../../lib/catalogue/catalogue";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { shelfOf } from "../../../lib/works/home/shelf";
import { allOf } from "../../lib/catalogue/all-of";
import type { Random } from "../../shared/random";
import type { Ended, Running } from "./processes";

const FIRST_DAY = 2_000;
const NEW = 300;
const CHANGED = 20;
const FILES_PER_FOLDER = 500;
/** So many runs of a command are killed before one is left alone. */
const KILLS = 2;
const ALL = 10_000;
const NOTHING_OFFERED = "NothingOffered";

/** Where a day is spent: a chain with the contracts, on which aurora and borealis are accredited, and a home. */
export interface Office {
  readonly colophon: Colophon;
  /** COLOPHON_HOME of every command. */
  readonly home: string;
  /** A path of the test's own. */
  at(name: string): string;
  /** Starts `colophon` with the words of a line. */
  start(line: string): Running;
}

/** A verdict of `work verify` as its JSON has it. */
interface Verdict {
  readonly contentHash: string;
  readonly verified: boolean;
  readonly since: { readonly time: number } | null;
  readonly title: { readonly owner: string } | null;
  readonly anchored: readonly unknown[];
}

/** A work of `work list` as its JSON has it. */
interface Listed {
  readonly contentHash: string;
  readonly basedOn: string | null;
  readonly version: string | null;
}

/** A publisher's day: what becomes of its works where every command may be killed. */
export class PublishersDay {
  readonly #works: string;
  /** The content of each file as it is now, by its path below the folder of works. */
  readonly #texts = new Map<string, string>();
  readonly #aurora = devWallet("aurora").address;
  readonly #borealis = devWallet("borealis").address;
  /** How long a command takes that is left alone, in milliseconds, by the newest that was. */
  #usual = 0;

  constructor(
    private readonly office: Office,
    private readonly random: Random,
  ) {
    this.#works = office.at("works");
  }

  /** Spends two days and the hand-over of two titles, and makes sure that all is as it should be. */
  async spend(): Promise<void> {
    const { provider } = this.office.colophon;
    const sent = async (): Promise<number> => provider.getTransactionCount(this.#aurora);
    const before = await sent();

    for (let index = 0; index < FIRST_DAY; index++) this.#write(nameOf(index), `Article ${index}\n`);
    const plan = await this.#json<{ works: readonly unknown[] }>(`work register-batch ${this.#from} --dry-run`);
    expect(plan.works).to.have.length(FIRST_DAY);
    await this.#killed(`work register-batch ${this.#from}`);
    const first = await this.#json<BulkResult>(`work register-batch ${this.#from}`);
    expect(first).to.include({ works: FIRST_DAY, open: 0 });

    const firstDay = new Map(this.#texts);
    for (let index = 0; index < CHANGED; index++) this.#write(nameOf(index), `Article ${index}, corrected\n`);
    for (let index = 0; index < NEW; index++) this.#write(nameOf(FIRST_DAY + index), `Article of day 2: ${index}\n`);
    await this.#killed(`work register-batch ${this.#from}`);
    const second = await this.#json<BulkResult>(`work register-batch ${this.#from}`);
    expect(second).to.include({ works: NEW + CHANGED, open: 0 });
    await this.#handOver([nameOf(FIRST_DAY - 1), nameOf(0)]);

    // An anchor a day; a claim and an offer for each title that was handed over.
    expect((await sent()) - before).to.equal(2 + 2 * 2);
    const old = new Set(hashesOf(firstDay));
    const days = [[...old], hashesOf(this.#texts).filter((hash) => !old.has(hash))];
    await this.#expectVerified(await this.#datesOf(days), firstDay);
    await this.#expectVersions(firstDay);
    await this.#expectRebuilt();
  }

  get #from(): string {
    return `--from ${this.#works} --account aurora`;
  }

  #write(name: string, text: string): void {
    this.#texts.set(name, text);
    const path = join(this.#works, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }

  /** Offers titles of some files to borealis by one deed and has them accepted. */
  async #handOver(names: readonly string[]): Promise<void> {
    const [list, deed] = [this.office.at("list.txt"), this.office.at("deed.txt")];
    writeFileSync(list, names.map((name) => join(this.#works, name)).join("\n"));
    writeFileSync(deed, `${names.join(" and ")} are assigned\n`);
    const offer = `title offer --from ${list} --to borealis --deed ${deed} --account aurora`;
    const accept = `title accept --all-from ${this.#aurora} --deed ${deed} --account borealis --yes`;

    await this.#killed(offer);
    await this.#json(offer);
    await this.#killed(accept);
    // A run that was killed may have accepted the last one.
    const { code, stdout } = await this.office.start(`${accept} --json`).ended;
    if (code !== 0) expect(stdout).to.contain(NOTHING_OFFERED);

    for (const name of names) expect(await this.#ownerOf(name)).to.equal(this.#borealis);
  }

  async #ownerOf(name: string): Promise<string> {
    return this.office.colophon.registry.ownerOf(hashOf(this.#texts.get(name) ?? ""));
  }

  /**
   * The date of every work, in Unix seconds, as the chain has it for the root that the work is under.
   * @param days the works of each day, which are to have one anchor
   */
  async #datesOf(days: readonly (readonly string[])[]): Promise<ReadonlyMap<string, number>> {
    const { colophon, home } = this.office;
    const dates = new Map<string, number>();
    for (const path of await listBatchFiles(shelfOf(colophon, home))) {
      const batch = BatchFile.open(path, "read");
      try {
        const day = days.find(([work = ""]) => batch.find(work) !== undefined);
        const at = Number(await colophon.registry.anchoredAt(batch.head.root ?? ""));
        if (day === undefined || at === 0) continue;
        expect(batch.head.works).to.equal(day.length);
        for (const work of day) {
          expect([batch.find(work) !== undefined, dates.has(work)], "in one batch alone").to.deep.equal([true, false]);
          dates.set(work, at);
        }
      } finally {
        batch.close();
      }
    }
    expect(dates.size).to.equal(FIRST_DAY + NEW + CHANGED);
    return dates;
  }

  /** That `work verify` says of every file, those of the first day too, that it has its date, and no other. */
  async #expectVerified(dates: ReadonlyMap<string, number>, before: ReadonlyMap<string, string>): Promise<void> {
    const earlier = this.office.at("earlier");
    mkdirSync(earlier);
    for (let index = 0; index < CHANGED; index++) {
      writeFileSync(join(earlier, `${index}.txt`), before.get(nameOf(index)) ?? "");
    }
    const verified: Verdict[] = [];
    for (const folder of [this.#works, earlier]) {
      verified.push(...(await this.#json<Verdict[]>(`work verify --from ${folder}`)));
    }
    const said = verified.map(({ contentHash, since }) => [contentHash, since?.time]);
    expect(verified.every((verdict) => verdict.verified)).to.equal(true);
    expect(said.sort()).to.deep.equal([...dates].sort());
    const without = verified.filter(({ anchored }) => anchored.length !== 1);
    expect(without, "works with two anchors, or none").to.deep.equal([]);
    expect(verified.flatMap(({ title }) => (title === null ? [] : [title.owner]))).to.deep.equal(
      Array(2).fill(this.#borealis),
    );
  }

  /** That a file that was changed is a new version of its work, and nothing else is. */
  async #expectVersions(before: ReadonlyMap<string, string>): Promise<void> {
    const mine = new Set([...hashesOf(before), ...hashesOf(this.#texts)]);
    const listed = await this.#json<Listed[]>(`work list --limit ${ALL}`);
    const versions = listed.filter(({ contentHash, basedOn }) => mine.has(contentHash) && basedOn !== null);
    const said = versions.map(({ contentHash, basedOn, version }) => [contentHash, basedOn, version]);
    const expected = Array.from({ length: CHANGED }, (_, index) => {
      const name = nameOf(index);
      return [hashOf(this.#texts.get(name) ?? ""), hashOf(before.get(name) ?? ""), "2"];
    });
    expect(said.sort()).to.deep.equal(expected.sort());
    expect(listed.filter(({ contentHash }) => mine.has(contentHash))).to.have.length(mine.size);
  }

  /** That the catalogue that was kept is the one that is made anew. */
  async #expectRebuilt(): Promise<void> {
    const kept = await this.#catalogue();
    await this.#json("work index");
    expect(await this.#catalogue()).to.deep.equal(kept);
  }

  async #catalogue(): Promise<unknown[]> {
    const catalogue = await Catalogue.open(this.office.home);
    try {
      return allOf(catalogue);
    } finally {
      catalogue.close();
    }
  }

  /** Runs a command some times, and kills it after a part of the time that a command takes. */
  async #killed(line: string): Promise<void> {
    for (let kill = 0; kill < KILLS; kill++) {
      const running = this.office.start(line);
      await Promise.race([running.ended, delay(this.random.fraction() * this.#usual)]);
      running.kill("SIGKILL");
      const { code, stderr } = await running.ended;
      expect([null, 0, 1], stderr).to.include(code);
      // What ended by itself was done, or was done before.
      if (code === 1) expect(stderr).to.contain("offers no title");
    }
  }

  /** Runs a command that must succeed. @returns its JSON, of the type that the caller expects */
  async #json<R>(line: string): Promise<R> {
    const begin = performance.now();
    const { code, stdout, stderr }: Ended = await this.office.start(`${line} --json`).ended;
    this.#usual = performance.now() - begin;
    expect(code, `${line}\n${stderr}`).to.equal(0);
    return JSON.parse(stdout) as R;
  }
}

function nameOf(index: number): string {
  return `${Math.floor(index / FILES_PER_FOLDER)}/article-${index}.txt`;
}

function hashOf(text: string): string {
  return sha256(Buffer.from(text));
}

function hashesOf(texts: ReadonlyMap<string, string>): string[] {
  return [...texts.values()].map(hashOf);
}
