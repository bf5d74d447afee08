import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { config, ethers } from "hardhat";

import { ROLES } from "../../lib/chain/contracts/roles";
import { deployRegistry } from "../shared/fixture";

/** The constants of the library's source, by name. */
function rolesInSource(): Record<string, bigint> {
  const source = readFileSync(join(config.paths.sources, "access", "Roles.sol"), "utf8");
  const constants = source.matchAll(/uint64 internal constant (?<name>\w+) = (?<id>\d+);/g);
  return Object.fromEntries(
    Array.from(constants, ({ groups }) => [groups?.["name"] ?? "", BigInt(groups?.["id"] ?? "")]),
  );
}

describe("Roles", () => {
  it("has the ids that lib names", async () => {
    const harness = await ethers.deployContract("HarnessRoles");

    const ids = await harness.ids();

    expect({
      ADMIN: ids.admin,
      ADJUDICATOR: ids.adjudicator,
      GUARDIAN: ids.guardian,
      RECOVERY: ids.recovery,
    }).to.deep.equal(ROLES);
  });

  it("has no role that lib does not name", () => {
    expect(rolesInSource()).to.deep.equal(ROLES);
  });

  it("gives each role an id of its own, and none that of AccessManager's public role", async () => {
    const { manager } = await deployRegistry();
    const ids = Object.values<bigint>(ROLES);

    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).not.to.include(await manager.PUBLIC_ROLE());
  });

  it("calls admin what AccessManager calls admin", async () => {
    const { manager } = await deployRegistry();

    expect(await manager.ADMIN_ROLE()).to.equal(ROLES.ADMIN);
  });
});
