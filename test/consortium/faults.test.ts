import { expect } from "chai";
import type { Wallet } from "ethers";

import { BatchFile } from "../../lib/batch/file/batch-file";
import { listBatchFiles } from "../../lib/batch/file/shelf";
import { type BulkResult, registerBulk } from "../../lib/batch/run/bulk";
import { checkBatch } from "../../lib/batch/run/check";
import { stateOf } from "../../lib/batch/run/register";
import { openSource } from "../../lib/batch/source/source";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { ColophonError } from "../../lib/errors";
import { shortHex } from "../../lib/short-hex";
import { shelfOf } from "../../lib/works/home/shelf";
import { rpc } from "../../scripts/chain/anvil";
import { waitFor } from "../../scripts/shared/wait";
import { censusOf, historiesOf, worksOf } from "./census";
import { type ConsortiumStage, hashOf, sharedStage } from "./stage";

const WORKS = 4_000;
/** A node gives at most 10,000 events at once. */
const FEW_WORKS = 400;
/** Few, so that a batch takes many transactions. */
const WORKS_PER_CALL = 20;
/** Few, so that they take many blocks, whatever the network takes into one. */
const IN_FLIGHT = 24;
/** Three turns of every validator, and a block on which they had agreed. */
const TURNS = 13;
/** A task that meets a network at a standstill says so within this time. */
const TOLD_WITHIN_MS = 30_000;
const PAUSE_MS = 60_000;
const PATIENCE_MS = 120_000;
const ALL = [1, 2, 3, 4];

