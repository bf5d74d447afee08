import { time } from "@nomicfoundation/hardhat-network-helpers";

import { BatchFile } from "../../../lib/batch/file/batch-file";
import { ColophonError } from "../../../lib/errors";
import type { RegisteredBulk } from "../../../tasks/shared/facts/bulk-text";
import { TitleStatus } from "../../shared/enums";
import { someHash } from "../../shared/fixture";
import type { Random } from "../../shared/random";
import { titleOf } from "../../shared/records";
import { listening, run, type Workshop } from "../workshop";
import { Dates, type Step } from "./dates";

const WORKS = 8;
const LISTS = 8;
const MOST_SECONDS = 1_000;
const PUBLISHERS = ["aurora", "borealis"] as const;

type Publisher = (typeof PUBLISHERS)[number];
type Args = Readonly<Record<string, unknown>>;

/** A task with its parameters. */
interface Command {
  readonly scope: "work" | "title" | "party";
  readonly task: string;
  readonly args: Args;
}

/** A file of the desk, and the work that it is. */
export interface File {
  readonly path: string;
  readonly hash: string;
}

/** A list of files, to be registered at once. */
interface List {
  readonly path: string;
  readonly works: readonly string[];
}

/** Two publishers at one desk, who do one thing after the other without a plan. */
export class Desk {
  readonly dates = new Dates();
  readonly files: readonly File[];
  /** All that was done, the newest last: what a failed run is explained by. */
  readonly log: string[] = [];
  readonly #lists: readonly List[];
  readonly #deed: string;
  readonly #batches = new Set<string>();

  constructor(
    private readonly workshop: Workshop,
    private readonly random: Random,
  ) {
    this.files = Array.from({ length: WORKS }, (_, index) => workshop.write(`${index}.txt`, `Work ${index}\n`));
    this.#lists = Array.from({ length: LISTS }, (_, index) => this.#someList(index));
    this.#deed = workshop.write("deed.txt", "All rights are assigned.\n").path;
  }

