import { join } from "node:path";

import { ColophonError, isErrorCode, notWritten } from "../errors";
import { makeFolder } from "../store/folder";
import { publishOver } from "../store/publish";
import type { Shelf } from "../store/records";
import { readText } from "../text-file";
import { formatHead, type Head, type HeadSigner, parseHead, type SignedHead, signHead } from "./head";
import { logFolder } from "./kept";
import { headOf, type RegistryLog } from "./log";

/**
 * Signs a head of the log as this node has it, beside those who have signed it. What the account has signed last is kept, and
 * nothing is signed that does not go on from there.
 * @param others a head that others have signed; default: the newest, which nobody has signed yet
 * @param time Unix seconds
 * @throws ColophonError, exit code 3, where the node's log is another one than others or the account itself have signed
 */
export async function signLog(
  log: RegistryLog,
  shelf: Shelf,
  signer: HeadSigner,
  time: number,
  others?: SignedHead,
): Promise<SignedHead> {
  if (others !== undefined) requireSame(log, others.head, "the others signed");
  const head = headOf(log, others?.head.size);
  const path = join(logFolder(shelf), `signed-${signer.address.toLowerCase()}`);
  const last = await lastSigned(path, log.origin);
  if (last !== undefined) requireSame(log, last.head, `${signer.address} signed before (${path})`);

  const signed = signHead(head, signer, time, others?.note);
  if (last === undefined || last.head.size <= head.size) await write(path, formatHead(signed));
  return signed;
}

/** @throws ColophonError, exit code 3, where a log does not begin with what a head says */
export function requireSame(log: RegistryLog, { size, root }: Head, who: string): void {
  if (size > log.tree.size) {
    throw new ColophonError(`The log of this node has ${log.tree.size} events, and ${who} ${size}`, {
      code: "LogTooShort",
      advice: "Wait until your node has the newest blocks, or ask another node of the network.",
      exitCode: 3,
    });
  }
  const own = log.tree.root(size).toString("base64");
  const theirs = root.toString("base64");
  if (own === theirs) return;
  throw new ColophonError(`The first ${size} events of this node's log have the root ${own}, and ${who} ${theirs}`, {
    code: "LogForked",
    advice: "Sign nothing: find out which of the nodes follows the network (npx hardhat chain doctor).",
    exitCode: 3,
  });
}

async function lastSigned(path: string, origin: string): Promise<SignedHead | undefined> {
  try {
    return parseHead(await readText(path), origin, path);
  } catch (error) {
    if (error instanceof ColophonError && isErrorCode(error.cause, "ENOENT")) return undefined;
    throw error;
  }
}

async function write(path: string, text: string): Promise<void> {
  await makeFolder(join(path, ".."));
  try {
    await publishOver(path, text);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}
