import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { computeAddress, hexlify, randomBytes, SigningKey } from "ethers";

import { DEV_CONSORTIUM_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import {
  LOCAL_CONSORTIUM_FORMAT,
  type LocalConsortium,
  networkPath,
} from "../../lib/chain/development/local-consortium";
import { ColophonError, notWritten } from "../../lib/errors";
import { publishOver } from "../../lib/store/publish";
import { genesisBlock } from "./genesis";
import { HOST, portsOf } from "./ports";

/** With four validators, one may be down: three of four have to agree. */
export const VALIDATORS = 4;

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const NODE_KEY_BYTES = 32;
const UNCOMPRESSED_PREFIX = "0x04";

/** Where validator `number` keeps what is its own. */
export function validatorFolder(folder: string, number: number): string {
  return join(folder, `validator-${number}`);
}

/** The file of a validator's key. */
export function nodeKeyPath(folder: string, number: number): string {
  return join(validatorFolder(folder, number), "nodekey");
}

/** The first block, from which every validator begins. */
export function genesisPath(folder: string): string {
  return join(folder, "genesis.json");
}

/**
 * Makes the keys and the first block of a network. The file that describes the network is written last, so that what was
 * interrupted counts as nothing and is made anew.
 * @param now in seconds
 */
export async function createNetwork(folder: string, firstPort: number, now: number): Promise<LocalConsortium> {
  const addresses: string[] = [];
  try {
    await rm(folder, { recursive: true, force: true });
    for (let number = 1; number <= VALIDATORS; number++) {
      const key = hexlify(randomBytes(NODE_KEY_BYTES));
      await mkdir(validatorFolder(folder, number), { recursive: true, mode: OWNER_ONLY_FOLDER });
      await writeFile(nodeKeyPath(folder, number), key.slice(2), { mode: OWNER_ONLY_FILE });
      addresses.push(computeAddress(key));
    }
    const genesis = genesisBlock(DEV_CONSORTIUM_CHAIN_ID, addresses, now);
    await writeFile(genesisPath(folder), JSON.stringify(genesis, undefined, 2));
    return await describeNetwork(folder, addresses, firstPort);
  } catch (cause) {
    throw notWritten(folder, cause);
  }
}

/** Writes down where the validators are. */
export async function describeNetwork(
  folder: string,
  addresses: readonly string[],
  firstPort: number,
): Promise<LocalConsortium> {
  const network: LocalConsortium = {
    format: LOCAL_CONSORTIUM_FORMAT,
    chainId: DEV_CONSORTIUM_CHAIN_ID,
    validators: addresses.map((address, index) => {
      const { rpc, peers } = portsOf(firstPort, index + 1);
      return { number: index + 1, address, url: `http://${HOST}:${rpc}`, port: peers };
    }),
  };
  await publishOver(networkPath(folder), `${JSON.stringify(network, undefined, 2)}\n`);
  return network;
}

/** Whom validator `number` calls: those before it, so that no two call each other. Nobody else is ever looked for. */
export async function nodesToCall(
  folder: string,
  network: LocalConsortium,
  number: number,
): Promise<readonly string[]> {
  const before = network.validators.filter((one) => one.number < number);
  return Promise.all(before.map(async (one) => nodeUrl(await readNodeKey(folder, one.number), one.port)));
}

/** A validator's address for the others; they recognize it by its public key. */
export function nodeUrl(nodeKey: string, port: number): string {
  const publicKey = SigningKey.computePublicKey(nodeKey, false).slice(UNCOMPRESSED_PREFIX.length);
  return `kni://${publicKey}@${HOST}:${port}?discport=0&ntype=cn`;
}

async function readNodeKey(folder: string, number: number): Promise<string> {
  const path = nodeKeyPath(folder, number);
  const text = await readFile(path, "utf8").catch(() => "");
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new ColophonError(`${path} is missing or damaged`, {
      code: "ValidatorFileDamaged",
      advice:
        "Without its key a validator is none. Make the network anew: npm run consortium -- wipe, then npm run consortium.",
    });
  }
  return `0x${text}`;
}
