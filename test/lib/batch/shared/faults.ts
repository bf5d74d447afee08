import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";

import { openDatabase } from "../../../../lib/batch/file/database";
import type { BatchMode } from "../../../../lib/batch/file/format";
import { listBatchFiles } from "../../../../lib/batch/file/shelf";
import { type BulkOrder, type BulkResult, registerBulk } from "../../../../lib/batch/run/bulk";
import { openSource } from "../../../../lib/batch/source/source";
import { type Colophon, openColophon } from "../../../../lib/chain/contracts/colophon";
import { DEV_CHAIN_ID } from "../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { connect } from "../../../../lib/chain/rpc/rpc";
import { ColophonError } from "../../../../lib/errors";
import type { Progress } from "../../../../lib/progress";
import { shelfOf } from "../../../../lib/works/home/shelf";
import { type Anvil, rpc, startAnvil } from "../../../../scripts/chain/anvil";
import type { Running } from "../../../cli/shared/processes";
import { Stage } from "../../../cli/shared/stage";
import { Random, testSeed } from "../../../shared/random";
import { crashChain } from "../../shared/crash-chain";
import { type Fault, type FaultyNode, planOf, seededPlan, startFaultyNode } from "../../shared/faulty-node";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import type { Moment } from "../run/child-order";
import {
  compileChild,
  expectRegisteredOnce,
  type Fixed,
  type Job,
  landedCalls,
  readFixed,
  startChild,
  writeCsv,
  writeFolder,
} from "./bulk-stage";

const ACCOUNT = "aurora";
const HASHES = 40;
const WORKS_PER_CALL = 3;
/** Short, so that a test does not wait for answers that never come. In milliseconds. */
const CLIENT_TIMEOUT = 2_000;
const PATIENCE = 150_000;
export const FAULTS = [
  ...["late", "dropped before", "dropped after", "status 429", "status 500", "already known", "lost"],
] as const satisfies readonly Fault[];
/** More runs than these to finish a batch mean that it never will be. */
const MOST_RUNS = 30;
const POLL_MS = 50;

/** What goes wrong, and where. */
export interface Extent {
  readonly modes: readonly BatchMode[];
  /** What becomes of sent transactions. */
  readonly faults: readonly Fault[];
  /** The methods of the node that fail. */
  readonly methods: readonly string[];
  /** How many of its last blocks the chain gives up. */
  readonly depths: readonly number[];
}

