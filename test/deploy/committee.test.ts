import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, type Log } from "ethers";
import { config, deployments, ethers, getNamedAccounts } from "hardhat";

import deployCommittee from "../../deploy/60_committee";
import { ROLES } from "../../lib/chain/contracts/roles";
import type { AccessManager, Committee } from "../../typechain-types";
import { withSettings } from "../lib/shared/environment";
import { runAgain, runScript } from "../shared/deploy-script";

const SAMPLE = join(config.paths.root, "samples", "committee.json");
const YES = 1;
/** Seconds, as the sample has them. */
const [VOTING_PERIOD, EXECUTION_DELAY] = [604_800, 86_400];

interface Named {
  readonly manager: AccessManager;
  readonly committee: Committee;
  readonly names: Readonly<Record<string, string>>;
}

/** All scripts, with the sample's committee. */
const deployAll = deployments.createFixture<Named, undefined>(async () => {
  // The fixture of "handover" would be that of other tests as well.
  await deployments.fixture(["role-members"]);
  await withSettings({ COMMITTEE: SAMPLE }, () => runAgain("handover"));
  const manager = await ethers.getContractAt("AccessManager", (await deployments.get("AccessManager")).address);
  const committee = await ethers.getContractAt("Committee", (await deployments.get("Committee")).address);
  const accounts = Object.entries(await getNamedAccounts()).map(([name, address]) => [String(address), name]);
  const contracts = [
    [await committee.getAddress(), "committee"],
    [(await deployments.get("Recovery")).address, "recovery"],
  ];
  return { manager, committee, names: Object.fromEntries([...accounts, ...contracts]) };
});

/** Every role of every account, by the events of the AccessManager from its first block on: "GUARDIAN guardian". */
async function rolesOf({ manager, names }: Named): Promise<string[]> {
  const roleNames = Object.fromEntries(Object.entries(ROLES).map(([name, role]) => [String(role), name]));
  const held = new Set<string>();
  const address = await manager.getAddress();
  const topics = [[manager.getEvent("RoleGranted"), manager.getEvent("RoleRevoked")].map(topicOf)];
  const logs: Log[] = [];
  // Block by block: some nodes look through few at a time.
  for (let block = 0; block <= (await time.latestBlock()); block += 1) {
    logs.push(...(await ethers.provider.getLogs({ address, topics, fromBlock: block, toBlock: block })));
  }
  for (const log of logs) {
    const event = manager.interface.parseLog(log);
    if (event?.name !== "RoleGranted" && event?.name !== "RoleRevoked") continue;
    const account = String(event.args["account"]);
    const name = `${roleNames[String(event.args["roleId"])] ?? event.args["roleId"]} ${names[account] ?? account}`;
    if (event.name === "RoleGranted") held.add(name);
    else held.delete(name);
  }
  return [...held].sort();
}

function topicOf({ fragment }: { fragment: { topicHash: string } }): string {
  return fragment.topicHash;
}

/** The committee's first vote: it takes the deployer's role. */
async function accept({ manager, committee }: Named): Promise<void> {
  const { deployer, publisher, adjudicator, accreditor, admin } = await getNamedAccounts();
  const voters = [publisher, adjudicator, accreditor, admin].map(String);
  const data = manager.interface.encodeFunctionData("revokeRole", [ROLES.ADMIN, String(deployer)]);
  const payload: [string[], bigint[], string[]] = [[await manager.getAddress()], [0n], [data]];
  await committee.connect(await ethers.getSigner(String(publisher))).propose(...payload, "accept");
  await time.increaseTo((await committee.proposalSnapshot(1)) + 1n);
  for (const voter of voters) await committee.connect(await ethers.getSigner(voter)).castVote(1, YES);
  await time.increaseTo(await committee.proposalEta(1));
  await committee.execute(...payload, id("accept"));
}

const OTHERS = ["GUARDIAN guardian", "RECOVERY recovery"];

describe("deploy: the committee", () => {
  it("has the members and the rules of its file", async () => {
    const { committee, names } = await deployAll();
    const seats = await ethers.getContractAt("Seats", await committee.seats());

    const members = (await seats.seatsAt(await seats.clock())).map(({ member, weight }) => [names[member], weight]);
    expect(members).to.deep.equal(
      ["publisher", "adjudicator", "accreditor", "admin", "guardian"].map((name) => [name, 1n]),
    );
    expect(Array.from(await committee.rules())).to.deep.equal([
      3_600n,
      BigInt(VOTING_PERIOD),
      BigInt(EXECUTION_DELAY),
      60n,
      66n,
    ]);
  });

  it("is left out where no file is named", async () => {
    const lines = await withSettings({}, () => runScript(deployCommittee));

    expect(lines).to.deep.equal([
      "No committee: set COLOPHON_COMMITTEE to the file of its members, such as samples/committee.json",
    ]);
  });

  it("votes within seconds on a network of this machine", async () => {
    await deployments.fixture(["AccessManager"]);
    const rules: unknown[] = [];
    await withSettings({ COMMITTEE: SAMPLE }, () =>
      runScript(deployCommittee, {
        networkName: "embedded",
        deployments: {
          deploy: async (_, { args }) => {
            rules.push(args?.[1]);
            return { ...(await deployments.get("AccessManager")), newlyDeployed: false };
          },
        },
      }),
    );

    expect(rules).to.deep.equal([
      { votingDelay: 0, votingPeriod: 45, executionDelay: 5, participation: 60, winRate: 66 },
    ]);
  });

  it("is refused on a consortium's network with development accounts as its members", async () => {
    await deployments.fixture(["AccessManager"]);

    await expect(
      withSettings({ COMMITTEE: SAMPLE }, () => runScript(deployCommittee, { networkName: "consortium" })),
    ).to.be.rejectedWith(/members\.0\.address is a development account's, whose key everybody knows/);
  });
});

describe("deploy: the hand-over to the committee", () => {
  it("names it at first, beside the deployer, and nobody else", async () => {
    const named = await deployAll();

    expect(await rolesOf(named)).to.deep.equal([
      "ADJUDICATOR adjudicator",
      "ADMIN committee",
      "ADMIN deployer",
      ...OTHERS,
    ]);
  });

  it("is accepted by the first vote, after which the deployer keeps nothing", async () => {
    const named = await deployAll();
    const { manager } = named;
    const { deployer } = await getNamedAccounts();

    await accept(named);

    expect(await rolesOf(named)).to.deep.equal(["ADJUDICATOR adjudicator", "ADMIN committee", ...OTHERS]);
    for (const role of Object.values(ROLES)) {
      expect((await manager.hasRole(role, String(deployer)))[0]).to.equal(false);
    }
    const byDeployer = manager.connect(await ethers.getSigner(String(deployer)));
    await expect(byDeployer.grantRole(ROLES.GUARDIAN, String(deployer), 0))
      .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
      .withArgs(deployer, ROLES.ADMIN);
  });

  it("changes nothing the second time, before and after it is accepted", async () => {
    const named = await deployAll();
    for (const prepare of [async (): Promise<void> => undefined, () => accept(named)]) {
      await prepare();
      const block = await time.latestBlock();

      await withSettings({ COMMITTEE: SAMPLE }, () => runAgain());

      expect(await time.latestBlock()).to.equal(block);
    }
  });
});
