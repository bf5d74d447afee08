import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { home } from "../../../lib/env";
import { type HeadSigner, originOf, parseHead, type SignedHead } from "../../../lib/log/head";
import { logKeyOf } from "../../../lib/log/key";
import { openLog, type RegistryLog } from "../../../lib/log/log";
import { requireSame } from "../../../lib/log/signed";
import type { Shelf } from "../../../lib/store/records";
import { readText } from "../../../lib/text-file";
import { shelfOf } from "../../../lib/works/home/shelf";
import { signer } from "./accounts";

/** The log of the registry, and where this home keeps what it knows of it. */
export async function openOwnLog(colophon: Colophon): Promise<{ readonly log: RegistryLog; readonly shelf: Shelf }> {
  const shelf = shelfOf(colophon, home());
  return { log: await openLog(colophon, shelf), shelf };
}

/** The account that speaks about the log, and its key for that. @param account its name */
export async function logSigner(colophon: Colophon, account: string | undefined): Promise<HeadSigner> {
  const { chainId, deployment } = colophon;
  const { address, privateKey } = await signer(chainId, account, "admin");
  const origin = originOf({ chainId: Number(chainId), address: deployment.WorkRegistry.address });
  return { address, key: logKeyOf(privateKey, origin) };
}

/** A head that others signed, of this log. @throws ColophonError, exit code 3, where this node's log is another one */
export async function readSignedHead(log: RegistryLog, path: string): Promise<SignedHead> {
  const signed = parseHead(await readText(path), log.origin, path);
  requireSame(log, signed.head, "the others signed");
  return signed;
}