describe("Where validators fail", function () {
  this.timeout(300_000);
  let stage: ConsortiumStage;
  let batches = 0;
  before(async function () {
    this.timeout(900_000);
    stage = await sharedStage();
  });
  // What a test breaks it leaves broken; the next one begins with a whole network.
  beforeEach(async () => {
    await stage.network.start();
  });

  interface Bulk {
    readonly hashes: readonly string[];
    readonly colophon: Colophon;
    readonly run: (onRegistered: (works: number) => void) => Promise<BulkResult>;
    readonly batch: () => Promise<BatchFile>;
  }

  /** A batch that registers works directly, through all nodes. */
  async function newBulk(wallet: Wallet, works = WORKS): Promise<Bulk> {
    batches += 1;
    const hashes = Array.from({ length: works }, (_, index) => hashOf("bulk", wallet.address, index));
    const lines = hashes.map((hash, index) => `${hash},Work ${index}\n`);
    const from = await stage.file(`bulk-${batches}.csv`, `contentHash,title\n${lines.join("")}`);
    const colophon = await stage.through(batches);
    const shelf = shelfOf(colophon, stage.at(`bulk-${batches}`));
    return {
      hashes,
      colophon,
      run: async (onRegistered) =>
        registerBulk(colophon, wallet, {
          source: await openSource({ from, cwd: "/" }),
          ...{ mode: "direct", shelf, skipBad: false, worksPerCall: WORKS_PER_CALL, inFlight: IN_FLIGHT },
          signal: new AbortController().signal,
          onProgress: ({ stage: step, done }) => {
            if (step === "Registering") onRegistered(done);
          },
        }),
      batch: async () => {
        const [path = ""] = await listBatchFiles(shelf);
        return BatchFile.open(path, "read");
      },
    };
  }

  /** Makes sure that a batch is on chain once, on every node, and that its file says so. */
  async function expectRegisteredOnce({ hashes, batch, colophon }: Bulk, owner: string): Promise<void> {
    const file = await batch();
    try {
      const { registered, rejected, open } = stateOf(file);
      expect({ registered, rejected, open }).to.deep.equal({ registered: hashes.length, rejected: 0, open: 0 });
      expect((await checkBatch(colophon, file, () => undefined)).problems).to.deep.equal([]);
    } finally {
      file.close();
    }
    const height = await stage.network.height();
    await stage.network.waitForBlock(height);
    for (const validator of ALL) {
      const works = await worksOf(await stage.only(validator), owner, height);
      expect(works.sort(), `works on validator ${validator}`).to.deep.equal([...hashes].sort());
    }
  }

  it("the doctor names the validator that is dead, by the blocks that it does not make", async () => {
    const { validators } = await stage.network.status();
    const [dead] = validators.map(({ address }) => address.toLowerCase()).slice(-1);
    await stage.network.kill(4);
    await stage.network.waitForBlock((await stage.network.height()) + TURNS, [1, 2, 3]);

    const { code, stdout } = await stage.run("chain doctor");

    const said = stdout.replace(/\s+/g, " ");
    expect(code).to.equal(0);
    expect(said).to.contain(`3 of them made the last 12 blocks: ${shortHex(dead ?? "")} did not`);
    expect(said).to.contain("Ask the operator of each that made none whether it runs");
  });

  it("goes on with one killed, stops and says so with two killed, and finishes with one back, each work once", async () => {
    const [wallet] = (await stage.publishers(1)) as [Wallet];
    const bulk = await newBulk(wallet);
    const seen: number[] = [];
    let oneDown: Promise<number> | undefined;
    let twoDown: Promise<number> | undefined;

    const outcome = await bulk
      .run((works) => {
        seen.push(works);
        if (works > 0) oneDown ??= kill(1);
        // More works than when the first was killed: it went on without it.
        void oneDown?.then((before) => {
          if (works > before && works < WORKS) twoDown ??= kill(2);
        });
      })
      .catch((error: unknown) => error);
    const ended = performance.now();

    /** @returns how many works were registered by then */
    async function kill(validator: number): Promise<number> {
      await stage.network.kill(validator);
      killedAt = performance.now();
      return seen.at(-1) ?? 0;
    }

    expect(twoDown, "the second was killed before the batch was done").not.to.equal(undefined);
    await twoDown;
    expect(outcome).to.be.instanceOf(ColophonError);
    const { message, advice, exitCode } = outcome as ColophonError;
    expect(message).to.match(
      /^The network has made no block for 20 s\. Of 4 nodes 2 answer, the newest block is \d+; of its 4 validators it needs 3\. \d+ calls wait$/,
    );
    expect(advice).to.contain("It is safe to run the same command again");
    expect(exitCode).to.equal(1);
    expect(ended - killedAt).to.be.lessThan(TOLD_WITHIN_MS);

    // Nothing half written: what the file calls registered is on chain, and all else is open.
    const half = await bulk.batch();
    const { registered, rejected, open } = stateOf(half);
    expect(registered).to.be.within(1, WORKS - 1);
    expect({ rejected, all: registered + open }).to.deep.equal({ rejected: 0, all: WORKS });
    half.close();

    // A command for one work says the same, keeps its transaction, and goes on with it.
    const file = await stage.file("stalled.txt", "a work that has to wait\n");
    const command = `work register --file ${file} --title Stalled --account publisher`;
    const start = performance.now();
    const stalled = await stage.run(command);
    expect(performance.now() - start).to.be.lessThan(TOLD_WITHIN_MS);
    expect(stalled.code).to.equal(1);
    const kept = /The transaction (?<hash>0x[0-9a-f]{64}) waits$/m.exec(stalled.stderr)?.groups?.["hash"];
    expect(stalled.stderr).to.contain("Of 4 nodes 2 answer");

    await stage.network.start(2);
    // The validators' rounds have become longer and longer; until the next one begins the commands would say the same again.
    await stage.network.waitForBlock((await stage.network.height()) + 1, [2, 3, 4], PATIENCE_MS);
    const [again, result] = await Promise.all([stage.run(`${command} --json`), bulk.run(() => undefined)]);

    expect(again.code, again.stderr).to.equal(0);
    expect(again.stdout).to.contain(kept);
    expect(result).to.include({ registered: WORKS, open: 0 });
    await stage.network.start(1);
    await expectRegisteredOnce(bulk, wallet.address);
  });
  let killedAt = 0;

  it("a validator is removed and added again while works are registered, each once, and the doctor counts them", async () => {
    const [, , , last = ""] = (await stage.network.status()).validators.map(({ address }) => address);
    const [url = ""] = stage.network.urls;

    /** By a vote of the first validator, which counts from its next block on. */
    async function change(key: "removevalidator" | "addvalidator", count: number): Promise<void> {
      await rpc(url, "governance_vote", [`governance.${key}`, last]);
      const isChanged = async (): Promise<true | undefined> =>
        (await stage.network.status()).validatorSet?.length === count || undefined;
      expect(await waitFor(isChanged, PATIENCE_MS), key).to.equal(true);
    }

    for (const [key, count] of [
      ["removevalidator", 3],
      ["addvalidator", 4],
    ] as const) {
      let isOver = false;
      let changed: Promise<void> | undefined;
      // However fast the works are, some are on their way when the validators change.
      while (!isOver) {
        const [wallet] = (await stage.publishers(1)) as [Wallet];
        const bulk = await newBulk(wallet, FEW_WORKS);
        const result = await bulk.run((works) => {
          if (works > 0) changed ??= change(key, count).finally(() => (isOver = true));
        });
        expect(result).to.include({ registered: FEW_WORKS, open: 0 });
        await expectRegisteredOnce(bulk, wallet.address);
      }
      await changed;
      const { code, stdout } = await stage.run("chain doctor");
      expect(code).to.equal(0);
      expect(stdout.replace(/\s+/g, " ")).to.match(new RegExp(` ${count}, of which \\d finish a block`));
    }
  });

  it("a validator that was wiped gets the chain from the others, and gives the same history of every work", async () => {
    await stage.network.kill(4);
    await stage.network.wipe(4);
    const height = await stage.network.height();

    await stage.network.start(4);
    await stage.network.waitForBlock(height, undefined, PATIENCE_MS);

    const [first, wiped] = [await stage.only(1), await stage.only(4)];
    const works = await worksOf(first, undefined, height);
    expect(works.length).to.be.greaterThan(0);
    const [here, there] = [await historiesOf(first, works, height), await historiesOf(wiped, works, height)];
    expect(here.every((history) => history !== "[]")).to.equal(true);
    expect(there).to.deep.equal(here);
    expect(await censusOf(wiped, height)).to.deep.equal(await censusOf(first, height));
  });

  it("a validator that was stopped for a minute catches up, and contradicts nobody on the way", async () => {
    const [wallet] = (await stage.publishers(1)) as [Wallet];
    const before = await newBulk(wallet, 200);
    await before.run(() => undefined);
    await stage.network.pause(3);
    const paused = performance.now();

    // What happens meanwhile is not known to it.
    const [other] = (await stage.publishers(1)) as [Wallet];
    const meanwhile = await newBulk(other, 200);
    await meanwhile.run(() => undefined);
    await waitFor(() => Promise.resolve(performance.now() - paused > PAUSE_MS ? true : undefined), 2 * PAUSE_MS);
    const height = await stage.network.height();
    const works = [...before.hashes, ...meanwhile.hashes];
    const truth = await historiesOf(await stage.only(1), works, height);

    await stage.network.wake(3);
    const woken = await stage.only(3);
    const answers: (readonly string[])[] = [];
    let isLevel = false;
    while (!isLevel) {
      isLevel = (await woken.provider.getBlockNumber()) >= height;
      answers.push(await historiesOf(woken, works));
    }

    // A work is either not known to it yet, or with the history that the others give.
    for (const answer of answers) {
      expect(answer.every((history, index) => history === "[]" || history === truth[index])).to.equal(true);
    }
    expect(answers.at(-1)).to.deep.equal(truth);
    expect(await censusOf(woken, height)).to.deep.equal(await censusOf(await stage.only(1), height));
  });
});
