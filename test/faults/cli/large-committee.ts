import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parseEther, toQuantity } from "ethers";

import { freePort, rpc, startAnvil } from "../../../scripts/chain/anvil";
import { hardhat, ROOT, type Settings } from "../../cli/shared/processes";
import { startFiscoNode } from "../../fisco/node";
import { temporaryFolder } from "../../lib/shared/temporary-folder";
import { someAddress } from "../../shared/wallets";
import { readingOf } from "./institutions";

const YES = 1;
/** Who vote on the newest proposal: a vote a second, while its ballot is open. */
const VOTERS = 20;
/** Enough for any call of a committee's. */
const GAS = toQuantity(5_000_000);

/** A committee with a past, on a node that looks at ten blocks for a question about logs. */
export interface LargeCommittee {
  /** With which a command asks that node. */
  readonly settings: Settings;
  readonly members: readonly string[];
  /** The number of blocks of the chain. */
  readonly blocks: number;
  /** How many questions the node has been asked. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

/** Makes a committee of so many members, and so many proposals, one a block and a second. The newest is open. */
export async function largeCommittee(size: number, proposals: number): Promise<LargeCommittee> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const anvil = await startAnvil({ port, folder: folder.at("chain") });
  const members = Array.from({ length: size }, () => someAddress());
  const settings = { HOME: folder.at("home"), COMMITTEE: membersFile(folder.at("committee.json"), members) };
  const { code, stdout, stderr } = await hardhat(["deploy"], { ...settings, CHAIN_PORT: String(port) });
  if (code !== 0) throw new Error(`the deployment failed:\n${stdout}${stderr}`);

  const { colophon, sitting } = await readingOf(anvil.url, folder.at("home/deployments"));
  const [committee, seats] = await Promise.all([sitting.committee.getAddress(), sitting.seats.getAddress()]);
  const { committee: abi } = sitting;
  await rpc(anvil.url, "anvil_autoImpersonateAccount", [true]);
  await rpc(anvil.url, "anvil_setBlockTimestampInterval", [1]);
  await rpc(anvil.url, "evm_setAutomine", [false]);
  for (const member of members) await rpc(anvil.url, "anvil_setBalance", [member, toQuantity(parseEther("100"))]);
  const inBlock = async (from: string | undefined, data: string): Promise<void> => {
    const hash = await rpc(anvil.url, "eth_sendTransaction", [{ from, to: committee, data, gas: GAS }]);
    await rpc(anvil.url, "evm_mine");
    const receipt = await colophon.provider.getTransactionReceipt(String(hash));
    if (receipt?.status !== 1) throw new Error(`a call of ${from} was not carried out`);
  };
  for (let number = 1; number <= proposals; number += 1) {
    const call = sitting.seats.interface.encodeFunctionData("admit", [someAddress(), number]);
    const values = [[seats], [0], [call], `proposal ${number}`] as const;
    // Nothing of it is changed.
    const data = abi.interface.encodeFunctionData(
      "propose",
      values as unknown as [string[], number[], string[], string],
    );
    await inBlock(members[number % size], data);
  }
  await rpc(anvil.url, "evm_mine");
  for (const voter of members.slice(0, Math.min(VOTERS, size - 1))) {
    await inBlock(voter, abi.interface.encodeFunctionData("castVote", [proposals, YES]));
  }
  const blocks = await colophon.provider.getBlockNumber();
  colophon.provider.destroy();

  let asked = 0;
  const node = await startFiscoNode(() => {
    asked += 1;
    return anvil.url;
  });
  return {
    settings: { ...settings, CHAIN_PORT: new URL(node.url).port },
    members,
    blocks,
    asked: () => asked,
    close: async () => {
      await node.stop();
      await anvil.stop();
      await folder.remove();
    },
  };
}

function membersFile(path: string, members: readonly string[]): string {
  const sample = JSON.parse(readFileSync(join(ROOT, "samples", "committee.json"), "utf8")) as object;
  const named = members.map((address, index) => ({
    name: `Member ${index + 1}`,
    kind: "publisher",
    address,
    weight: 1,
  }));
  writeFileSync(path, JSON.stringify({ ...sample, members: named }));
  return path;
}
