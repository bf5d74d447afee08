import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { config, deployments, ethers, getNamedAccounts } from "hardhat";

import grantRoles from "../../deploy/82_role_members";
import handOver from "../../deploy/99_handover";
import { ROLES } from "../../lib/chain/contracts/roles";
import type { AccessManager } from "../../typechain-types";
import { withSettings } from "../lib/shared/environment";
import { runAgain, runScript } from "../shared/deploy-script";

const SAMPLE = join(config.paths.root, "samples", "committee.json");

interface Situation {
  readonly manager: AccessManager;
  readonly deployer: string;
  readonly admin: string;
}

async function beforeHandOver(): Promise<Situation> {
  await deployments.fixture(["role-members"]);
  const { deployer, admin } = await getNamedAccounts();
  const manager = await ethers.getContractAt("AccessManager", (await deployments.get("AccessManager")).address);
  return { manager, deployer: String(deployer), admin: String(admin) };
}

async function isAdmin({ manager }: Situation, account: string): Promise<boolean> {
  return (await manager.hasRole(ROLES.ADMIN, account))[0];
}

describe("deploy: hand-over", () => {
  it("throws when the account to hand over to is the deployer, who stays admin", async () => {
    const situation = await beforeHandOver();

    await expect(runScript(handOver, { accounts: { admin: situation.deployer } })).to.be.rejectedWith(
      "The admin to hand over to is the deployer itself",
    );
    expect(await isAdmin(situation, situation.deployer)).to.equal(true);
  });

  it("says so and changes nothing when no admin is named", async () => {
    const situation = await beforeHandOver();
    const block = await time.latestBlock();

    const lines = await runScript(handOver, { accounts: { admin: undefined } });

    expect(lines).to.deep.equal([
      'ADMIN stays with the deployer: set COLOPHON_COMMITTEE and run the tag "handover" to move it',
    ]);
    expect(await time.latestBlock()).to.equal(block);
    expect(await isAdmin(situation, situation.deployer)).to.equal(true);
  });

  it("makes the named account admin, and takes the role from the deployer", async () => {
    const situation = await beforeHandOver();
    const { deployer, admin } = situation;

    const lines = await runScript(handOver);

    expect(await isAdmin(situation, admin)).to.equal(true);
    expect(await isAdmin(situation, deployer)).to.equal(false);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(new RegExp(`^ADMIN -> ${admin}: set \\(tx 0x[0-9a-f]{64}\\)$`));
    expect(lines[1]).to.match(/^ADMIN given up by the deployer \(tx 0x[0-9a-f]{64}\)$/);
  });

  it("leaves the deployer without a say", async () => {
    const { manager, deployer, admin } = await beforeHandOver();
    await runScript(handOver);
    const byDeployer = manager.connect(await ethers.getSigner(deployer));

    await expect(byDeployer.grantRole(ROLES.GUARDIAN, deployer, 0))
      .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
      .withArgs(deployer, ROLES.ADMIN);
    await manager.connect(await ethers.getSigner(admin)).grantRole(ROLES.GUARDIAN, admin, 0);
    expect((await manager.hasRole(ROLES.GUARDIAN, admin))[0]).to.equal(true);
  });

  it("goes on where it was broken off: the new admin has the role, the deployer has not given it up", async () => {
    const situation = await beforeHandOver();
    const { manager, deployer, admin } = situation;
    await manager.grantRole(ROLES.ADMIN, admin, 0);

    const lines = await runScript(handOver);

    expect(lines[0]).to.equal(`ADMIN -> ${admin}: already set`);
    expect(await isAdmin(situation, deployer)).to.equal(false);
  });

  it("says already set the second time, and sends nothing", async () => {
    const { admin } = await beforeHandOver();
    await runScript(handOver);
    const block = await time.latestBlock();

    const lines = await runScript(handOver);

    expect(lines).to.deep.equal([`ADMIN -> ${admin}: already set`, "ADMIN was given up by the deployer: already set"]);
    expect(await time.latestBlock()).to.equal(block);
  });

  it("says that a committee is not in charge that was named after another account had become admin", async () => {
    const situation = await beforeHandOver();
    await runScript(handOver);
    await withSettings({ COMMITTEE: SAMPLE }, () => runAgain("Committee"));
    const { address } = await deployments.get("Committee");
    const block = await time.latestBlock();

    const lines = await runScript(handOver);

    expect(lines).to.deep.equal([
      `The committee ${address} is NOT in charge: the role ADMIN was handed to another account before it was named. ` +
        "On the embedded chain begin anew, with COLOPHON_COMMITTEE set: README.md says how",
    ]);
    expect(await time.latestBlock()).to.equal(block);
    expect(await isAdmin(situation, address)).to.equal(false);
  });

  it("throws when the deployer is still admin afterwards", async () => {
    const situation = await beforeHandOver();
    const getContractAt = async (name: string, address: string): Promise<unknown> => {
      const contract = await ethers.getContractAt(name, address);
      return new Proxy(contract, {
        get: (target, key, receiver): unknown =>
          key === "hasRole" ? async () => [true, 0n] : Reflect.get(target, key, receiver),
      });
    };

    await expect(
      // The script asks for a contract by name, address and signer alone.
      runScript(handOver, { ethers: { getContractAt: getContractAt as typeof ethers.getContractAt } }),
    ).to.be.rejectedWith(/^the deployer is still admin after transaction 0x[0-9a-f]{64}$/);
    expect(await isAdmin(situation, situation.admin)).to.equal(false);
  });

  it("comes after the roles, which only an admin can set", () => {
    expect(handOver.dependencies).to.include.members(grantRoles.tags ?? []);
  });
});
