import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { listMembers, memberWallet } from "../../lib/accounts/sample-members";
import { type Checkpoints, readCheckpoints } from "../../lib/certificates/checkpoints";
import { collect } from "../../lib/certificates/members/collect";
import { signBlocks } from "../../lib/certificates/members/sign";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { isErrorCode } from "../../lib/errors";
import { publishOver } from "../../lib/store/publish";
import { unreadable } from "../../lib/store/readable";

const INDENT = 2;

/** A member that signs, and the network as its own node shows it. */
export interface MemberAtNode {
  readonly wallet: BaseWallet;
  readonly colophon: Colophon;
}

/** The file of what the members have signed. @param folder the network's */
export function checkpointsPath(folder: string): string {
  return join(folder, "checkpoints.json");
}

/** The keys of the sample members; where none were made, of two development accounts. @param folder theirs */
export async function memberKeys(folder: string): Promise<BaseWallet[]> {
  const { sound } = await listMembers(folder);
  if (sound.length === 0) return [devWallet("admin"), devWallet("guardian")];
  return Promise.all(sound.map(memberWallet));
}

/**
 * Lets the members sign every so many blocks, each by its own node, and keeps what they have signed in a file, as `keepSigned` does.
 * @returns the numbers of the blocks, each once it is signed and kept; it never ends by itself
 * @throws ColophonError where two of them see different blocks
 */
export async function* signEvery(
  every: number,
  members: readonly [MemberAtNode, ...MemberAtNode[]],
  path: string,
): AsyncGenerator<number> {
  const [{ colophon }] = members;
  let height = await colophon.provider.getBlockNumber();
  let all = await kept(path, colophon);
  for (;;) {
    height += every - (height % every);
    await reached(colophon.provider, height);
    const signed = await Promise.all(
      members.map(async (member) => {
        await reached(member.colophon.provider, height);
        return signBlocks(member.colophon, member.wallet, [], [height]);
      }),
    );
    all = await keepSigned(path, all, collect(signed as [Checkpoints, ...Checkpoints[]])); // there is a member
    yield height;
  }
}

/**
 * Keeps what members have signed in a file, beside what is in it. Where nobody could read all of it, the file is kept under another
 * name, after its first and last block, and a new one is begun.
 * @returns what is in the file now
 */
export async function keepSigned(
  path: string,
  before: Checkpoints | undefined,
  signed: Checkpoints,
): Promise<Checkpoints> {
  const all = before === undefined ? signed : collect([before, signed]);
  const text = textOf(all);
  if (before === undefined || unreadable(text) === undefined) {
    await publishOver(path, text);
    return all;
  }
  const [first, last] = [before.checkpoints[0], before.checkpoints.at(-1)].map((each) => each?.blockNumber);
  await rename(path, join(dirname(path), `checkpoints-${first}-${last}.json`));
  await publishOver(path, textOf(signed));
  return signed;
}

function textOf(checkpoints: Checkpoints): string {
  return `${JSON.stringify(checkpoints, undefined, INDENT)}\n`;
}

/** What was signed before; undefined where nothing was. */
async function kept(path: string, colophon: Colophon): Promise<Checkpoints | undefined> {
  return readCheckpoints(path, colophon).catch((error: unknown) => {
    if (error instanceof Error && isErrorCode(error.cause, "ENOENT")) return undefined;
    throw error;
  });
}

async function reached(provider: JsonRpcApiProvider, height: number): Promise<void> {
  while ((await provider.getBlockNumber()) < height) {
    await new Promise((resolve) => void provider.once("block", resolve));
  }
}
