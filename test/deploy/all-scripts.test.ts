import { readdirSync } from "node:fs";
import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre, { config, deployments, ethers, getNamedAccounts } from "hardhat";
import type { DeployFunction } from "hardhat-deploy/types";

import { ARTIFACTS } from "../../lib/chain/contracts/artifacts";
import { FUNCTION_ROLES, ROLES } from "../../lib/chain/contracts/roles";
import { findModulesOf } from "../../tasks/shared/open/open";
import { runAgain } from "../shared/deploy-script";

/** Every deploy script by its file name, as they lie in the folder. */
function deployScripts(): Map<string, DeployFunction> {
  const folder = join(config.paths.root, "deploy");
  const files = readdirSync(folder).sort();
  // A deploy script exports its function as the default; hardhat-deploy loads it the same way.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return new Map(files.map((file) => [file, (require(join(folder, file)) as { default: DeployFunction }).default]));
}

// A fixture without a tag would stand in for every fixture after it: "handover" has all scripts behind it as well.
describe("deploy: all scripts", () => {
  it("leave a registry that works: roles set, deployer without the admin role", async () => {
    await deployments.fixture(["handover"]);
    const { deployer, admin, guardian } = await getNamedAccounts();
    const manager = await ethers.getContractAt("AccessManager", (await deployments.get("AccessManager")).address);
    const { address } = await deployments.get("WorkRegistry");
    const registry = await ethers.getContractAt("WorkRegistry", address, await ethers.getSigner(String(guardian)));

    await registry.pause();

    expect(await registry.paused()).to.equal(true);
    expect((await manager.hasRole(ROLES.ADMIN, String(admin)))[0]).to.equal(true);
    expect((await manager.hasRole(ROLES.ADMIN, String(deployer)))[0]).to.equal(false);
    expect(Object.keys(await deployments.all())).to.have.members([
      "AccessManager",
      "CredentialRegistry",
      "IdentityRegistry",
      "KeyAccounts",
      ...Object.keys(FUNCTION_ROLES),
    ]);
  });

  it("leave modules of which a command knows each", async () => {
    await deployments.fixture(["handover"]);

    const known = Object.entries(await findModulesOf(hre)).map(([name, { address }]) => [name, address]);

    const beside = Object.entries(await deployments.all()).filter(([name]) => !(name in ARTIFACTS));
    expect(known).to.have.deep.members(beside.map(([name, { address }]) => [name, address]));
  });

  it("send no transaction the second time", async () => {
    await deployments.fixture(["handover"]);
    const before = { block: await time.latestBlock(), deployments: addresses(await deployments.all()) };

    await runAgain();

    expect({ block: await time.latestBlock(), deployments: addresses(await deployments.all()) }).to.deep.equal(before);
  });

  it("send no transaction the second time without the hand-over either", async () => {
    await deployments.fixture(["role-members"]);
    const block = await time.latestBlock();

    await runAgain("role-members");

    expect(await time.latestBlock()).to.equal(block);
  });

  it("depend on scripts that come before them, and have a tag each", () => {
    const earlier = new Set<string>();
    for (const [file, { tags, dependencies }] of deployScripts()) {
      expect(tags, file).to.have.length(1);
      for (const dependency of dependencies ?? []) expect(earlier, `${file} -> ${dependency}`).to.include(dependency);
      tags?.forEach((tag) => earlier.add(tag));
    }
  });

  it("end with the hand-over, before which every other script has run", () => {
    const scripts = Array.from(deployScripts().values());
    const byTag = new Map(scripts.map((script) => [script.tags?.[0], script]));
    const reached = new Set<string>();
    const visit = (tag: string): void => {
      reached.add(tag);
      byTag.get(tag)?.dependencies?.forEach(visit);
    };
    visit("handover");

    expect(scripts.at(-1)?.tags).to.deep.equal(["handover"]);
    expect(Array.from(reached)).to.have.members(scripts.flatMap(({ tags }) => tags ?? []));
  });
});

function addresses(all: Readonly<Record<string, { address: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).map(([name, { address }]) => [name, address]));
}
