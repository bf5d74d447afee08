import { readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { id } from "ethers";
import { z } from "zod";

import { ColophonError, isErrorCode, notWritten } from "../../errors";
import { makeFolder, namesIn } from "../../store/folder";
import { clearUnfinished, publishNew } from "../../store/publish";
import { contentOf, type SignedTransaction } from "./legacy-transaction";

const FORMAT = "colophon-outbox/1";
const OWNER_ONLY = { folder: 0o700, file: 0o600 };

const hex = z.string().regex(/^0x[0-9a-f]+$/i);
const keptFile = z.object({
  format: z.literal(FORMAT),
  intent: z.string(),
  transaction: z
    .object({ raw: hex, hash: hex, from: hex, nonce: z.int().nonnegative() })
    .refine((signed) => contentOf(signed) !== undefined, "the bytes are another transaction's"),
});

/**
 * A signed transaction whose receipt nobody has seen yet, and the intent: what it is for. Two calls with the same intent are
 * the same, also where a term counts from now.
 */
export type KeptTransaction = Readonly<Omit<z.infer<typeof keptFile>, "format">>;

/**
 * The signed transactions of this machine on one chain that are on their way: a file for each nonce of an account. What is
 * in it is sent again, the same bytes, until its receipt is seen, so no retry can do a thing twice. Where the receipt was
 * seen by another command than the one that made the call, that is noted for the day on which the one is run again.
 */
export class Outbox {
  /** @param folder that of all outboxes */
  constructor(
    private readonly folder: string,
    private readonly chainId: bigint,
  ) {}

  /** The kept transactions of an account, in the order of their nonces. */
  async list(account: string): Promise<KeptTransaction[]> {
    const folder = this.#folderOf(account);
    const names = (await namesIn(folder)).filter((name) => /^\d+\.json$/.test(name));
    const kept = await Promise.all(names.map((name) => read(join(folder, name))));
    return kept.flatMap((each) => each ?? []).sort((a, b) => a.transaction.nonce - b.transaction.nonce);
  }

  /** Keeps a transaction, also through a loss of power. @returns false where another process has a transaction of its nonce */
  async keep({ transaction, intent }: KeptTransaction): Promise<boolean> {
    const { raw, hash, from, nonce } = transaction;
    const text = JSON.stringify({ format: FORMAT, intent, transaction: { raw, hash, from, nonce } }, null, 2);
    const path = this.#pathOf(transaction);
    try {
      await makeFolder(dirname(path), OWNER_ONLY.folder);
      await publishNew(path, `${text}\n`, OWNER_ONLY.file);
      return true;
    } catch (cause) {
      if (isErrorCode(cause, "EEXIST")) return false;
      throw notWritten(path, cause);
    }
  }

  /** Forgets a transaction whose fate is known. */
  async forget(transaction: SignedTransaction): Promise<void> {
    const path = this.#pathOf(transaction);
    // Another process may have forgotten it, and kept one of its own with the nonce.
    if ((await read(path))?.transaction.hash !== transaction.hash) return;
    await rm(path, { force: true });
    await clearUnfinished(this.#pathOf(transaction));
  }

  /** Notes that a transaction has succeeded, for whoever runs its command again. */
  async settle({ transaction, intent }: KeptTransaction): Promise<void> {
    const to = this.#settledPath(transaction.from, intent);
    try {
      await makeFolder(dirname(to), OWNER_ONLY.folder);
      await rename(this.#pathOf(transaction), to);
    } catch (cause) {
      // Another process has just noted or forgotten it.
      if (!isErrorCode(cause, "ENOENT")) throw notWritten(to, cause);
    }
    await clearUnfinished(this.#pathOf(transaction));
  }

  /** The transaction of a call that has succeeded unseen by its own command; undefined where there is none. */
  async recall(account: string, intent: string): Promise<SignedTransaction | undefined> {
    return (await read(this.#settledPath(account, intent)))?.transaction;
  }

  /** Forgets what was noted of a call. */
  async dismiss(account: string, intent: string): Promise<void> {
    await rm(this.#settledPath(account, intent), { force: true });
  }

  /** Forgets everything, of all accounts: for a chain that was begun anew. */
  async clear(): Promise<void> {
    await rm(join(this.folder, String(this.chainId)), { recursive: true, force: true });
  }

  #pathOf({ from, nonce }: SignedTransaction): string {
    return join(this.#folderOf(from), `${nonce}.json`);
  }

  #settledPath(account: string, intent: string): string {
    return join(this.#folderOf(account), "settled", `${id(intent)}.json`);
  }

  #folderOf(account: string): string {
    return join(this.folder, String(this.chainId), account.toLowerCase());
  }
}

/** @returns undefined where another process has just forgotten it */
async function read(path: string): Promise<KeptTransaction | undefined> {
  try {
    const { transaction, intent } = keptFile.parse(JSON.parse(await readFile(path, "utf8")));
    return { transaction, intent };
  } catch (cause) {
    if (isErrorCode(cause, "ENOENT")) return undefined;
    throw new ColophonError(`${path} is not a kept transaction`, {
      code: "NotAKeptTransaction",
      advice: "Look on chain whether the account's last command was carried out, then delete the file.",
      cause,
    });
  }
}
