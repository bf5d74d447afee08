import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import { sha256, toUtf8Bytes, ZeroHash } from "ethers";

import type { BulkResult } from "../../lib/batch/run/bulk";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import type { Registered } from "../../lib/works/writing/carry-out";
import { rpc } from "../../scripts/chain/anvil";
import { someHash } from "../shared/fixture";
import { NO_TITLE, titleOf } from "../shared/records";
import { type Refusals, testRefusals } from "./refusals";
import { documentOf, expectTextRefusal } from "./shared/outcome";
import type { Ended } from "./shared/processes";
import type { Stage } from "./shared/stage";

const AURORA = devWallet("aurora").address;
const BOREALIS = devWallet("borealis").address;

const POLL_MS = 20;
/** A block of this holds one transaction of six works. */
const SMALL_BLOCK = 340_000;
const LARGE_BLOCK = 30_000_000;
/** More transactions than are under way at a time. */
const CALLS = 150;
const WORKS_PER_CALL = 6;

/** A line about how far a job is: "Hashing: 10 of 12 KiB, 40 KiB/s, 1 s left". */
const PROGRESS =
  /^(?:Checking|Hashing|Anchoring|Registering): [\d,.]+(?: of [\d,.]+)? (?:rows?|[KM]iB|works?)(?:, [\d,.]+ (?:rows?|[KM]iB|works?)\/s)?(?:, \d+ s left)?$/;

const CHECK_PATH = "Check the spelling of the path and the folder you are in.";

/** What is wrong before any row is read. */
const REFUSALS: Refusals = {
  "a source that does not exist": (stage) => ({
    line: `work register-batch --from ${stage.at("missing")}`,
    code: 2,
    message: `${stage.at("missing")} does not exist`,
    advice: CHECK_PATH,
  }),
  "a file whose format does not show": (stage) => {
    const { path } = stage.file();
    const from = path.replace(/\.[a-z]+$/, ".doc");
    writeFileSync(from, "works");
    return {
      line: `work register-batch --from ${from}`,
      code: 2,
      message: `${from}: its format does not show, as its name ends in none of .csv, .ndjson, .jsonl, .txt`,
      advice: "Give its format with --format: csv, ndjson, list.",
    };
  },
  "a mode that does not exist": (stage) => ({
    line: `work register-batch --from ${stage.at("")} --mode quick`,
    code: 2,
    message: '--mode: "quick" is none of: anchor, direct',
    advice: "Choose one of these.",
  }),
  "no source": () => ({
    line: "work register-batch",
    code: 2,
    message: "The '--from' parameter of task 'register-batch' expects a value, but none was passed.",
    advice: "See its parameters with: npx hardhat help work register-batch",
  }),
  "a batch file that does not exist": (stage) => ({
    line: `work claim --file ${stage.file().path} --batch ${stage.at("missing.sqlite")} --account aurora`,
    code: 2,
    message: `${stage.at("missing.sqlite")} does not exist`,
    advice: CHECK_PATH,
  }),
  "a file that is no batch file": (stage) => {
    const { path } = stage.file("La mer allume ses feux.\n".repeat(100));
    return {
      line: `batch show --batch ${path}`,
      code: 2,
      message: `${path} is not a batch file, or it is damaged: file is not a database`,
      advice: "Name a file of .colophon/batches, or restore it from a copy.",
    };
  },
};

