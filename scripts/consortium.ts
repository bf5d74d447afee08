/** `npm run consortium`: a consortium network of four validators on this machine, kept under `.colophon/consortium`. */
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { BaseWallet } from "ethers";

import { sampleMembersFolder } from "../lib/accounts/sample-members";
import { openColophon } from "../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../lib/chain/contracts/deployment";
import { DEV_CONSORTIUM_CHAIN_ID } from "../lib/chain/development/dev-accounts";
import { consortiumFolder } from "../lib/chain/development/local-consortium";
import { connect } from "../lib/chain/rpc/rpc";
import { Outbox } from "../lib/chain/sending/outbox";
import { consortiumPort, deploymentsFolder, home, outboxesFolder } from "../lib/env";
import { checkpointsPath, type MemberAtNode, memberKeys, signEvery } from "./consortium/checkpoints";
import { lockNetwork } from "./consortium/lock";
import { deployWithMembers, makeMembers, requireDeployable } from "./consortium/members";
import { type ConsortiumNetwork, openNetwork } from "./consortium/network";
import { statusLines } from "./consortium/table";
import { type Command, HELP, readCommand } from "./consortium/words";
import { main } from "./shared/main";

main(async () => {
  const command = readCommand(process.argv.slice(2));
  const folder = consortiumFolder(home());
  const network = openNetwork({ folder, firstPort: consortiumPort(), say: (line) => console.error(line) });
  for (const line of await run(command, network, folder)) console.log(line);
});

/** @returns what to say of it */
async function run(command: Command, network: ConsortiumNetwork, folder: string): Promise<readonly string[]> {
  switch (command.name) {
    case "start":
      return start(network, folder, command.number);
    case "members":
      return members(network, folder);
    case "help":
      return HELP;
    case "stop": {
      const count = await network.stop();
      if (count === 0) return ["No validator was running."];
      return [`Stopped ${count === 1 ? "one validator" : `${count} validators`}. The chain is kept in ${folder}.`];
    }
    case "status": {
      const status = await network.status();
      return command.json ? [JSON.stringify(status, undefined, 2)] : statusLines(status);
    }
    case "kill":
      await network.kill(command.number);
      return [`Validator ${command.number} is killed. To start it: npm run consortium -- start ${command.number}`];
    case "pause":
      await network.pause(command.number);
      return [`Validator ${command.number} is paused. To wake it: npm run consortium -- wake ${command.number}`];
    case "wake":
      await network.wake(command.number);
      return [`Validator ${command.number} goes on.`];
    case "checkpoints": {
      const path = checkpointsPath(folder);
      const members = await membersAtNodes(network);
      console.error(`${members.length} members sign every ${command.number} blocks into ${path}. To end it: Ctrl-C`);
      for await (const block of signEvery(command.number, members, path)) console.error(`Block ${block} is signed.`);
      return [];
    }
    case "wipe":
      await locked(folder, async () => {
        await network.wipe(command.number);
        if (command.number === undefined) await forgetChain();
      });
      return [
        command.number === undefined
          ? `The network is removed, with the deployment files and waiting transactions of its chain: ${folder}`
          : `Validator ${command.number} has no chain any more. It gets it from the others: npm run consortium -- start ${command.number}`,
      ];
  }
}

async function start(network: ConsortiumNetwork, folder: string, number?: number): Promise<readonly string[]> {
  // Only what makes and starts needs the lock; whoever comes while the validators get ready finds them running, and waits too.
  const started = await locked(folder, () => network.launch(number));
  process.once("SIGINT", () => {
    console.error("Interrupted. What was started runs on; to end it: npm run consortium -- stop");
    process.exit(1);
  });
  await network.ready(number);
  if (number !== undefined) {
    const verb = started.length > 0 ? "runs" : "was running already";
    return [`Validator ${number} ${verb}: ${network.urls[number - 1]}`];
  }
  const [first = "", ...others] = network.urls;
  const ports = others.map((url) => new URL(url).port).join(", ");
  return [
    started.length > 0
      ? `Started: ${started.length === 1 ? "validator" : "validators"} ${started.join(", ")}.`
      : "All validators were running already.",
    `The consortium network answers at ${first} (chain id ${network.chainId}, block ${await network.height()})`,
    `and at the ports ${ports}. It is kept in ${folder}. Stop it with: npm run consortium -- stop`,
    ...(existsSync(deployments()) ? [] : ["Next: npx hardhat deploy --network consortium"]),
  ];
}

/** The network with the contracts of the sample's committee, made as far as it is not there. */
async function members(network: ConsortiumNetwork, folder: string): Promise<readonly string[]> {
  const wasDeployed = await isDeployed();
  requireDeployable(home(), wasDeployed);
  await start(network, folder);
  const names = await locked(folder, () => makeMembers(home()));
  await deployWithMembers(home(), network);
  return [
    `The ${names.length} sample members are each an account of its own: ${names.join(", ")}.`,
    `Their keys are in ${sampleMembersFolder(home())}, and only you can read them.`,
    // Who of them has a seat today, and what was voted on, is the committee's matter from then on.
    wasDeployed
      ? "Who has a seat now: npx hardhat committee members --network consortium"
      : `Next: npx hardhat committee propose --what accept --account ${names[0]} --network consortium`,
  ];
}

/** The folder of what the deploy scripts leave for the network. */
function deployments(): string {
  return join(deploymentsFolder(), "consortium");
}

/** The sample members, each at a validator of its own, as far as there are enough. */
async function membersAtNodes({ urls, chainId }: ConsortiumNetwork): Promise<[MemberAtNode, ...MemberAtNode[]]> {
  const found = completeDeployment(await findDeployment(deploymentsFolder(), "consortium"));
  const deployment = requireDeployment(found, "consortium");
  const open = async (wallet: BaseWallet, index: number): Promise<MemberAtNode> => {
    const first = index % urls.length;
    const provider = await connect([...urls.slice(first), ...urls.slice(0, first)], chainId);
    return { wallet, colophon: await openColophon("consortium", provider, deployment) };
  };
  return Promise.all((await memberKeys(sampleMembersFolder(home()))).map(open)) as Promise<
    [MemberAtNode, ...MemberAtNode[]]
  >; // never none
}

/** Removes what belongs to the chain and lies elsewhere: on the next one it would be wrong. */
async function forgetChain(): Promise<void> {
  await new Outbox(outboxesFolder(), BigInt(DEV_CONSORTIUM_CHAIN_ID)).clear();
  if (await isDeployed()) await rm(deployments(), { recursive: true });
}

/** Whether there are deployment files of its chain; those of another one are none of its. */
async function isDeployed(): Promise<boolean> {
  const chainId = await readFile(join(deployments(), ".chainId"), "utf8").catch(() => "");
  return Number(chainId) === DEV_CONSORTIUM_CHAIN_ID;
}

async function locked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const release = await lockNetwork(folder);
  try {
    return await work();
  } finally {
    release();
  }
}
