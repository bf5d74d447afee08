import { expect } from "chai";

import { grantRole } from "../../../../lib/chain/contracts/grant-role";
import { ROLES } from "../../../../lib/chain/contracts/roles";
import { DAY, deployRegistry } from "../../../shared/fixture";

describe("grantRole", () => {
  it("grants a role without delay, and gives the transaction", async () => {
    const { manager, accounts } = await deployRegistry();

    const hash = await grantRole(manager, ROLES.GUARDIAN, accounts.stranger.address);

    expect(hash).to.be.properHex(64);
    expect(await manager.hasRole(ROLES.GUARDIAN, accounts.stranger)).to.deep.equal([true, 0n]);
  });

  it("sends nothing where the account holds the role so already", async () => {
    const { manager, accounts } = await deployRegistry();
    const nonce = await accounts.deployer.getNonce();

    expect(await grantRole(manager, ROLES.GUARDIAN, accounts.guardian.address)).to.equal(undefined);
    expect(await accounts.deployer.getNonce()).to.equal(nonce);
  });

  it("does not take a role with a delay for the same", async () => {
    const { manager, accounts } = await deployRegistry();
    await manager.grantRole(ROLES.GUARDIAN, accounts.stranger, DAY);

    // A shorter delay takes effect only after the one it replaces.
    await expect(grantRole(manager, ROLES.GUARDIAN, accounts.stranger.address)).to.be.rejectedWith(
      /^role 3 is not held by 0x[0-9a-fA-F]{40} after transaction 0x[0-9a-f]{64}$/,
    );
  });

  it("fails where the caller may not grant the role", async () => {
    const { manager, accounts } = await deployRegistry();
    const byStranger = manager.connect(accounts.stranger);

    await expect(grantRole(byStranger, ROLES.GUARDIAN, accounts.stranger.address))
      .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
      .withArgs(accounts.stranger, ROLES.ADMIN);
    expect(await manager.hasRole(ROLES.GUARDIAN, accounts.stranger)).to.deep.equal([false, 0n]);
  });
});
