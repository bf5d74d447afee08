import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import type { AnchorProof, BatchWork } from "../../lib/batch/file/batch-file";
import { batchFolder } from "../../lib/batch/file/shelf";
import type { BatchCheck } from "../../lib/batch/run/check";
import type { BatchSummary } from "../../lib/batch/run/summary";
import { shelfOf } from "../../lib/works/home/shelf";
import type { RegisteredBulk } from "../../tasks/shared/facts/bulk-text";
import { tamper } from "../lib/batch/shared/batches";
import { refusalOf } from "../lib/shared/refusal";
import { someHash } from "../shared/fixture";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

const NAMES = ["été.txt", "潮.txt", "🎵.txt"];

describe("the tasks about batches", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
  });
  afterEach(() => workshop.close());

  /** Registers a folder with these names in it, each file with its name for content. */
  async function register(names = NAMES, args: Record<string, unknown> = {}): Promise<RegisteredBulk> {
    const from = workshop.at(`works-${names.length}`);
    mkdirSync(from, { recursive: true });
    for (const name of names) writeFileSync(join(from, name), name);
    const task = { from, account: "aurora", ...args };
    return (await listening(() => run<RegisteredBulk>("work", "register-batch", task))).result;
  }

  function summaryOf({ skipped, leftOut, unused, notTaken, ...others }: RegisteredBulk): BatchSummary {
    const { known, versions, untitled, claimed, isNew, separator, ...summary } = others;
    expect([...skipped, ...unused, ...notTaken, ...untitled, ...claimed]).to.deep.equal([]);
    expect(leftOut).to.deep.equal({ system: 0, links: 0, excluded: 0 });
    expect({ known, versions, isNew, separator }).to.deep.equal({
      ...{ known: 0, versions: 0, isNew: true, separator: undefined },
    });
    return summary;
  }

  describe("list", () => {
    it("gives the batches of the store with what became of them", async () => {
      const anchored = await register();
      const direct = await register(["a.txt"], { mode: "direct" });

      const listed = await run<BatchSummary[]>("batch", "list");

      expect(listed).to.have.deep.members([summaryOf(anchored), summaryOf(direct)]);
    });

    it("is empty where the store has none", async () => {
      expect(await run("batch", "list")).to.deep.equal([]);
    });

    it("lists a file that is damaged beside the others", async () => {
      const whole = await register();
      const damaged = join(dirname(whole.batch), `${"0".repeat(32)}.sqlite`);
      writeFileSync(damaged, "damaged");

      const listed = await run("batch", "list");

      const error = `${damaged} is not a batch file, or it is damaged: file is not a database`;
      expect(listed).to.have.deep.members([summaryOf(whole), { batch: damaged, error }]);
      expect(dirname(damaged)).to.equal(batchFolder(shelfOf(workshop.colophon, workshop.home)));
    });
  });

  describe("show", () => {
    it("shows what a batch file says", async () => {
      const result = await register();

      expect(await run("batch", "show", { batch: result.batch })).to.deep.equal(summaryOf(result));
    });

    it("shows one work by its file and by its id, with a proof that the registry takes", async () => {
      const { batch, root, anchored } = await register();
      const work = sha256(toUtf8Bytes("潮.txt"));
      const file = workshop.write("other-name.txt", "潮.txt").path;

      const byFile = await run<BatchWork & { proof: AnchorProof }>("batch", "show", { batch, file });
      const byId = await run("batch", "show", { batch, work });

      expect(byId).to.deep.equal(byFile);
      expect(byFile).to.include({ name: "潮.txt", line: 2 });
      const { claim, proof } = byFile;
      expect(proof.root).to.equal(root);
      const time = await workshop.registry.verifyAnchored(claim, proof.salt, proof.root, [...proof.proof]);
      expect(Number(time)).to.equal(anchored?.anchoredAt);
    });

    it("shows a work of a direct batch, which has no proof", async () => {
      const { batch } = await register(["a.txt"], { mode: "direct" });

      const shown = await run("batch", "show", { batch, work: sha256(toUtf8Bytes("a.txt")) });

      expect(shown).to.include({ name: "a.txt", salt: undefined, proof: undefined });
    });

    it("refuses a work that the batch does not have", async () => {
      const { batch } = await register();
      const work = someHash();

      const refusal = await refusalOf(() => run("batch", "show", { batch, work }));

      expect(refusal.message).to.equal(`${batch} does not have the work ${work}`);
      expect(refusal.exitCode).to.equal(3);
    });

    it("refuses both a file and an id", async () => {
      const { batch } = await register();

      const refusal = await refusalOf(() => run("batch", "show", { batch, file: batch, work: someHash() }));

      expect(refusal.message).to.equal("Name the work either by --file or by --work");
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("check", () => {
    const check = async (batch: string): Promise<{ result: BatchCheck; said: string }> =>
      listening(() => run<BatchCheck>("batch", "check", { batch }));

    it("proves every work, and tells how far it is on stderr", async () => {
      const { batch, anchored } = await register();

      const { result, said } = await check(batch);

      expect(result).to.deep.equal({ verified: true, works: 3, anchored, problems: [] });
      expect(said).to.contain("Checking: 3 of 3 works");
    });

    it("finds that a file was tampered with", async () => {
      const { batch } = await register();
      tamper(batch, "UPDATE works SET salt = randomblob(32) WHERE id = 2");

      const { result } = await check(batch);

      expect(result.verified).to.equal(false);
      expect(result.problems[0]).to.match(/^line 2, .*: its claim or its salt is not what the tree was made from$/);
      expect(result.problems[1]).to.equal("the claims do not lead to the root");
    });

    it("refuses a batch of another registry, as verify does where one is named", async () => {
      const { batch } = await register();
      const other = "0x1111111111111111111111111111111111111111";
      tamper(batch, "UPDATE batch SET registry = ?", [other]);

      const file = workshop.write("潮.txt", "潮.txt").path;
      for (const task of [() => check(batch), () => run("work", "verify", { file, batch })]) {
        const refusal = await refusalOf(task);

        expect(refusal.message).to.equal(`${batch} is a batch of the registry ${other} on chain 31337`);
        expect(refusal.exitCode).to.equal(2);
      }
    });

    it("refuses a path that leads nowhere", async () => {
      const refusal = await refusalOf(() => check(workshop.at("none.sqlite")));

      expect(refusal.message).to.equal(`${workshop.at("none.sqlite")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });
  });
});
