import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { deployments, ethers, getNamedAccounts } from "hardhat";

import setFunctionRoles from "../../deploy/80_function_roles";
import grantRoles from "../../deploy/82_role_members";
import { grantRole } from "../../lib/chain/contracts/grant-role";
import { FUNCTION_ROLES, ROLES } from "../../lib/chain/contracts/roles";
import type { AccessManager } from "../../typechain-types";
import { functionsOf } from "../shared/abi";
import { runScript } from "../shared/deploy-script";
import { DAY } from "../shared/fixture";

const MEMBERS = { adjudicator: "ADJUDICATOR", guardian: "GUARDIAN" } as const;

/** AccessManager lets a change of a role's grant delay wait for so long. */
const GRANT_DELAY_SETBACK = 5 * DAY;

async function deployedManager(): Promise<AccessManager> {
  return ethers.getContractAt("AccessManager", (await deployments.get("AccessManager")).address);
}

describe("deploy: function roles", () => {
  it("gives each restricted function its role, and no other function any", async () => {
    await deployments.fixture(["function-roles"]);
    const manager = await deployedManager();

    for (const [contractName, roles] of Object.entries(FUNCTION_ROLES)) {
      const { address } = await deployments.get(contractName);
      const { interface: abi } = await ethers.getContractAt(contractName, address);
      for (const { name, selector } of functionsOf(abi)) {
        const role = roles[name] ?? "ADMIN";
        expect(await manager.getTargetFunctionRole(address, selector), `${contractName}.${name}`).to.equal(ROLES[role]);
      }
    }
  });

  it("names functions that exist", async () => {
    for (const [contractName, roles] of Object.entries(FUNCTION_ROLES)) {
      const { interface: abi } = await ethers.getContractFactory(contractName);
      for (const name of Object.keys(roles)) {
        expect(abi.getFunction(name)?.name, `${contractName}.${name}`).to.equal(name);
      }
    }
  });

  it("says what it sets, and what is set already", async () => {
    await deployments.fixture(["Recovery", "ForeignTitles"]);

    const first = await runScript(setFunctionRoles);
    const second = await runScript(setFunctionRoles);

    expect(first.find((line) => line.startsWith("WorkRegistry.setStatus"))).to.match(
      /^WorkRegistry\.setStatus -> ADJUDICATOR: set \(tx 0x[0-9a-f]{64}\)$/,
    );
    // AccessManager gives every function to ADMIN from the start.
    expect(first).to.include("WorkRegistry.setBaseURI -> ADMIN: already set");
    expect(second).to.have.length(first.length);
    for (const line of second) expect(line).to.match(/: already set$/);
  });

  it("throws when what it reads back is not what it set", async () => {
    await deployments.fixture(["Recovery", "ForeignTitles"]);
    const wrongRole = 99n;
    const getContractAt = async (name: string, address: string): Promise<unknown> => {
      const contract = await ethers.getContractAt(name, address);
      return new Proxy(contract, {
        get: (target, key, receiver): unknown =>
          key === "getTargetFunctionRole" ? async () => wrongRole : Reflect.get(target, key, receiver),
      });
    };

    await expect(
      // The script asks for a contract by name and address alone.
      runScript(setFunctionRoles, { ethers: { getContractAt: getContractAt as typeof ethers.getContractAt } }),
    ).to.be.rejectedWith(/^PartyRegistry\.appointAccreditor -> ADMIN: not so after transaction 0x[0-9a-f]{64}$/);
  });

  it("comes after the contracts", () => {
    expect(setFunctionRoles.dependencies).to.include.members(["PartyRegistry", "WorkRegistry"]);
  });
});

describe("deploy: role members", () => {
  it("gives each role to the account of its name, and to nobody else", async () => {
    await deployments.fixture(["role-members"]);
    const manager = await deployedManager();
    const accounts = await getNamedAccounts();

    for (const [name, address] of Object.entries(accounts)) {
      for (const [memberName, role] of Object.entries(MEMBERS)) {
        const [isMember, delay] = await manager.hasRole(ROLES[role], String(address));
        expect([isMember, delay], `${name} as ${role}`).to.deep.equal([name === memberName, 0n]);
      }
    }
  });

  it("says what it grants, and what is granted already", async () => {
    await deployments.fixture(["function-roles"]);
    const { adjudicator } = await getNamedAccounts();

    const first = await runScript(grantRoles);
    const second = await runScript(grantRoles);

    expect(first[0]).to.match(new RegExp(`^ADJUDICATOR -> ${adjudicator}: set \\(tx 0x[0-9a-f]{64}\\)$`));
    expect(second).to.have.length(Object.keys(MEMBERS).length);
    expect(second[0]).to.equal(`ADJUDICATOR -> ${adjudicator}: already set`);
  });

  it("leaves out a role whose account is not named, and says so", async () => {
    await deployments.fixture(["function-roles"]);
    const manager = await deployedManager();
    const { guardian, adjudicator } = await getNamedAccounts();

    const lines = await runScript(grantRoles, { accounts: { guardian: undefined } });

    expect(lines).to.include('GUARDIAN: no account named "guardian", left out');
    expect((await manager.hasRole(ROLES.GUARDIAN, String(guardian)))[0]).to.equal(false);
    expect((await manager.hasRole(ROLES.ADJUDICATOR, String(adjudicator)))[0]).to.equal(true);
  });

  it("comes after the functions have their roles", () => {
    expect(grantRoles.dependencies).to.include.members(setFunctionRoles.tags ?? []);
  });
});

describe("deploy: granting a role", () => {
  it("takes away an execution delay that the account had", async () => {
    await deployments.fixture(["AccessManager"]);
    const manager = await deployedManager();
    const { guardian } = await getNamedAccounts();
    const account = String(guardian);
    await manager.grantRole(ROLES.GUARDIAN, account, 60);

    // The old delay runs out first: until then the role is not held as it should be.
    await expect(grantRole(manager, ROLES.GUARDIAN, account)).to.be.rejectedWith("is not held by");
    await time.increase(60);
    expect(await grantRole(manager, ROLES.GUARDIAN, account)).to.equal(undefined);
    expect(await manager.hasRole(ROLES.GUARDIAN, account)).to.deep.equal([true, 0n]);
  });

  it("throws when the role is not held at once", async () => {
    await deployments.fixture(["AccessManager"]);
    const manager = await deployedManager();
    const { guardian } = await getNamedAccounts();
    await manager.setGrantDelay(ROLES.GUARDIAN, DAY);
    await time.increase(GRANT_DELAY_SETBACK);

    await expect(grantRole(manager, ROLES.GUARDIAN, String(guardian))).to.be.rejectedWith(
      /^role 3 is not held by 0x[0-9a-fA-F]{40} after transaction 0x[0-9a-f]{64}$/,
    );
  });
});
