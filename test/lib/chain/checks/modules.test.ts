import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre, { ethers } from "hardhat";

import { examine, type Finding, type Patient } from "../../../../lib/chain/checks/doctor";
import { MODULES } from "../../../../lib/chain/contracts/artifacts";
import { BESIDE, type Beside } from "../../../../lib/chain/contracts/deployment";
import { ROLES } from "../../../../lib/chain/contracts/roles";
import { findModulesOf, open } from "../../../../tasks/shared/open/open";
import { convene, decide, type Sitting } from "../../../shared/committee";
import { nodeInBetween } from "../../shared/node-in-between";
import { fails } from "./twists";

const NOWHERE = "0x1111111111111111111111111111111111111111";
const SET_RIGHT = "Have the admin set it right; the AccessManager's events tell who did it.";

/** A registry that a committee is in charge of, and what the doctor is told of it. */
async function setWithCommittee(): Promise<{ readonly sitting: Sitting; readonly patient: Patient }> {
  const sitting = await convene();
  const { committee, accounts } = sitting;
  const colophon = await open(hre);
  const { receipt } = colophon.deployment.WorkRegistry;
  const modules: Beside = {
    ...(await findModulesOf(hre)),
    Committee: { address: await committee.getAddress(), receipt },
  };
  const patient: Patient = {
    ...{ network: "consortium", provider: colophon.provider, deployment: colophon.deployment, modules },
    ...{ chainId: Number(colophon.chainId), account: accounts.aurora.address },
    ...{ isForTrying: false, now: await time.latest() },
  };
  return { sitting, patient };
}

async function faultsOf(patient: Patient): Promise<readonly Finding[]> {
  return (await examine(patient)).filter(({ verdict }) => verdict !== "ok");
}

describe("examine, of what stands beside the registry", () => {
  it("compares the code of the modules, of the committee and of its seats", async () => {
    const { sitting, patient } = await setWithCommittee();

    const findings = await examine(patient);

    const found = Object.fromEntries(findings.map((finding) => [finding.check, finding.found]));
    expect(findings.filter(({ verdict }) => verdict !== "ok")).to.deep.equal([]);
    expect(found).to.include({
      ForeignTitles: `${patient.modules.ForeignTitles?.address ?? ""}, the bytecode matches`,
      Recovery: `${patient.modules.Recovery?.address ?? ""}, the bytecode matches`,
      Committee: `${await sitting.committee.getAddress()}, the bytecode matches`,
      Seats: `${await sitting.seats.getAddress()}, the bytecode matches`,
    });
    expect(found["holders"]).to.include(`ADMIN: ${await sitting.committee.getAddress()};`);
  });

  for (const name of BESIDE) {
    it(`fails where the chain has no ${name}, or another contract in its place`, async () => {
      const { patient } = await setWithCommittee();
      const { receipt, address } = patient.deployment?.PartyRegistry ?? { receipt: undefined, address: "" };
      if (receipt === undefined) throw new Error("nothing is deployed");

      for (const [at, found] of [
        [NOWHERE, `nothing at ${NOWHERE}`],
        [address, `${address} has other bytecode than this version`],
      ] as const) {
        const faults = await faultsOf({
          ...patient,
          modules: { ...patient.modules, [name]: { address: at, receipt } },
        });
        expect(faults[0]).to.deep.include({ check: name, verdict: "failed", found });
      }
    });
  }

  for (const [name, called] of [
    ["Recovery", "recoverByOrder"],
    ["ForeignTitles", "admitSource"],
  ] as const) {
    it(`fails where a function of ${name} asks for another role, or ${name} is closed`, async () => {
      const { sitting, patient } = await setWithCommittee();
      const { manager } = sitting;
      const address = patient.modules[name]?.address ?? "";
      const selector = MODULES[name].contract.getFunction(called)?.selector ?? "";
      await decide(sitting, [
        {
          target: manager,
          data: manager.interface.encodeFunctionData("setTargetFunctionRole", [address, [selector], ROLES.GUARDIAN]),
        },
        { target: manager, data: manager.interface.encodeFunctionData("setTargetClosed", [address, true]) },
      ]);

      const faults = await faultsOf({ ...patient, now: await time.latest() });

      expect(faults.map(({ check, found }) => [check, found])).to.deep.equal([
        ["roles", `${called} is not ADMIN's`],
        ["admin", `the AccessManager has closed ${address}`],
      ]);
    });
  }
});

describe("examine, of the holders of the roles", () => {
  it("fails where another account holds RECOVERY, and where Recovery does not, and names each", async () => {
    const { sitting, patient } = await setWithCommittee();
    const { manager, accounts } = sitting;
    const recovery = patient.modules.Recovery?.address ?? "";
    await decide(sitting, [
      { target: manager, data: manager.interface.encodeFunctionData("revokeRole", [ROLES.RECOVERY, recovery]) },
      {
        target: manager,
        data: manager.interface.encodeFunctionData("grantRole", [ROLES.RECOVERY, accounts.stranger.address, 0]),
      },
    ]);

    expect(await faultsOf({ ...patient, now: await time.latest() })).to.deep.equal([
      {
        check: "holders",
        verdict: "failed",
        found: [
          `${accounts.stranger.address} holds RECOVERY beside ${recovery}`,
          "Recovery does not hold RECOVERY, so no title follows a lost account",
        ].join(", "),
        advice: SET_RIGHT,
      },
    ]);
  });

  it("fails where an account holds ADMIN beside the committee, and does not count one that has lost it", async () => {
    const { sitting, patient } = await setWithCommittee();
    const { manager, accounts } = sitting;
    const { receipt } = patient.deployment?.WorkRegistry ?? {};
    if (receipt === undefined) throw new Error("nothing is deployed");
    const other = { address: accounts.stranger.address, receipt };

    // Seen from the stranger's side, the committee is the one too many.
    const findings = await examine({ ...patient, modules: { ...patient.modules, Committee: other } });

    expect(findings.find(({ check }) => check === "holders")?.found).to.equal(
      `${await sitting.committee.getAddress()} holds ADMIN beside ${accounts.stranger.address}`,
    );
    expect(await manager.hasRole(ROLES.ADMIN, accounts.deployer)).to.deep.equal([false, 0n]);
  });

  it("names the holders of a role that this version does not know", async () => {
    const { sitting, patient } = await setWithCommittee();
    const { manager, accounts } = sitting;
    await decide(sitting, [
      { target: manager, data: manager.interface.encodeFunctionData("grantRole", [7, accounts.stranger.address, 0]) },
    ]);

    const findings = await examine({ ...patient, now: await time.latest() });

    const holders = findings.find(({ check }) => check === "holders");
    expect(holders?.verdict).to.equal("ok");
    expect(holders?.found).to.include(`role 7: ${accounts.stranger.address}`);
  });

  it("finds them where the node looks through few blocks at a time, and says where there are too many", async () => {
    const { patient } = await setWithCommittee();
    const narrow = (most: number): Patient["provider"] =>
      nodeInBetween({
        eth_getLogs: (answer, params) => {
          const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }];
          return Number(toBlock) - Number(fromBlock) < most ? answer : fails("range too wide")(answer, params);
        },
      }).provider;

    const holdersOf = async (provider: Patient["provider"]): Promise<Finding | undefined> =>
      (await examine({ ...patient, provider })).find(({ check }) => check === "holders");

    expect(await holdersOf(narrow(4))).to.deep.equal(await holdersOf(patient.provider));
    await ethers.provider.send("hardhat_mine", ["0x2000"]);
    expect(await holdersOf(narrow(1))).to.deep.include({ verdict: "warning", check: "holders" });
  });
});