/** Each fault that a bulk registration must survive, in its own test. */
export function survivesFaults({ modes, faults, methods, depths }: Extent): void {
  const seed = testSeed();
  const random = new Random(seed);
  let folder: TemporaryFolder;
  let stage: Stage;
  let anvil: Anvil;
  let node: FaultyNode;
  let colophon: Colophon;
  let script: string;
  let batches = 0;

  before(async () => {
    folder = await temporaryFolder();
    stage = await Stage.set({ stateFile: folder.at("state.json") });
    ({ anvil } = stage);
    script = compileChild(folder.at("compiled"));
    node = await startFaultyNode(() => anvil.url);
    const provider = await connect(node.url, DEV_CHAIN_ID, CLIENT_TIMEOUT);
    colophon = await openColophon("embedded", provider, stage.colophon.deployment);
    await chainKept();
  });

  after(async () => {
    colophon.provider.destroy();
    await node.stop();
    await anvil.stop();
    await stage.strike();
    await folder.remove();
  });

  afterEach(async () => {
    node.plan = () => undefined;
    node.watch = () => undefined;
    node.watchAnswer = () => undefined;
    await rpc(anvil.url, "evm_setAutomine", [true]);
  });

  /** A batch that nobody has begun, in a store of its own. */
  async function newJob(mode: BatchMode, write = writeSomeCsv): Promise<Job> {
    batches += 1;
    const own = folder.at(`batch-${batches}`);
    mkdirSync(own);
    const firstBlock = (await stage.colophon.provider.getBlockNumber()) + 1;
    return { account: ACCOUNT, home: join(own, "home"), mode, source: write(own), firstBlock };
  }

  function writeSomeCsv(own: string): Job["source"] {
    return writeCsv(join(own, "works.csv"), random, HASHES);
  }

  async function run({ mode, source, home }: Job, changes: Partial<BulkOrder> = {}): Promise<BulkResult> {
    const { from } = source;
    return registerBulk(colophon, devWallet(ACCOUNT), {
      source: await openSource({ from, cwd: "/" }),
      ...{ mode, shelf: shelfOf(colophon, home), skipBad: false, worksPerCall: WORKS_PER_CALL },
      ...{ signal: new AbortController().signal, onProgress: () => undefined, patience: PATIENCE },
      // As if the files had been there for long: their hashes are kept.
      startedAt: Date.now() + 3_600_000,
      ...changes,
    });
  }

  /** Runs it until it ends; only what is said to a person may stop it in between, and the file stays what it is. */
  async function runUntilDone(job: Job, betweenRuns = async (): Promise<unknown> => undefined): Promise<void> {
    let first: Fixed | undefined;
    for (let runs = 1; runs <= MOST_RUNS; runs += 1) {
      const outcome = await run(job).catch((error: unknown) => error);
      const fixed = await readFixed(stage, job);
      if (first !== undefined) expect(fixed).to.deep.equal(first);
      first = fixed;
      if (!(outcome instanceof Error)) return;
      if (!(outcome instanceof ColophonError)) throw outcome;
      await betweenRuns();
    }
    throw new Error(`it is not done after ${MOST_RUNS} runs`);
  }

  function startOn({ account, home, mode, source }: Job, moment?: Moment): Running {
    return startChild(script, {
      ...{ url: node.url, deployments: join(stage.home, "deployments"), home, account, from: source.from, mode },
      worksPerCall: WORKS_PER_CALL,
      ...(moment === undefined ? {} : { moment }),
    });
  }

  for (const mode of modes) {
    describe(`in the mode ${mode}`, () => {
      for (const fault of faults) {
        it(`registers everything once in spite of: ${fault}`, async () => {
          const job = await newJob(mode);
          node.plan = planOf("eth_sendRawTransaction", fault, undefined, fault);

          await run(job);

          await expectRegisteredOnce(stage, job);
        });
      }

      for (const method of methods) {
        it(`registers everything once where ${method} fails, or says so and the next run does`, async () => {
          const job = await newJob(mode);
          node.plan = planOf(method, "status 500", "dropped before", "late");

          await runUntilDone(job);

          await expectRegisteredOnce(stage, job);
        });
      }

      it(`registers everything once in spite of anything by chance, with the seed ${seed}`, async () => {
        const job = await newJob(mode);
        node.plan = seededPlan(random.below(2 ** 32), 0.1, FAULTS);

        await runUntilDone(job);

        await expectRegisteredOnce(stage, job);
      });

      it("registers everything once where the chain crashes and starts again", async () => {
        const job = await newJob(mode);
        let crashed: Promise<number> | undefined;
        node.watchAnswer = ({ method }) => {
          if (method === "eth_sendRawTransaction") crashed ??= crash();
        };

        await runUntilDone(job, async () => crashed);

        expect(crashed).not.to.equal(undefined);
        await expectRegisteredOnce(stage, since(job, await crashed));
      });

      it("registers everything once where the chain crashes between two runs", async () => {
        const job = await newJob(mode);
        await run(job);
        const height = await crash();

        await runUntilDone(job);

        await expectRegisteredOnce(stage, since(job, height));
      });

      for (const blocks of depths) {
        it(`registers again what the chain gave up with its last ${blocks} blocks after the batch was done`, async () => {
          // No block of the batches before goes with those of this one.
          await rpc(anvil.url, "anvil_mine", [blocks]);
          const job = await newJob(mode);
          await run(job);
          const before = await readFixed(stage, job);
          const landed = await landedCalls(stage, job);
          const nonces = await noncesOf(job);
          await rpc(anvil.url, "anvil_rollback", [blocks + (await emptyBlocksAtEnd())]);
          await rpc(anvil.url, "anvil_mine", [blocks]);
          expect((await landedCalls(stage, job)).length).to.be.lessThan(landed.length);

          await run(job);

          expect(await readFixed(stage, job)).to.deep.equal(before);
          expect(await noncesOf(job)).to.deep.equal(nonces);
          await expectRegisteredOnce(stage, job);
        });
      }

      it("registers everything once where the chain gives up a block whose receipt was just noted", async () => {
        const job = await newJob(mode);
        const receipts = new Set<unknown>();
        let gaveUp: Promise<unknown> | undefined;
        node.watchAnswer = ({ method, params }, result) => {
          if (method === "eth_getTransactionReceipt" && result !== null) receipts.add(params[0]);
        };
        // Whoever asks for something else, or for the same once more, has noted the receipt.
        node.watch = async ({ method, params }) => {
          const isNoted = receipts.size > 0 && (method !== "eth_getTransactionReceipt" || receipts.has(params[0]));
          if (isNoted) gaveUp ??= rpc(anvil.url, "anvil_rollback", [1]);
          await gaveUp;
        };

        await runUntilDone(job);

        expect(gaveUp).not.to.equal(undefined);
        await expectRegisteredOnce(stage, job);
      });

      it("sends nothing anew where the transactions of a killed run come into a block just now", async () => {
        const job = await newJob(mode);
        await rpc(anvil.url, "evm_setAutomine", [false]);
        await killOnceSent(job);
        node.watch = async ({ method }) => {
          if (method === "eth_estimateGas") await rpc(anvil.url, "evm_mine");
        };

        node.watchAnswer = async ({ method }) => {
          if (method === "eth_sendRawTransaction") await rpc(anvil.url, "evm_mine");
        };
        await run(job);

        await expectRegisteredOnce(stage, job);
      });

      it("lets one process at a time into a store, and tells the other one", async () => {
        const job = await newJob(mode);
        const { wait, release } = gate();
        const isSending = new Promise<void>((resolve) => {
          node.watch = async ({ method }) => {
            if (method !== "eth_sendRawTransaction") return;
            resolve();
            await wait;
          };
        });
        const first = startOn(job);
        await isSending;

        const second = await startOn(job).ended;
        const refusal = await refusalOf(() => run(job));
        release();

        expect(second).to.deep.equal({
          ...{ code: 1, stdout: "ready\n", stderr: "Another command is registering a batch for this registry\n" },
        });
        expect(refusal.message).to.equal("Another command is registering a batch for this registry");
        expect(refusal.advice).to.equal("Wait until it has ended, then run this one again; nothing was done.");
        expect((await first.ended).code).to.equal(0);
        await expectRegisteredOnce(stage, job);
      });

      it("is not kept out by a process that was killed while it had the store for itself", async () => {
        const job = await newJob(mode);
        const moment = { of: "keeping signed transactions", nth: 1, side: "after" } as const;
        expect((await startOn(job, moment).ended).code).to.equal(null);

        await run(job);

        await expectRegisteredOnce(stage, job);
      });

      it("stops while it checks, sends nothing and leaves nothing", async () => {
        const job = await newJob(mode);

        const refusal = await refusalOf(() => runUntil(job, ({ stage: step }) => step === "Checking"));

        expect(refusal.message).to.equal("Stopped before anything was sent");
        expect(await listBatchFiles(shelfOf(colophon, job.home))).to.deep.equal([]);
        expect(await landedCalls(stage, job)).to.deep.equal([]);
        await run(job);
        await expectRegisteredOnce(stage, job);
      });

      it("stops while it hashes, and keeps the hashes of large files", async () => {
        const job = await newJob(mode, (own) => writeFolder(join(own, "works"), random, 3, 2));

        const refusal = await refusalOf(() =>
          runUntil(job, ({ stage: step }) => step === "Hashing" && keptHashes(job) > 0),
        );

        expect(refusal.message).to.equal("Stopped before anything was sent");
        expect(await readFixed(stage, job)).to.equal(undefined);
        expect(keptHashes(job)).to.be.within(1, 2);
        expect(existsSync(join(storeOf(job), "staging.sqlite"))).to.equal(false);
        await run(job);
        await expectRegisteredOnce(stage, job);
      });

      it("stops before it sends, and goes on with the same salts", async () => {
        const job = await newJob(mode);
        const isSending = ({ stage: step }: Progress): boolean => step === "Anchoring" || step === "Registering";

        const refusal = await refusalOf(() => runUntil(job, isSending));

        const before = await readFixed(stage, job);
        expect(refusal.message).to.equal(`Stopped: 0 of ${HASHES + 2} works are registered`);
        expect(refusal.advice).to.equal(
          `Run the same command again: it goes on where it stopped. The batch file is ${before?.path}`,
        );
        expect(await landedCalls(stage, job)).to.deep.equal([]);
        await run(job);
        expect(await readFixed(stage, job)).to.deep.equal(before);
        await expectRegisteredOnce(stage, job);
      });
    });
  }

  it("waits for what is under way when it is stopped in the middle of sending", async () => {
    const job = await newJob("direct", (own) => writeCsv(join(own, "works.csv"), random, 158));
    const isSettled = ({ stage: step, done }: Progress): boolean => step === "Registering" && done > 0;

    // Many times what is in flight at once.
    const refusal = await refusalOf(() => runUntil(job, isSettled, { worksPerCall: 1, inFlight: 16 }));

    const landed = (await landedCalls(stage, job)).length;
    expect(landed).to.be.within(1, 159);
    expect(refusal.message).to.equal(`Stopped: ${landed} of 160 works are registered`);
    await run(job);
    await expectRegisteredOnce(stage, job);
  });

  it("says in words that the node does not answer, whatever it is asked first", async () => {
    const job = await newJob("direct");
    node.plan = () => "status 500";

    const refusal = await refusalOf(() => run(job, { worksPerCall: undefined }));

    expect(refusal.message).to.equal("The node stopped answering properly: HTTP status 500");
  });

  it("registers directly where a block holds no more than one full call", async () => {
    const job = await newJob("direct");
    const limit = 700_000;
    const { gasLimit } = (await stage.colophon.provider.getBlock("latest")) ?? { gasLimit: 0n };
    await rpc(anvil.url, "evm_setBlockGasLimit", [`0x${limit.toString(16)}`]);
    await rpc(anvil.url, "evm_mine");
    // Of what a block does not hold, anvil thinks again only when the next transaction comes.
    node.watch = async ({ method }) => {
      if (method === "eth_getTransactionReceipt") await rpc(anvil.url, "evm_mine");
    };
    try {
      await run(job, { worksPerCall: undefined });

      await expectRegisteredOnce(stage, job);
    } finally {
      await rpc(anvil.url, "evm_setBlockGasLimit", [`0x${gasLimit.toString(16)}`]);
      await rpc(anvil.url, "evm_mine");
    }
  });

  /** Runs it and tells it to stop as soon as it is time. */
  async function runUntil(
    job: Job,
    isTime: (progress: Progress) => boolean,
    changes: Partial<BulkOrder> = {},
  ): Promise<BulkResult> {
    const controller = new AbortController();
    const onProgress = (progress: Progress): void => {
      if (isTime(progress)) controller.abort();
    };
    return run(job, { ...changes, signal: controller.signal, onProgress });
  }

  function storeOf({ home }: Job): string {
    return join(home, "batches", "embedded", colophon.deployment.WorkRegistry.address);
  }

  /** The nonces of all that was ever signed for a batch. */
  async function noncesOf(job: Job): Promise<readonly unknown[]> {
    const database = openDatabase((await readFixed(stage, job))?.path ?? "", "read");
    try {
      const rows = database.prepare("SELECT DISTINCT nonce FROM transactions ORDER BY nonce").all([]);
      return rows.map((row) => (row as { nonce: number }).nonce); // as the query has it
    } finally {
      database.close();
    }
  }

  function keptHashes(job: Job): number {
    if (!existsSync(join(storeOf(job), "hashes.sqlite"))) return 0;
    const cache = openDatabase(join(storeOf(job), "hashes.sqlite"), "read");
    try {
      return cache.prepare("SELECT * FROM files WHERE size > 8000000").all([]).length;
    } finally {
      cache.close();
    }
  }

  /** Kills a run once the node has its first transaction. */
  async function killOnceSent(job: Job): Promise<void> {
    const running = startOn(job);
    node.watchAnswer = async ({ method }) => {
      if (method !== "eth_sendRawTransaction") return;
      running.kill("SIGKILL");
      await running.ended;
    };
    expect((await running.ended).code).to.equal(null);
    node.watchAnswer = () => undefined;
  }

  /** Where two transactions come at once, anvil takes both into one block and makes another without any. */
  async function emptyBlocksAtEnd(): Promise<number> {
    const { provider } = stage.colophon;
    const height = await provider.getBlockNumber();
    let last = height;
    while ((await provider.getBlock(last))?.transactions.length === 0) last -= 1;
    return height - last;
  }

  /** Waits until the chain as it is now is on disk: what is being written now may be an older one. */
  async function chainKept(): Promise<void> {
    const written = (): number => statSync(folder.at("state.json"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    for (let times = 0; times < 2; times += 1) {
      const before = written();
      while (written() === before) await delay(POLL_MS);
    }
  }

  /** A chain may forget more than a batch's own blocks. */
  function since(job: Job, height = Infinity): Job {
    return { ...job, firstBlock: Math.min(job.firstBlock, height + 1) };
  }

  /** Ends the chain as a power failure does and starts it again from what it has on disk. @returns its last block */
  async function crash(): Promise<number> {
    await crashChain(anvil, folder.at("state.json"));
    anvil = await startAnvil({
      ...{ port: stage.port, folder: folder.at("chain"), stateFile: folder.at("state.json") },
    });
    return Number(await rpc(anvil.url, "eth_blockNumber"));
  }
}

function gate(): { readonly wait: Promise<void>; readonly release: () => void } {
  let release = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { wait, release };
}
