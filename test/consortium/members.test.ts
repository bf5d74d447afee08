import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { listMembers, sampleMembersFolder } from "../../lib/accounts/sample-members";
import type { Proposal } from "../../lib/committee/proposal";
import { rpc } from "../../scripts/chain/anvil";
import { VALIDATORS } from "../../scripts/consortium/create";
import { ensureEngine } from "../../scripts/consortium/engine";
import { type ConsortiumNetwork, openNetwork } from "../../scripts/consortium/network";
import { freeFirstPort } from "../../scripts/consortium/ports";
import { waitFor } from "../../scripts/shared/wait";
import { type Ended, hardhat, ROOT, type Settings, start } from "../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

/** Ten times what a ballot and its delay take. */
const PATIENCE_MS = 500_000;
const VOTE = "npx hardhat committee vote ";
const EXECUTE = "npx hardhat committee execute ";

/** The commands of a vote as README has them, one after the other. */
function commandsOfReadme(): readonly string[] {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const blocks = Array.from(readme.matchAll(/```sh\n(?<lines>[^`]*)```/g), ({ groups }) => groups?.["lines"] ?? "");
  const vote = blocks.find((lines) => lines.startsWith("npm run consortium -- members")) ?? "";
  return vote
    .trim()
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, ""));
}

describe("The sample members on a consortium network", function () {
  this.timeout(900_000);
  let folder: TemporaryFolder;
  let network: ConsortiumNetwork;
  let settings: Settings;
  before(async () => {
    await ensureEngine({ say: (line) => console.log(`    ${line}`) });
    folder = await temporaryFolder();
    settings = { HOME: folder.at("home"), CONSORTIUM_PORT: String(await freeFirstPort(VALIDATORS)) };
    // What the commands start ends with this process, too.
    network = openNetwork({ folder: folder.at("home/consortium"), endsWithProcess: true });
  });
  after(async () => {
    await network.stop();
    await folder.remove();
  });

  async function run(command: string): Promise<Ended> {
    const script = /^npm run consortium -- (?<words>.*)$/.exec(command)?.groups?.["words"];
    const ended =
      script === undefined
        ? await hardhat(command.replace("npx hardhat ", "").split(" "), settings)
        : await start(["-r", "ts-node/register/transpile-only", "scripts/consortium.ts", script], settings).ended;
    expect(ended.code, `${command}\n${ended.stdout}${ended.stderr}`).to.equal(0);
    return ended;
  }

  const proposal = async (): Promise<Proposal> => {
    const { stdout } = await run("npx hardhat committee show --proposal 1 --network consortium --json");
    return JSON.parse(stdout) as Proposal;
  };

  async function waitUntilExecutable(): Promise<void> {
    const { executableAt } = await proposal();
    const [url = ""] = network.urls;
    const isTime = async (): Promise<true | undefined> => {
      const { timestamp } = (await rpc(url, "eth_getBlockByNumber", ["latest", false])) as { timestamp: string }; // A block has one.
      return Number(timestamp) >= executableAt || undefined;
    };
    expect(await waitFor(isTime, PATIENCE_MS)).to.equal(true);
  }

  it("take over the network by README's commands, each by its own vote, and none of their keys is shown", async () => {
    const commands = commandsOfReadme();
    const votes = commands.filter((command) => command.startsWith(VOTE));
    expect(commands).to.have.length(8);
    expect(votes).to.have.length(3);

    const said: Ended[] = [];
    for (const command of commands) {
      if (command.startsWith(EXECUTE)) await waitUntilExecutable();
      // At once, so that a busy machine does not miss the end of the ballot.
      if (command === votes[0]) said.push(...(await Promise.all(votes.map(run))));
      else if (!votes.includes(command)) said.push(await run(command));
    }

    const { sound: members } = await listMembers(sampleMembersFolder(folder.at("home")));
    const { state, tally, proposer, described } = await proposal();
    expect(state).to.equal("executed");
    expect(tally).to.include({ yes: 3, no: 0, abstain: 0, total: 5 });
    expect(proposer).to.equal(members.find(({ name }) => name === "harbour-press")?.address);
    expect(described.map(({ words }) => words)).to.deep.equal([
      "Takes the role ADMIN from 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
    ]);
    expect(said.at(-1)?.stdout).to.contain("executed");
    const shown = said.map(({ stdout, stderr }) => stdout + stderr).join("\n");
    for (const { path } of members) expect(shown).not.to.contain(readFileSync(path, "utf8").trim());
  });

  it("are found as they are when they are made again, and the committee is in charge", async () => {
    const before = await listMembers(sampleMembersFolder(folder.at("home")));

    const { stderr } = await run("npm run consortium -- members");

    expect(await listMembers(sampleMembersFolder(folder.at("home")))).to.deep.equal(before);
    expect(stderr).to.contain("The committee has accepted: the deployer is no admin any more");
  });
});
