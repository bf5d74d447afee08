import { expect } from "chai";
import { deployments, ethers, getNamedAccounts } from "hardhat";

import deployAccessManager from "../../deploy/10_access_manager";
import deployPartyRegistry from "../../deploy/20_party_registry";
import deployWorkRegistry from "../../deploy/30_work_registry";
import { readTrust } from "../../lib/certificates/trust";
import { ROLES } from "../../lib/chain/contracts/roles";
import { deploymentSettings } from "../../lib/env";
import { runAgain, runScript } from "../shared/deploy-script";

const REVEAL_WINDOW = 600;
const EMBEDDED_REVEAL_WINDOW = 5;
const BASE_URI = "nih:sha-256;";

describe("deploy: AccessManager", () => {
  it("is deployed with the deployer as its first admin, and its only one", async () => {
    await deployments.fixture(["AccessManager"]);
    const { deployer, admin } = await getNamedAccounts();
    const { address, args } = await deployments.get("AccessManager");
    const manager = await ethers.getContractAt("AccessManager", address);

    expect(args).to.deep.equal([deployer]);
    expect(await manager.hasRole(ROLES.ADMIN, String(deployer))).to.deep.equal([true, 0n]);
    expect((await manager.hasRole(ROLES.ADMIN, String(admin)))[0]).to.equal(false);
  });

  it("throws where the network has no deployer", async () => {
    await expect(runScript(deployAccessManager, { accounts: { deployer: undefined } })).to.be.rejectedWith(
      'This network has no account "deployer"',
    );
  });

  it("is not deployed again", async () => {
    await deployments.fixture(["AccessManager"]);
    const { address } = await deployments.get("AccessManager");

    await runAgain("AccessManager");

    expect((await deployments.get("AccessManager")).address).to.equal(address);
  });
});

describe("deploy: PartyRegistry", () => {
  it("is deployed under the AccessManager", async () => {
    await deployments.fixture(["PartyRegistry"]);
    const manager = await deployments.get("AccessManager");
    const { address, args } = await deployments.get("PartyRegistry");
    const parties = await ethers.getContractAt("PartyRegistry", address);

    expect(args).to.deep.equal([manager.address]);
    expect(await parties.authority()).to.equal(manager.address);
  });

  it("comes after AccessManager", () => {
    expect(deployPartyRegistry.dependencies).to.include.members(deployAccessManager.tags ?? []);
  });
});

describe("deploy: WorkRegistry", () => {
  it("is deployed under the AccessManager, beside the PartyRegistry, with a window of ten minutes", async () => {
    const settings = deploymentSettings();
    await deployments.fixture(["WorkRegistry"]);
    const manager = await deployments.get("AccessManager");
    const parties = await deployments.get("PartyRegistry");
    const { address, args } = await deployments.get("WorkRegistry");
    const registry = await ethers.getContractAt("WorkRegistry", address);

    const [revealWindow, baseURI] = [settings.revealWindow ?? REVEAL_WINDOW, settings.baseURI ?? BASE_URI];
    expect(args).to.deep.equal([manager.address, parties.address, revealWindow, baseURI]);
    expect(await registry.authority()).to.equal(manager.address);
    expect(await registry.partyRegistry()).to.equal(parties.address);
    expect(await registry.REVEAL_WINDOW()).to.equal(revealWindow);
  });

  it("has a window of seconds on the embedded chain", async () => {
    await deployments.fixture(["PartyRegistry"]);
    const settings = deploymentSettings();
    const windows: unknown[] = [];

    await runScript(deployWorkRegistry, {
      networkName: "embedded",
      deployments: {
        deploy: async (_, { args }) => {
          windows.push(args?.[2]);
          return { ...(await deployments.get("PartyRegistry")), newlyDeployed: false };
        },
      },
    });

    expect(windows).to.deep.equal([settings.revealWindow ?? EMBEDDED_REVEAL_WINDOW]);
    const { deployment } = await readTrust("samples/trust.json");
    expect(deployment?.revealWindow).to.equal(EMBEDDED_REVEAL_WINDOW);
  });

  it("comes after AccessManager and PartyRegistry", () => {
    expect(deployWorkRegistry.dependencies).to.include.members(deployAccessManager.tags ?? []);
    expect(deployWorkRegistry.dependencies).to.include.members(deployPartyRegistry.tags ?? []);
  });
});
