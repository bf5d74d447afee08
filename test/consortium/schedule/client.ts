import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { BaseWallet, ContractTransaction } from "ethers";

import { BatchFile } from "../../../lib/batch/file/batch-file";
import { listBatchFiles } from "../../../lib/batch/file/shelf";
import { registerBulk } from "../../../lib/batch/run/bulk";
import { openSource } from "../../../lib/batch/source/source";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { chainTime } from "../../../lib/chain/rpc/time";
import { write } from "../../../lib/chain/sending/write";
import { hashFile } from "../../../lib/hashing/hash-file";
import { shelfOf } from "../../../lib/works/home/shelf";
import { registerWork } from "../../../lib/works/writing/register";
import { DAY } from "../../shared/fixture";
import type { Random } from "../../shared/random";
import { hashOf } from "../stage";
import type { Kind, Operation } from "./ledger";

const MOST_ANCHORED = 20;

/** An offer that its maker was told of. */
interface Offer {
  readonly work: string;
  readonly deed: string;
  readonly to: string;
}

/** What the clients know of each other's offers. */
export type Board = Offer[];

/** The key of a write. */
export const keyOf = (kind: Kind, ...words: readonly unknown[]): string => [kind, ...words].join(" ");

/** A publisher at work: its account, its store, its own order of nodes. */
export class Client {
  readonly operations: Operation[] = [];
  /** The works that it knows itself to own and has not offered. */
  readonly #works: string[] = [];
  #count = 0;

  constructor(
    readonly wallet: BaseWallet,
    private readonly colophon: Colophon,
    /** The folder of its files and its store. */
    private readonly home: string,
    private readonly board: Board,
    /** The addresses of the others. */
    private readonly others: readonly string[],
    private readonly random: Random,
  ) {}

  /** Makes one write after the other until it is told to stop. What fails is left as it is, and the next one made. */
  async work(signal: AbortSignal): Promise<void> {
    await mkdir(this.home, { recursive: true });
    while (!signal.aborted) {
      const operation = await this.#next();
      this.operations.push(operation);
      await attempt(operation);
    }
  }

  /** Runs again whatever it was not told of. @throws what stops it, now that the network works */
  async rerun(): Promise<void> {
    for (const operation of this.operations) {
      operation.acknowledged ??= await operation.run();
    }
  }

  async #next(): Promise<Operation> {
    this.#count += 1;
    const offer = this.board.findIndex(({ to }) => to === this.wallet.address);
    const [accepted] = offer === -1 ? [] : this.board.splice(offer, 1);
    if (accepted !== undefined) return this.#accept(accepted);
    const work = this.random.chance(0.4) ? this.#works.shift() : undefined;
    if (work !== undefined) return this.#offer(work);
    return this.random.chance(0.2) ? this.#anchor() : this.#register();
  }

  async #register(): Promise<Operation> {
    const file = join(this.home, `work-${this.#count}.txt`);
    await writeFile(file, `${this.wallet.address} ${this.#count}\n`);
    const { contentHash } = await hashFile(file);
    const metadata = {
      "@context": "https://schema.org",
      "@type": "CreativeWork",
      name: `Work ${this.#count}`,
    } as const;
    return operationOf("register", keyOf("register", contentHash), async () => {
      const { record } = await registerWork(this.colophon, this.wallet, { file, metadata, home: this.home });
      this.#works.push(contentHash);
      return record.registration.transactionHash;
    });
  }

  async #offer(work: string): Promise<Operation> {
    const deed = hashOf("deed", work, this.#count);
    const to = this.random.pick(this.others);
    const expiresAt = (await this.#time()) + DAY;
    return operationOf("offer", keyOf("offer", work, deed), async () => {
      const call = this.colophon.registry.offerTitle.populateTransaction(work, to, deed, expiresAt);
      const hash = await this.#write(call);
      this.board.push({ work, deed, to });
      return hash;
    });
  }

  #accept({ work, deed }: Offer): Operation {
    return operationOf("accept", keyOf("accept", work, deed), async () => {
      const hash = await this.#write(this.colophon.registry.acceptTitle.populateTransaction(work, deed));
      this.#works.push(work);
      return hash;
    });
  }

  async #anchor(): Promise<Operation> {
    const own = join(this.home, `batch-${this.#count}`);
    await mkdir(own);
    const from = join(own, "works.csv");
    const works = Array.from({ length: 1 + this.random.below(MOST_ANCHORED) }, (_, index) =>
      hashOf("anchored", this.wallet.address, this.#count, index),
    );
    await writeFile(from, `contentHash,title\n${works.map((hash, index) => `${hash},Work ${index}\n`).join("")}`);
    const shelf = shelfOf(this.colophon, own);
    const key = async (): Promise<string | undefined> => {
      const [path] = await listBatchFiles(shelf);
      if (path === undefined) return undefined;
      const batch = BatchFile.open(path, "read");
      try {
        return keyOf("anchor", batch.head.root);
      } finally {
        batch.close();
      }
    };
    const run = async (): Promise<string> => {
      const { transactions } = await registerBulk(this.colophon, this.wallet, {
        source: await openSource({ from, cwd: "/" }),
        ...{ mode: "anchor", shelf, skipBad: false, signal: new AbortController().signal },
        onProgress: () => undefined,
      });
      // A batch that finds its anchor on chain asks nobody for the transaction.
      return transactions[0] ?? (await key()) ?? "";
    };
    return { kind: "anchor", key, run, acknowledged: undefined };
  }

  async #write(call: Promise<ContractTransaction>): Promise<string> {
    return (await write(this.colophon, this.wallet, call)).hash;
  }

  /** The chain's time, or this machine's where no node answers: it only has to be about right. */
  async #time(): Promise<number> {
    const MILLISECONDS = 1000;
    return chainTime(this.colophon.provider).catch(() => Math.floor(Date.now() / MILLISECONDS));
  }
}

function operationOf(kind: Kind, key: string, run: () => Promise<string>): Operation {
  return { kind, key: () => Promise.resolve(key), run, acknowledged: undefined };
}

async function attempt(operation: Operation): Promise<void> {
  try {
    operation.acknowledged = await operation.run();
  } catch {
    // Nobody knows what became of it. That is what the rerun is for.
  }
}
