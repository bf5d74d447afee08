import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { deployments, ethers, getNamedAccounts } from "hardhat";

import grantRoles from "../../deploy/82_role_members";
import appointAccreditor from "../../deploy/84_accreditor";
import type { PartyRegistry } from "../../typechain-types";
import { runScript } from "../shared/deploy-script";
import { DAY, EVERY_KIND } from "../shared/fixture";

async function deployedParties(): Promise<PartyRegistry> {
  return ethers.getContractAt("PartyRegistry", (await deployments.get("PartyRegistry")).address);
}

describe("deploy: the first accreditor", () => {
  it("is appointed for all kinds and a year", async () => {
    await deployments.fixture(["role-members"]);
    const { accreditor } = await getNamedAccounts();
    const now = await time.latest();

    const lines = await runScript(appointAccreditor);

    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(new RegExp(`^accreditor ${accreditor}: appointed for a year \\(tx 0x[0-9a-f]{64}\\)$`));
    const { account, scope, validUntil } = await (await deployedParties()).accreditorOf(String(accreditor));
    expect({ account, scope, validUntil }).to.deep.equal({
      account: accreditor,
      scope: BigInt(EVERY_KIND),
      validUntil: BigInt(now + 365 * DAY),
    });
  });

  it("sends nothing when it was appointed before, also where it was dismissed since", async () => {
    await deployments.fixture(["accreditor"]);
    const { accreditor, deployer } = await getNamedAccounts();
    const parties = (await deployedParties()).connect(await ethers.getSigner(String(deployer)));
    await parties.dismissAccreditor(String(accreditor), ethers.ZeroHash);
    const block = await time.latestBlock();

    expect(await runScript(appointAccreditor)).to.deep.equal([`accreditor ${accreditor}: already appointed`]);
    expect(await time.latestBlock()).to.equal(block);
  });

  it("is left out where no account is named, and the script says so", async () => {
    await deployments.fixture(["role-members"]);

    const lines = await runScript(appointAccreditor, { accounts: { accreditor: undefined } });

    expect(lines).to.deep.equal(['accreditor: no account named "accreditor", left out']);
    expect(await (await deployedParties()).appointmentCount()).to.equal(0);
  });

  it("comes after the roles", () => {
    expect(appointAccreditor.dependencies).to.include.members(grantRoles.tags ?? []);
  });
});
