import { proveEvent, type Statement } from "../../../../lib/certificates/export/statement";
import { type HeadSigner, type SignedHead, signHead } from "../../../../lib/log/head";
import { logKeyOf } from "../../../../lib/log/key";
import { openLog, type RegistryLog } from "../../../../lib/log/log";
import { claimOf, registerWork, someHash } from "../../../shared/fixture";
import { setStage, type Stage } from "../../shared/stage";
import { temporaryFolder } from "../../shared/temporary-folder";

/** A work whose registration is proven in a log that two members have signed. */
export interface Stated {
  readonly stage: Stage;
  readonly workId: bigint;
  readonly log: RegistryLog;
  readonly statement: Statement;
  readonly signers: readonly [HeadSigner, HeadSigner];
  readonly signed: SignedHead;
}

export const TIME = 1_795_317_622;

/** The fixture with some works, one of which was amended. */
export async function setStated(): Promise<Stated> {
  const stage = await setStage();
  const { registry, accounts, colophon } = stage;
  for (let index = 0; index < 3; index += 1) await registerWork(registry, accounts.borealis);
  const claim = claimOf(accounts.aurora);
  const workId = BigInt(claim.contentHash);
  await registry.register(claim);
  await registry.amend(workId, someHash());

  const folder = await temporaryFolder();
  const shelf = { home: folder.at("home"), network: "embedded", registry: await registry.getAddress() };
  const log = await openLog(colophon, shelf);
  await folder.remove();
  const statement = await proveEvent(colophon, log, { workId });
  const signers = [signerOf(log, "1"), signerOf(log, "2")] as const;
  const first = signHead(statement.head, signers[0], TIME);
  return { stage, workId, log, statement, signers, signed: signHead(statement.head, signers[1], TIME, first.note) };
}

/** A member with a key that is nobody else's. */
export function signerOf({ origin }: RegistryLog, digit: string): HeadSigner {
  return { address: `0x${digit.repeat(40)}`, key: logKeyOf(`0x${digit.repeat(64)}`, origin) };
}
