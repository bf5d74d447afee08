import { randomBytes } from "node:crypto";
import { basename, join } from "node:path";

import { Wallet } from "ethers";

import { consortiumFolder } from "../chain/development/local-consortium";
import { ColophonError, isErrorCode, notWritten } from "../errors";
import { type Listed, makeFolder, namesIn, readEach } from "../store/folder";
import { publishNew } from "../store/publish";
import { readText } from "../text-file";
import { isAccountName } from "./keystore";

/** A sample member of the committee on the consortium network of this machine. Its key lies open in a file, as a validator's does. */
export interface SampleMember {
  readonly name: string;
  readonly address: string;
  readonly path: string;
}

const SUFFIX = ".key";
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;
const FOLDER_OWNER_ONLY = 0o700;

/** The folder of the sample members' keys; the network is wiped with it. @param home the folder of everything that Colophon keeps */
export function sampleMembersFolder(home: string): string {
  return join(consortiumFolder(home), "members");
}

/** The sample members that were made, by name, and the files that have a member's name and are none. */
export async function listMembers(folder: string): Promise<Listed<SampleMember>> {
  const files = (await namesIn(folder)).filter((file) => file.endsWith(SUFFIX)).sort();
  return readEach(
    files.map((file) => join(folder, file)),
    readMember,
  );
}

/** A sample member by its name; undefined where there is none. */
export async function findMember(folder: string, name: string): Promise<SampleMember | undefined> {
  if (!isAccountName(name)) return undefined;
  return readMember(pathOf(folder, name)).catch((error: unknown) => {
    if (error instanceof ColophonError && isErrorCode(error.cause, "ENOENT")) return undefined;
    throw error;
  });
}

/** A sample member with a key of its own, readable by the file's owner only; one that is there stays as it is. */
export async function makeMember(folder: string, name: string): Promise<SampleMember> {
  const found = await findMember(folder, name);
  if (found !== undefined) return found;
  const path = pathOf(folder, name);
  await makeFolder(folder, FOLDER_OWNER_ONLY);
  await publishNew(path, `${randomBytes(KEY_BYTES).toString("hex")}\n`, OWNER_ONLY).catch((cause: unknown) => {
    throw notWritten(path, cause);
  });
  return readMember(path);
}

/** The key of a sample member. @throws ColophonError where its file is missing or damaged */
export async function memberWallet({ path }: Pick<SampleMember, "path">): Promise<Wallet> {
  const text = (await readText(path)).trim();
  try {
    return new Wallet(`0x${text}`);
  } catch {
    // Its cause would have the text in it, which is nearly the key.
    throw new ColophonError(`${path} is not the key of a sample member`, {
      code: "MemberKeyDamaged",
      advice:
        "Restore it from a copy. Else make the network anew: npm run consortium -- stop, then wipe, then members; its chain is lost by that.",
    });
  }
}

async function readMember(path: string): Promise<SampleMember> {
  const { address } = await memberWallet({ path });
  return { name: basename(path, SUFFIX), address, path };
}

function pathOf(folder: string, name: string): string {
  return join(folder, `${name}${SUFFIX}`);
}