/** Many works at once, from a real process: what it says, and what it leaves. */
export function registersInBulk(stage: () => Stage): void {
  describe("bulk registration", () => {
    let folders = 0;

    /** A new folder of files, each with content of its own. @returns its path and the works' ids by the names */
    function folderOf(...names: string[]): { path: string; works: Map<string, string> } {
      folders += 1;
      const path = stage().at(`works-${folders}`);
      const works = names.map((name): [string, string] => {
        const text = `${name} of folder ${folders}\n`;
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), text);
        return [name, sha256(toUtf8Bytes(text))];
      });
      return { path, works: new Map(works) };
    }

    /** What a command that went well said, with nothing but progress on stderr. */
    function saidBy({ code, stdout, stderr }: Ended, stages: readonly string[], expected = 0): string {
      const lines = stderr.split("\n").slice(0, -1);
      for (const line of lines) expect(line).to.match(PROGRESS);
      expect(lines.map((line) => line.split(":")[0])).to.deep.equal(stages);
      expect(code).to.equal(expected);
      return stdout;
    }

    const workId = (works: ReadonlyMap<string, string>, name: string): string => works.get(name) ?? "";

    it("of a folder: one anchor, then list, show, check, verify and claim from its batch file", async () => {
      const { path, works } = folderOf("été.txt", "潮/汐.txt", "🎵.txt");
      const file = join(path, "潮/汐.txt");
      const id = workId(works, "潮/汐.txt");

      const anchored = saidBy(await stage().run(`work register-batch --from ${path} --account aurora`), [
        "Checking",
        "Hashing",
        "Anchoring",
      ]);
      expect(anchored).to.match(/^Anchored +3 of 3 works$/m);
      expect(anchored).not.to.match(/^Found /m);
      const again = await stage().run(`work register-batch --from ${path} --account aurora`);
      expect(again.stdout).to.match(/^Found +the batch was there: it is of an earlier run\nAnchored +3 of 3 works$/m);
      expect(anchored).to.match(new RegExp(`^Owner +${AURORA}$`, "m"));
      const [, batch = ""] = /^Batch +(\S+\.sqlite)$/m.exec(anchored) ?? [];
      const [, root = ""] = /^Root +(0x[0-9a-f]{64})$/m.exec(anchored) ?? [];
      expect((await stage().colophon.registry.anchorOf(root)).account).to.equal(AURORA);
      expect(await titleOf(stage().colophon.registry, BigInt(id))).to.deep.equal(NO_TITLE);

      const verified = saidBy(await stage().run(`work verify --file ${file}`), []);
      expect(verified).to.match(new RegExp(`^ANCHORED +${file}$`, "m"));
      expect(verified).to.match(new RegExp(`^Claimed by +${AURORA}$`, "m"));

      const listed = saidBy(await stage().run("batch list"), []);
      expect(listed).to.match(new RegExp(`^Works +3\nState +on chain\n(?:.*\n)+Batch +${batch}$`, "m"));

      const shown = saidBy(await stage().run(`batch show --batch ${batch} --file ${file}`), []);
      expect(shown).to.match(/^Name +潮\/汐\.txt$/m);
      expect(shown).to.match(new RegExp(`^Work +${id}$`, "m"));

      const checked = saidBy(await stage().run(`batch check --batch ${batch}`), ["Checking"]);
      expect(checked).to.match(/^PROVEN +3 works of$/m);

      const claimed = documentOf(
        await stage().run(`work claim --file ${file} --batch ${batch} --account aurora --json`),
      );
      // The command line prints what the library returns.
      const { record, recordPath } = claimed as Registered;
      expect(record.anchor?.root).to.equal(root);
      expect((await titleOf(stage().colophon.registry, BigInt(id))).owner).to.equal(AURORA);

      const titled = saidBy(await stage().run(`work verify --file ${file} --record ${recordPath}`), []);
      expect(titled).to.match(/^REGISTERED /m);
      expect(titled).to.match(/^Anchored at /m);
    });

    it("of a CSV file, with a title for each, says which works others have, and exits with 3", async () => {
      const { path, works } = folderOf("a.txt", "b.txt");
      const theirs = workId(works, "b.txt");
      const claim = { owner: BOREALIS, contentHash: theirs, metadataHash: ZeroHash };
      await stage().send("borealis", stage().colophon.registry.register.populateTransaction(claim));
      writeFileSync(join(path, "works.csv"), 'file,title\na.txt,"La mer, la nuit"\nb.txt,B\n');

      const ended = await stage().run(
        `work register-batch --from ${join(path, "works.csv")} --mode direct --account aurora --json`,
      );

      saidBy(ended, ["Checking", "Hashing", "Registering"], 3);
      // The command line prints what the library returns.
      const { notTaken, ...result } = documentOf(ended) as BulkResult;
      expect(result).to.include({ mode: "direct", works: 2, registered: 1, rejected: 1, open: 0, root: null });
      expect(notTaken).to.deep.equal([
        { line: 3, name: "b.txt", contentHash: theirs, reason: "already registered", owner: BOREALIS },
      ]);
      expect((await titleOf(stage().colophon.registry, BigInt(workId(works, "a.txt")))).owner).to.equal(AURORA);
    });

    it("of NDJSON on stdin is one JSON document on stdout, and progress on stderr only", async () => {
      const { path, works } = folderOf("été.txt");
      const rows = [
        { file: join(path, "été.txt"), title: "Été" },
        { contentHash: someHash(), title: "潮" },
      ];
      const input = rows.map((row) => JSON.stringify(row)).join("\n");

      const ended = await stage().run("work register-batch --from - --account aurora --json", {}, { input });

      saidBy(ended, ["Checking", "Hashing", "Anchoring"]);
      expect(documentOf(ended)).to.deep.include({
        mode: "anchor",
        works: 2,
        registered: 2,
        source: "stdin",
        skipped: [],
        leftOut: { system: 0, links: 0, excluded: 0 },
      });
      const verified = await stage().run(`work verify --file ${join(path, "été.txt")} --json`);
      expect(documentOf(verified)).to.deep.include({
        ...{ contentHash: workId(works, "été.txt"), verified: true, title: null, unreadable: [] },
      });
    });

    describe("is refused, with one sentence and what to do, for", () => {
      testRefusals(stage, REFUSALS, "", expectTextRefusal);
    });

    it("names every bad row, exits with 2 and sends nothing", async () => {
      const { path } = folderOf("a.txt");
      writeFileSync(join(path, "works.csv"), "file,title\na.txt,A\nb.txt,B\nc.txt,C\n");
      const before = await stage().colophon.provider.getBlockNumber();

      const ended = await stage().run(`work register-batch --from ${join(path, "works.csv")} --account aurora --json`);

      const rows = ["3", "4"].map(
        (line) => `line ${line}: ${join(path, line === "3" ? "b.txt" : "c.txt")} does not exist`,
      );
      const message = ["2 of 3 rows cannot be registered; nothing was sent", ...rows].join("\n");
      const advice = "Correct them, or register the others with --skip-bad.";
      expect(ended.code).to.equal(2);
      expect(documentOf(ended)).to.deep.equal({ error: { code: "BadRows", message, advice } });
      const [progress = "", ...said] = ended.stderr.split("\n");
      expect(progress).to.match(PROGRESS);
      expect(said.join("\n")).to.equal(`Error: ${message}\n  ${advice}\n`);
      expect(await stage().colophon.provider.getBlockNumber()).to.equal(before);
    });

    describe("that is stopped by Ctrl-C", () => {
      afterEach(async () => {
        await rpc(stage().anvil.url, "evm_setBlockGasLimit", [LARGE_BLOCK]);
        await rpc(stage().anvil.url, "evm_setAutomine", [true]);
      });

      it("waits for what is under way, says how far it was and exits with 1; the next run does the rest", async () => {
        const { url } = stage().anvil;
        const hashes = Array.from({ length: CALLS * WORKS_PER_CALL }, () => someHash());
        const from = stage().at("works.ndjson");
        writeFileSync(from, hashes.map((contentHash) => JSON.stringify({ contentHash, title: "x" })).join("\n"));
        const line = `work register-batch --from ${from} --mode direct --account aurora --json`;
        const sent = async (block: "latest" | "pending"): Promise<number> =>
          Number(await rpc(url, "eth_getTransactionCount", [AURORA, block]));
        const before = await sent("latest");
        await rpc(url, "evm_setBlockGasLimit", [SMALL_BLOCK]);
        // The limit is that of the next block, and the command goes by the latest.
        await rpc(url, "evm_mine");
        await rpc(url, "evm_setAutomine", [false]);

        let ended: Ended | undefined;
        const running = stage().start(line);
        void running.ended.then((found) => (ended = found));
        while ((await sent("pending")) === before) await delay(POLL_MS);
        running.kill("SIGINT");
        await delay(10 * POLL_MS);
        await rpc(url, "evm_setBlockGasLimit", [LARGE_BLOCK]);
        while (ended === undefined) await rpc(url, "evm_mine").then(() => delay(POLL_MS));

        const done = (await sent("latest")) - before;
        const message = `Stopped: ${done * WORKS_PER_CALL} of ${hashes.length} works are registered`;
        expect(done).to.be.within(1, CALLS - 1);
        const { code, stderr } = ended;
        expect(code).to.equal(1);
        const { error } = documentOf(ended) as { error: { code: string; message: string; advice: string } };
        expect(error.code).to.equal("BatchStopped");
        expect(error.message).to.equal(message);
        expect(error.advice).to.match(
          /^Run the same command again: it goes on where it stopped\. The batch file is \S+$/,
        );
        expect(stderr).to.contain("Stopping: what is under way is waited for. Ctrl-C once more ends at once");
        expect(stderr.endsWith(`Error: ${message}\n  ${error.advice}\n`)).to.equal(true);

        await rpc(url, "evm_setAutomine", [true]);
        const again = await stage().run(line);
        expect(again.code).to.equal(0);
        expect(documentOf(again)).to.include({ registered: hashes.length, rejected: 0, open: 0 });
        expect(await sent("latest")).to.equal(before + CALLS);
        const owners = await Promise.all(hashes.map(async (hash) => stage().colophon.registry.ownerOf(hash)));
        expect(new Set(owners)).to.deep.equal(new Set([AURORA]));
      });
    });
  });
}
