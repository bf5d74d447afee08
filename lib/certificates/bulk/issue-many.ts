import { rm } from "node:fs/promises";
import { join } from "node:path";

import { toQuantity } from "ethers";

import type { Catalogue } from "../../catalogue/catalogue";
import { batchesWith } from "../../catalogue/query";
import type { Colophon } from "../../chain/contracts/colophon";
import { contractsOf } from "../../chain/contracts/deployment";
import type { TitleState } from "../../chain/contracts/title";
import { readTitles } from "../../chain/contracts/titles";
import { ReadOnce } from "../../chain/rpc/read-once";
import { ColophonError } from "../../errors";
import { useFastKeccak } from "../../hashing/fast-keccak";
import { chunksOf, mapInOrder } from "../../in-order";
import { titleSlot } from "../../proofs/slots/title-slot";
import { namesIn } from "../../store/folder";
import { UNFINISHED } from "../../store/publish";
import type { Shelf } from "../../store/records";
import { OpenBatches } from "../../works/home/anchored";
import { keptMetadata } from "../../works/home/kept-metadata";
import type { Checkpoints } from "../checkpoints";
import { readCertificate, replaceCertificate } from "../file";
import type { Certificate } from "../format";
import { disclosuresOfHome } from "../issue/disclosures-of-home";
import { gather } from "../issue/issue";
import { Reading } from "../issue/reading";
import { judge } from "../judge/judge";
import { requireSound } from "../judge/sound";
import type { Trust } from "../trust";
import { certificateIn } from "./in-folder";

/** Works whose titles and slots are asked for together. */
const TOGETHER = 500;
/** Of those, how many are under way at a time. */
const UNDER_WAY = 8;
/** Where nobody answers any more, or nothing can be written, no other work fares better. */
const ENDS_ALL = ["NoNodeAnswers", "WrongChain", "FileNotWritten"];
/** What a run that was killed leaves of a certificate that it was writing. */
const LEFT = new RegExp(`^0x[0-9a-f]{64}\\.json\\.[0-9a-f-]+\\${UNFINISHED}$`);

/** What issuing many certificates needs. */
export interface IssuingMany {
  readonly colophon: Colophon;
  readonly catalogue: Catalogue;
  readonly shelf: Shelf;
  /** The folder that they are written into, which is there. */
  readonly folder: string;
  readonly checkpoints?: Checkpoints | undefined;
  /** By whose trust they are judged before they are written; default: nobody's. */
  readonly trust?: Trust | undefined;
}

/** What became of the certificate of a work. */
export interface Issued {
  /** 0x and 64 hex digits. */
  readonly work: string;
  readonly outcome: "written" | "is there" | "no title" | "refused";
  /** Why it was refused. */
  readonly problem?: string;
}

/**
 * Issues the certificates of many works as of one block, in their order, each judged before it is written. A certificate that
 * is there and has the newest event is passed over, so a run that was cut off goes on; one that is older is replaced. What such a run
 * left half written is removed.
 * @param works their content hashes; fastest in the order of their registration
 */
export async function* issueMany(
  asked: IssuingMany,
  works: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Issued> {
  await useFastKeccak();
  const once = await ReadOnce.now(asked.colophon.provider);
  const { deployment } = asked.colophon;
  const colophon = { ...asked.colophon, ...contractsOf(deployment, once), provider: once };
  const reading = new Reading(once);
  const open = new OpenBatches(colophon);
  const left = (await namesIn(asked.folder)).filter((name) => LEFT.test(name));
  const stateBlock = asked.checkpoints?.checkpoints.at(-1)?.blockNumber ?? once.block;
  try {
    for await (const some of chunksOf(works, TOGETHER)) {
      const titles = await readTitles(colophon, some.map(BigInt));
      const titled = some.filter((_, index) => titles[index] !== undefined);
      once.expectSlots(
        deployment.WorkRegistry.address,
        titled.map((work) => titleSlot(BigInt(work))),
        toQuantity(stateBlock),
      );
      const batches = batchesWith(asked.catalogue, asked.shelf, titled);
      open.expect(batches);
      const metadataOf = (work: string, hash: string): Promise<string | undefined> =>
        keptMetadata(asked.shelf, work, hash, batches.get(work) ?? [], open);
      const one = issueOne({ ...asked, colophon }, reading, metadataOf);
      yield* mapInOrder(some.entries(), UNDER_WAY, ([index, work]) => one(work, titles[index]));
    }
    // Not before: what another run was writing when this one began has its name by now.
    for (const name of left) await rm(join(asked.folder, name), { force: true });
  } finally {
    open.close();
  }
}

function issueOne(
  { colophon, shelf, folder, checkpoints, trust }: IssuingMany,
  reading: Reading,
  metadataOf: (work: string, metadataHash: string) => Promise<string | undefined>,
): (work: string, title: TitleState | undefined) => Promise<Issued> {
  const check = async (certificate: Certificate): Promise<void> =>
    requireSound(certificate, await judge(certificate, { trust }), trust !== undefined);

  return async (work, title) => {
    if (title === undefined) return { work, outcome: "no title" };
    const path = certificateIn(folder, work);
    try {
      const there = await certificateAt(path, work);
      const isNewest = there?.history.at(-1)?.block === title.changedAtBlock;
      if (there !== undefined && isNewest && (await holds(check(there)))) return { work, outcome: "is there" };

      const certificate = await gather(colophon, {
        workId: BigInt(work),
        metadataOf: (hash) => metadataOf(work, hash),
        disclosuresOf: (metadata) => disclosuresOfHome(shelf, work, metadata, []),
        checkpoints,
        reading,
      });
      await check(certificate);
      await replaceCertificate(path, certificate);
      return { work, outcome: "written" };
    } catch (error) {
      if (!(error instanceof ColophonError) || ENDS_ALL.includes(error.code)) throw error;
      return { work, outcome: "refused", problem: error.message };
    }
  };
}

/**
 * The certificate of a work that a file has; undefined where there is no file, or what was one was altered.
 * @throws ColophonError where the file is something else, which is not overwritten
 */
async function certificateAt(path: string, work: string): Promise<Certificate | undefined> {
  const read = await readCertificate(path).catch((error: unknown) => {
    if (error instanceof ColophonError && error.code === "FileNotFound") return undefined;
    throw error;
  });
  return read !== undefined && "certificate" in read && read.certificate.work.id === work
    ? read.certificate
    : undefined;
}

async function holds(check: Promise<void>): Promise<boolean> {
  return check.then(
    () => true,
    () => false,
  );
}
