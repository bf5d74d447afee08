import { join } from "node:path";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { listMembers, memberWallet } from "../../lib/accounts/sample-members";
import { type Checkpoints, readCheckpoints } from "../../lib/certificates/checkpoints";
import { collect } from "../../lib/certificates/members/collect";
import { signBlocks } from "../../lib/certificates/members/sign";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { isErrorCode } from "../../lib/errors";
import { publishOver } from "../../lib/store/publish";

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
 * Lets the members sign every so many blocks, each by its own node, and keeps what they have signed in a file.
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
  const before = await kept(path, colophon);
  let all: readonly Checkpoints[] = before === undefined ? [] : [before];
  for (;;) {
    height += every - (height % every);
    await reached(colophon.provider, height);
    const signed = await Promise.all(
      members.map(async (member) => {
        await reached(member.colophon.provider, height);
        return signBlocks(member.colophon, member.wallet, [], [height]);
      }),
    );
    all = [collect([...all, ...signed] as [Checkpoints, ...Checkpoints[]])]; // there is a member
    await publishOver(path, `${JSON.stringify(all[0], undefined, INDENT)}\n`);
    yield height;
  }
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