  /** Does one thing, and makes sure that no date was lost. @returns a work that it was about, if any */
  async step(): Promise<File | undefined> {
    const account = this.random.pick(PUBLISHERS);
    const file = this.random.pick(this.files);
    const doings: readonly (readonly [weight: number, run: () => Promise<Step>])[] = [
      [2, async () => this.#register(account, file)],
      [10, async () => this.#registerBatch(account)],
      [5, async () => this.#claim(account, file)],
      [1, async () => this.#ofWork(account, file, "work", "amend", { title: `Title ${this.random.below(WORKS)}` })],
      [2, async () => this.#ofWork(account, file, "title", "offer", { to: otherOf(account), deed: this.#deed })],
      [3, async () => this.#ofWork(account, file, "title", "accept", { deed: this.#deed, yes: true })],
      [1, async () => this.#ofWork(account, file, "title", "decline", { deed: this.#deed })],
      [1, async () => this.#ofWork(account, file, "title", "withdraw")],
      [
        1,
        async () => this.#run(account, [], { scope: "party", task: "revoke", args: { party: account } }, "accreditor"),
      ],
      [2, async () => this.accredit(account)],
      [1, async () => this.#order(file)],
      [1, async () => this.#wait()],
    ];
    const among = doings.flatMap(([weight, run]) => Array<typeof run>(weight).fill(run));
    const step = await this.random.pick(among)();
    await this.#note(step);
    const touched = this.files.filter(({ hash }) => step.works.includes(hash));
    return touched.length === 0 ? undefined : this.random.pick(touched);
  }

  /** Lets every holder claim what it can: in the end each title has the earliest date that its holder ever proved. */
  async claimAll(): Promise<void> {
    for (const account of PUBLISHERS) await this.#note(await this.accredit(account));
    for (const file of this.files) {
      const { status } = await titleOf(this.workshop.registry, BigInt(file.hash));
      const holder = this.dates.titleOf(file.hash)?.owner;
      const account = PUBLISHERS.find((name) => this.#addressOf(name) === holder);
      if (account === undefined || status !== TitleStatus.InForce) continue;
      await this.#note(await this.#ofFile(account, file, "claim"));
    }
  }

  async accredit(account: Publisher): Promise<Step> {
    await run("party", "apply", { accreditor: "accreditor", account });
    return this.#run(account, [], { scope: "party", task: "accredit", args: { party: account } }, "accreditor");
  }

  async #register(account: Publisher, file: File): Promise<Step> {
    const title = `Title ${this.random.below(WORKS)}`;
    return this.#ofFile(account, file, "register", { title, laterDate: this.random.chance(0.3) });
  }

  async #claim(account: Publisher, file: File): Promise<Step> {
    const anchors = this.dates.anchorsOf(file.hash);
    const isNamed = anchors.length > 0 && this.random.chance(0.5);
    const named = isNamed ? { batch: this.random.pick(anchors).batch, laterDate: this.random.chance(0.5) } : {};
    return this.#ofFile(account, file, "claim", named);
  }

  async #registerBatch(account: Publisher): Promise<Step> {
    const { path: from, works } = this.random.pick(this.#lists);
    const mode = this.random.chance(0.1) ? "direct" : "anchor";
    const args = { from, mode, again: mode === "anchor" && this.random.chance(0.5) };
    return this.#run(account, works, { scope: "work", task: "register-batch", args }, account, async (result) =>
      this.#noteBatch(account, works, result as RegisteredBulk),
    );
  }

  /** What a batch that is anchored for the first time proves is in its file. */
  async #noteBatch(
    account: Publisher,
    works: readonly string[],
    { batch: path, anchored }: RegisteredBulk,
  ): Promise<void> {
    if (anchored === undefined || this.#batches.has(path)) return;
    this.#batches.add(path);
    const batch = BatchFile.open(path, "read");
    try {
      const at = Number(await this.workshop.registry.anchoredAt(batch.head.root ?? ""));
      for (const work of works) {
        if (batch.find(work) === undefined) continue;
        this.dates.noteAnchor(work, { batch: path, owner: this.#addressOf(account), at });
      }
    } finally {
      batch.close();
    }
  }

  /** An adjudicator holds a title, lets it go, or annuls it. */
  async #order({ hash }: File): Promise<Step> {
    const { registry, accounts } = this.workshop;
    const status = this.random.pick([TitleStatus.Held, TitleStatus.InForce, TitleStatus.InForce, TitleStatus.Annulled]);
    const order = registry.connect(accounts.adjudicator).setStatus(hash, status, someHash());
    const isDone = await order.then(
      () => true,
      () => false,
    );
    await run("work", "list", { refresh: true });
    return this.#stepOf("order", "aurora", [hash], {}, isDone);
  }

  async #wait(): Promise<Step> {
    await time.increase(1 + this.random.below(MOST_SECONDS));
    return this.#stepOf("wait", "aurora", [], {}, true);
  }

  async #ofFile(account: Publisher, file: File, task: string, more: Args = {}): Promise<Step> {
    return this.#run(account, [file.hash], { scope: "work", task, args: { file: file.path, ...more } });
  }

  async #ofWork(
    account: Publisher,
    { hash: work }: File,
    scope: "work" | "title",
    task: string,
    more: Args = {},
  ): Promise<Step> {
    return this.#run(account, [work], { scope, task, args: { work, ...more } });
  }

  /** Runs a task, which may be refused in words, and never fails otherwise. */
  async #run(
    account: Publisher,
    works: readonly string[],
    { scope, task, args }: Command,
    signer: string = account,
    onDone: (result: unknown) => Promise<void> = () => Promise.resolve(),
  ): Promise<Step> {
    let refusal: string | undefined;
    try {
      const { result } = await listening(async () => run(scope, task, { ...args, account: signer }));
      await onDone(result);
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      refusal = error.code;
    }
    return this.#stepOf(`${scope} ${task}`, account, works, args, refusal === undefined, refusal);
  }

  #stepOf(
    command: string,
    account: Publisher,
    works: readonly string[],
    args: Args,
    isDone: boolean,
    refusal = "",
  ): Step {
    const named = works.map((work) => this.files.findIndex(({ hash }) => hash === work)).join(",");
    this.log.push([command, account, named, JSON.stringify(args), refusal].join(" "));
    return { command, account: this.#addressOf(account), works, isLaterMeant: args["laterDate"] === true, isDone };
  }

  /** Looks at all works: a command about one has no business with the others. */
  async #note(step: Step): Promise<void> {
    for (const { hash } of this.files) {
      const { owner, registeredAt } = await titleOf(this.workshop.registry, BigInt(hash));
      const title = registeredAt === 0n ? undefined : { owner, since: Number(registeredAt) };
      this.dates.noteTitle(hash, title, step);
    }
  }

  #someList(index: number): List {
    const files = this.files.filter(() => this.random.chance(0.5));
    const listed = files.length === 0 ? this.files : files;
    const lines = listed.map(({ path }, line) => `${path},List ${index} line ${line}\n`);
    const { path } = this.workshop.write(`list-${index}.csv`, `file,title\n${lines.join("")}`);
    return { path, works: listed.map(({ hash }) => hash) };
  }

  #addressOf(account: Publisher): string {
    return this.workshop.accounts[account].address;
  }
}

function otherOf(account: Publisher): Publisher {
  return account === "aurora" ? "borealis" : "aurora";
}
