import { copyFile, rm } from "node:fs/promises";
import { basename, extname, join } from "node:path";

import { z } from "zod";

import { ColophonError, notWritten } from "../errors";
import { hashFile } from "../hashing/hash-file";
import { type DocumentKind, readDocument } from "./document";
import { type Listed, makeFolder, namesIn, readEach } from "./folder";
import { address, bytes32, whole } from "./parts";
import { publish, publishOver } from "./publish";
import type { Shelf } from "./records";

/** The format that this version writes and reads. */
export const ORDER_FORMAT = "colophon-order/1";

const ORDER_FILE = "order.json";
const ORDER_FOLDER = /^[0-9a-f]{64}$/;
const INDENT = 2;
/** An order names people and what they are said to have done. */
const OWNER_ONLY = 0o700;

/** What an adjudicator's order can do with a title. */
export const DECISIONS = ["hold", "release", "annul", "correct", "reinstate"] as const;

export type Decision = (typeof DECISIONS)[number];

const orderSchema = z.strictObject({
  format: z.literal(ORDER_FORMAT),
  /** SHA-256 of the document. */
  orderHash: bytes32,
  /** The document as it was named; `size` in bytes. */
  file: z.strictObject({ name: z.string(), size: whole }),
  /** The document's name in the folder of the order. */
  document: z.string(),
  /** What was decided by it, in the order in which it was carried out; `notedAt` in Unix seconds. */
  decisions: z.array(
    z.strictObject({
      decision: z.enum(DECISIONS),
      work: bytes32,
      adjudicator: address,
      to: address.optional(),
      notedAt: whole,
    }),
  ),
});

/** An order that was given from this home: its document, and the works that it is about. The chain has the rest. */
export type KeptOrder = z.infer<typeof orderSchema>;

/** One thing that was decided about one work. */
export type KeptDecision = KeptOrder["decisions"][number];

const ORDER: DocumentKind<KeptOrder> = {
  format: ORDER_FORMAT,
  schema: orderSchema,
  name: "an order that was kept",
  code: "NotAnOrder",
  advice: "Move its folder away; the chain has what was decided. Give the order again to have its document kept.",
};

/** The folder of one order. */
function orderFolder(shelf: Shelf, orderHash: string): string {
  return join(ordersFolder(shelf), orderHash.slice(2));
}

function ordersFolder({ home, network, registry }: Shelf): string {
  return join(home, "orders", network, registry);
}

/**
 * Keeps the document of an order, byte for byte as it was hashed. To be called before anything is sent: the chain has the
 * hash only.
 * @param path the document
 * @returns where it is kept
 * @throws ColophonError where it is not the document of this hash any more
 */
export async function keepDocument(shelf: Shelf, orderHash: string, path: string): Promise<string> {
  const kept = await documentOf(shelf, orderHash);
  if (kept !== undefined) return kept;
  const folder = orderFolder(shelf, orderHash);
  const document = `document${extname(path)}`;
  const copy = join(folder, `${document}.new`);
  await makeFolder(folder, OWNER_ONLY);
  await copyFile(path, copy).catch((cause: unknown) => {
    throw notWritten(copy, cause);
  });
  const { contentHash, size } = await hashFile(copy);
  if (contentHash !== orderHash) {
    await rm(copy, { force: true });
    throw new ColophonError(`${path} is not the order any more: it has changed since it was hashed`, {
      code: "OrderChanged",
      advice: "Nothing was sent. Run the command again with the document as it should be.",
    });
  }
  await publish(copy, join(folder, document));
  await save(shelf, { format: ORDER_FORMAT, orderHash, file: { name: basename(path), size }, document, decisions: [] });
  return join(folder, document);
}

/** Notes what was carried out by an order whose document is kept. What is noted already is not noted again. */
export async function noteDecisions(shelf: Shelf, orderHash: string, made: readonly KeptDecision[]): Promise<void> {
  const order = await readOrder(join(orderFolder(shelf, orderHash), ORDER_FILE));
  const keyOf = ({ decision, work, to }: KeptDecision): string => [decision, work, to].join(" ");
  const known = new Set(order.decisions.map(keyOf));
  const added = made.filter((each) => !known.has(keyOf(each)));
  if (added.length > 0) await save(shelf, { ...order, decisions: [...order.decisions, ...added] });
}

/** Where the document of an order is kept; undefined where it is not kept in this home. */
export async function documentOf(shelf: Shelf, orderHash: string): Promise<string | undefined> {
  const folder = orderFolder(shelf, orderHash);
  if (!(await namesIn(folder)).includes(ORDER_FILE)) return undefined;
  return join(folder, (await readOrder(join(folder, ORDER_FILE))).document);
}

/** The orders about titles of a registry that were given from this home, the newest last. */
export async function listOrders(shelf: Shelf): Promise<Listed<KeptOrder>> {
  const folder = ordersFolder(shelf);
  const names = (await namesIn(folder)).filter((name) => ORDER_FOLDER.test(name));
  const { sound, odd } = await readEach(
    names.map((name) => join(folder, name, ORDER_FILE)),
    readOrder,
  );
  const newest = ({ decisions }: KeptOrder): number => decisions.at(-1)?.notedAt ?? 0;
  return { sound: [...sound].sort((a, b) => newest(a) - newest(b)), odd };
}

async function readOrder(path: string): Promise<KeptOrder> {
  return readDocument(ORDER, path);
}

async function save(shelf: Shelf, order: KeptOrder): Promise<void> {
  const path = join(orderFolder(shelf, order.orderHash), ORDER_FILE);
  try {
    await publishOver(path, `${JSON.stringify(order, null, INDENT)}\n`);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}
