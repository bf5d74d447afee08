import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre, { deployments, ethers, getNamedAccounts } from "hardhat";

import appointAccreditor from "../../deploy/84_accreditor";
import accreditPublisher from "../../deploy/90_embedded_publisher";
import { runScript } from "../shared/deploy-script";
import { PartyKind, PartyStatus } from "../shared/enums";
import { DAY } from "../shared/fixture";
import { partyOf } from "../shared/records";

const TEN_YEARS = 10 * 365 * DAY;

describe("deploy: the publisher of the embedded chain", () => {
  it("is skipped everywhere else", async () => {
    const on = (name: string): typeof hre => ({ ...hre, network: { ...hre.network, name } });

    expect(await accreditPublisher.skip?.(on("embedded"))).to.equal(false);
    expect(await accreditPublisher.skip?.(on("hardhat"))).to.equal(true);
    expect(await accreditPublisher.skip?.(on("consortium"))).to.equal(true);
  });

  it("is accredited for ten years", async () => {
    await deployments.fixture(["accreditor"]);
    const { publisher, accreditor } = await getNamedAccounts();
    const parties = await ethers.getContractAt("PartyRegistry", (await deployments.get("PartyRegistry")).address);
    const now = await time.latest();

    const lines = await runScript(accreditPublisher);

    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(new RegExp(`^publisher ${publisher}: accredited \\(tx 0x[0-9a-f]{64}\\)$`));
    const party = await partyOf(parties, String(publisher));
    expect(party).to.deep.include({ accreditor, kind: PartyKind.Publisher, status: PartyStatus.Active });
    expect(party.validUntil).to.equal(now + TEN_YEARS);
    expect(await parties.isAccredited(String(publisher))).to.equal(true);
  });

  it("sends nothing when it is accredited already", async () => {
    await deployments.fixture(["accreditor"]);
    const { publisher } = await getNamedAccounts();
    await runScript(accreditPublisher);
    const block = await time.latestBlock();

    expect(await runScript(accreditPublisher)).to.deep.equal([`publisher ${publisher}: already accredited`]);
    expect(await time.latestBlock()).to.equal(block);
  });

  it("comes after its accreditor", () => {
    expect(accreditPublisher.dependencies).to.include.members(appointAccreditor.tags ?? []);
  });
});
