import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import hre, { deployments, ethers } from "hardhat";

import { examine, type Finding, type Patient } from "../../../../lib/chain/checks/doctor";
import { type Beside, CONTRACTS, type Deployment, OTHER_CHAIN } from "../../../../lib/chain/contracts/deployment";
import { ROLES } from "../../../../lib/chain/contracts/roles";
import { ColophonError } from "../../../../lib/errors";
import { findModulesOf } from "../../../../tasks/shared/open/open";
import { DAY } from "../../../shared/fixture";
import { someAddress } from "../../../shared/wallets";
import { nodeInBetween } from "../../shared/node-in-between";
import { setStage, type Stage } from "../../shared/stage";
import { answerCall, changeBlock, fails, type Twists } from "./twists";

const NOWHERE = "0x1111111111111111111111111111111111111111";
const CANCUN_CODE = "0x5f5f5f5e00";
const PLAIN_CODE = "0x00";
const NODE_CHECKS = ["node", "chain id", "blocks", "EVM", "numbers", "time", "gas price", "balance"];
const DEPLOYMENT_CHECKS = [
  "ForeignTitles",
  "Recovery",
  "logs",
  "wiring",
  "window",
  "roles",
  "admin",
  "holders",
  "writes",
  "account",
];
const MAKE_ACCOUNT = "Make one with: npx hardhat account new --account NAME";

/** A stage with the time of its newest block, and what stands beside the registry. */
type HealthyStage = Stage & { readonly now: number; readonly modules: Beside };

/** A chain on which gas is free. */
const FREE: Twists = { eth_gasPrice: () => "0x0", ...changeBlock({ baseFeePerGas: "0x0" }) };
const LEAST_PRICE =
  "Have the node started with a least price of 0 (Besu: --min-gas-price=0), use another node, or fund the account.";

/** A stage whose admin role is handed over: nothing is wrong with it. */
const setHealthyStage = deployments.createFixture(async (): Promise<HealthyStage> => {
  const stage = await setStage();
  const { manager, accounts } = stage;
  await manager.grantRole(ROLES.ADMIN, accounts.admin, 0);
  await manager.renounceRole(ROLES.ADMIN, accounts.deployer);
  return { ...stage, now: await time.latest(), modules: await findModulesOf(hre) };
});

function patientOf({ colophon, accounts, now, modules }: HealthyStage, changes: Partial<Patient> = {}): Patient {
  const { provider, deployment, chainId } = colophon;
  return {
    ...{ network: "consortium", provider, deployment, chainId: Number(chainId), account: accounts.aurora.address },
    ...{ isForTrying: false, now, modules, ...changes },
  };
}

/** The patient on a node that twists answers. */
function on(stage: HealthyStage, twists: Twists): Patient {
  return patientOf(stage, { provider: nodeInBetween(twists).provider });
}

/** The one finding of a check; all others of a healthy patient are expected to be ok. */
async function onlyFinding(patient: Patient, check: string): Promise<Finding> {
  const findings = await examine(patient);
  const others = findings.filter((finding) => finding.check !== check);
  expect(others.filter(({ verdict }) => verdict !== "ok")).to.deep.equal([]);
  const [finding, ...more] = findings.filter((candidate) => candidate.check === check);
  expect(more).to.deep.equal([]);
  if (finding === undefined) throw new Error(`there is no finding of the check ${check}`);
  return finding;
}

describe("examine", () => {
  describe("when nothing is wrong", () => {
    it("finds everything in order", async () => {
      const stage = await setHealthyStage();
      const { deployment } = stage.colophon;
      const account = stage.accounts.aurora.address;

      const findings = await examine(patientOf(stage));

      expect(findings.map(({ check }) => check)).to.deep.equal([...NODE_CHECKS, ...CONTRACTS, ...DEPLOYMENT_CHECKS]);
      expect(findings.every(({ verdict, advice }) => verdict === "ok" && advice === undefined)).to.equal(true);
      const found = Object.fromEntries(findings.map((finding) => [finding.check, finding.found]));
      expect(found).to.include({
        "chain id": "31337",
        EVM: "cancun or later",
        WorkRegistry: `${deployment.WorkRegistry.address}, the bytecode matches`,
        logs: `the node gives those of single blocks (block ${deployment.AccessManager.receipt.blockNumber})`,
        blocks: `the newest is ${await ethers.provider.getBlockNumber()}`,
        numbers: "contracts see the node's block numbers",
        wiring: "the contracts name each other",
        window: "titles are provisional for 600 s",
        roles: "every restricted function asks for the role that is documented",
        admin: "handed over by the deployer, which holds no role",
        holders: [
          `ADMIN: ${stage.accounts.admin.address}`,
          `ADJUDICATOR: ${stage.accounts.adjudicator.address}`,
          `GUARDIAN: ${stage.accounts.guardian.address}`,
          `RECOVERY: ${stage.modules.Recovery?.address ?? ""}`,
        ].join("; "),
        writes: "the registry takes them",
        account: `${account} is accredited`,
      });
      expect(found["node"]).to.match(/^(HardhatNetwork|FISCO-BCOS-Web3RPC)\//);
      expect(found["balance"]).to.match(new RegExp(`^10000\\.0 on ${account}$`));
    });
  });

  describe("of a node", () => {
    it("says what the node said where a check cannot be made, and makes the others", async () => {
      const patient = on(await setHealthyStage(), { web3_clientVersion: fails("the method does not exist") });

      const refused = {
        verdict: "failed",
        found: "cannot be checked: The node refused: the method does not exist",
        advice: "These are the node's own words: ask its operator.",
      };
      // How wide a range of blocks may be asked for depends on the node.
      expect((await examine(patient)).filter(({ verdict }) => verdict !== "ok")).to.deep.equal([
        { check: "node", ...refused },
        { check: "holders", ...refused },
      ]);
    });

    it("fails where the chain id is not the configured one", async () => {
      const stage = await setHealthyStage();

      expect(await onlyFinding(patientOf(stage, { chainId: 1337 }), "chain id")).to.deep.equal({
        check: "chain id",
        verdict: "failed",
        found: "31337, configured is 1337",
        advice: "Use the URL and the chain id that belong together.",
      });
    });

    it("warns where no chain id is configured", async () => {
      const stage = await setHealthyStage();

      expect(await onlyFinding(patientOf(stage, { chainId: undefined }), "chain id")).to.deep.equal({
        check: "chain id",
        verdict: "warning",
        found: "31337, not configured",
        advice: "Set COLOPHON_CONSORTIUM_CHAIN_ID to be sure of it.",
      });
    });

    it("fails where the EVM is older than cancun", async () => {
      const patient = on(await setHealthyStage(), answerCall(CANCUN_CODE, fails("EVM error NotActivated")));

      expect(await onlyFinding(patient, "EVM")).to.deep.equal({
        check: "EVM",
        verdict: "failed",
        found: "older than cancun",
        advice: "The contracts need the cancun revision (MCOPY, PUSH0): upgrade the chain.",
      });
    });

    it("does not take a node that cannot be asked for an old one", async () => {
      const outOfOrder = fails("out of order");
      const patient = on(await setHealthyStage(), {
        eth_call: (answer, params) => {
          const [{ data }] = params as [{ data: string }];
          return data === CANCUN_CODE || data === PLAIN_CODE ? outOfOrder(answer, params) : answer;
        },
      });

      expect(await onlyFinding(patient, "EVM")).to.deep.include({
        verdict: "failed",
        found: "cannot be checked: The node refused: out of order",
      });
    });

    it("tells the gas price, and where gas is free", async () => {
      const stage = await setHealthyStage();

      const dear = on(stage, { eth_gasPrice: () => "0x77359400" });
      expect((await onlyFinding(dear, "gas price")).found).to.equal("2.0 gwei");
      expect((await onlyFinding(on(stage, FREE), "gas price")).found).to.equal("0: gas is free");
    });

    it("warns where it names a price though the blocks ask for none", async () => {
      const patient = on(await setHealthyStage(), { ...FREE, eth_gasPrice: () => "0x3e8" });

      expect(await onlyFinding(patient, "gas price")).to.deep.equal({
        check: "gas price",
        verdict: "warning",
        found: "1000 wei, though blocks ask for no fee",
        advice: LEAST_PRICE,
      });
    });
  });

  describe("of an account", () => {
    it("fails where it has no balance and gas costs", async () => {
      const patient = on(await setHealthyStage(), { eth_getBalance: () => "0x0" });

      expect(await onlyFinding(patient, "balance")).to.deep.equal({
        check: "balance",
        verdict: "failed",
        found: `0 on ${String(patient.account)}`,
        advice: `Fund the account: npx hardhat account fund --account ${String(patient.account)}`,
      });
    });

    it("says what is wrong with a node that asks for money where the blocks ask for none", async () => {
      const poor: Twists = { ...FREE, eth_getBalance: () => "0x0", eth_gasPrice: () => "0x3e8" };
      const patient = on(await setHealthyStage(), poor);

      expect((await examine(patient)).filter(({ check }) => check === "balance")).to.deep.equal([
        {
          check: "balance",
          verdict: "failed",
          found: `0 on ${String(patient.account)}, and the node names a gas price of 1000 wei though blocks ask for no fee`,
          advice: LEAST_PRICE,
        },
      ]);
    });

    it("warns where it has no balance and gas is free", async () => {
      const patient = on(await setHealthyStage(), { ...FREE, eth_getBalance: () => "0x0" });

      expect(await onlyFinding(patient, "balance")).to.deep.equal({
        check: "balance",
        verdict: "warning",
        found: `0 on ${String(patient.account)}`,
        advice: "Gas is free here; a node that refuses the account all the same wants a balance.",
      });
    });

    it("has one line where there is none, or no telling which, with what the refusal of a command advises", async () => {
      for (const [message, advice] of [
        ["There is no account to sign with", MAKE_ACCOUNT],
        ["There are several accounts", "Say which with --account: desk, press"],
      ] as const) {
        const account = new ColophonError(message, { code: "NoAccount", advice, exitCode: 2 });

        const findings = await examine(patientOf(await setHealthyStage(), { account }));

        expect(findings.filter(({ verdict }) => verdict !== "ok")).to.deep.equal([
          { check: "account", verdict: "warning", found: message, advice },
        ]);
        expect(findings.map(({ check }) => check)).not.to.contain("balance");
      }
    });

    it("warns where it is not accredited", async () => {
      const stage = await setHealthyStage();
      const account = someAddress();
      await stage.accounts.stranger.sendTransaction({ to: account, value: parseEther("1") });

      expect(await onlyFinding(patientOf(stage, { account }), "account")).to.deep.equal({
        check: "account",
        verdict: "warning",
        found: `${account} is not accredited`,
        advice: "It cannot register: it applies with npx hardhat party apply",
      });
    });

    it("warns where its accreditation is suspended or has ended", async () => {
      const stage = await setHealthyStage();
      await stage.parties.suspend(stage.accounts.borealis, ZeroHash);

      const suspended = await onlyFinding(patientOf(stage, { account: stage.accounts.borealis.address }), "account");
      await time.increaseTo(stage.validUntil + DAY);
      const ended = await onlyFinding(patientOf(stage, { now: await time.latest() }), "account");

      expect(suspended.found).to.equal(`${stage.accounts.borealis.address} is not accredited`);
      expect(ended.found).to.equal(`${stage.accounts.aurora.address} is not accredited`);
    });
  });

  describe("of a deployment", () => {
    it("fails where there is none, and asks nothing about it", async () => {
      const findings = await examine(patientOf(await setHealthyStage(), { deployment: undefined }));

      expect(findings.map(({ check }) => check)).to.deep.equal([...NODE_CHECKS, "contracts"]);
      expect(findings.at(-1)).to.deep.equal({
        check: "contracts",
        verdict: "failed",
        found: "not deployed on this network",
        advice:
          "Copy the folder .colophon/deployments/consortium whole from the member that deployed them. Only that member deploys, with: npm run deploy -- --network consortium",
      });
    });

    for (const name of CONTRACTS) {
      it(`fails where the chain has no ${name}, and asks nothing more`, async () => {
        const stage = await setHealthyStage();
        const { deployment } = stage.colophon;
        const older: Deployment = { ...deployment, [name]: { ...deployment[name], address: NOWHERE } };

        const findings = await examine(patientOf(stage, { deployment: older }));

        expect(findings.map(({ check }) => check)).to.deep.equal([...NODE_CHECKS, ...CONTRACTS]);
        expect(findings.filter(({ verdict }) => verdict !== "ok")).to.deep.equal([
          {
            check: name,
            verdict: "failed",
            found: `nothing at ${NOWHERE}`,
            advice: OTHER_CHAIN,
          },
        ]);
      });
    }

    it("fails where the code is another chain's, and asks nothing more", async () => {
      const stage = await setHealthyStage();
      const { deployment } = stage.colophon;
      const { address } = deployment.AccessManager;
      const other: Deployment = { ...deployment, PartyRegistry: { ...deployment.PartyRegistry, address } };

      const findings = await examine(patientOf(stage, { deployment: other }));

      expect(findings.map(({ check }) => check)).to.deep.equal([...NODE_CHECKS, ...CONTRACTS]);
      expect(findings.filter(({ verdict }) => verdict !== "ok")).to.deep.equal([
        {
          check: "PartyRegistry",
          verdict: "failed",
          found: `${address} has other bytecode than this version`,
          advice: "Use the version of Colophon that was deployed here, or get the right deployment files.",
        },
      ]);
    });

    it("fails where the node has no logs", async () => {
      const stage = await setHealthyStage();
      const { blockNumber } = stage.colophon.deployment.AccessManager.receipt;

      expect(await onlyFinding(on(stage, { eth_getLogs: () => [] }), "logs")).to.deep.equal({
        check: "logs",
        verdict: "failed",
        found: `none in block ${blockNumber}, where the deployment's are`,
        advice: "Use a node that keeps all logs.",
      });
    });

    it("fails where the contracts do not name each other", async () => {
      const stage = await setHealthyStage();
      const { deployment } = stage.colophon;
      const other = await ethers.deployContract("PartyRegistry", [deployment.AccessManager.address]);
      const address = await other.getAddress();
      const mixed: Deployment = { ...deployment, PartyRegistry: { ...deployment.PartyRegistry, address } };

      const wiring = (await examine(patientOf(stage, { deployment: mixed }))).find(({ check }) => check === "wiring");

      expect(wiring).to.deep.equal({
        check: "wiring",
        verdict: "failed",
        found: "the contracts do not name each other",
        advice: "Whoever deployed them has to deploy anew: this cannot be changed afterwards.",
      });
    });

    describe("whose titles are provisional for less than a minute", () => {
      const FOR_59_SECONDS = answerCall(ethers.id("REVEAL_WINDOW()").slice(0, 10), () => ethers.toBeHex(59, 32));

      it("fails, and does not advise to throw titles away", async () => {
        expect(await onlyFinding(on(await setHealthyStage(), FOR_59_SECONDS), "window")).to.deep.equal({
          check: "window",
          verdict: "failed",
          found: "titles are provisional for 59 s: too short for a claim to come before a copy is final",
          advice:
            "It is fixed. As long as the registry has no titles, have it deployed anew with COLOPHON_REVEAL_WINDOW=600. Once it has, keep it: an adjudicator's order can still move a title that was copied.",
        });
      });

      it("is content on a network of this machine, for trying things out", async () => {
        const patient = { ...on(await setHealthyStage(), FOR_59_SECONDS), isForTrying: true };

        expect(await onlyFinding(patient, "window")).to.include({ verdict: "ok" });
      });
    });

    it("fails where a function asks for another role than is documented, and names each", async () => {
      const stage = await setHealthyStage();
      const { registry, parties, accounts } = stage;
      const manager = stage.manager.connect(accounts.admin);
      const selectorOf = (name: "pause" | "setStatus"): string => registry.interface.getFunction(name).selector;
      await manager.setTargetFunctionRole(registry, [selectorOf("pause"), selectorOf("setStatus")], ROLES.ADMIN);
      const { selector } = parties.interface.getFunction("appointAccreditor");
      await manager.setTargetFunctionRole(parties, [selector], await manager.PUBLIC_ROLE());

      expect(await onlyFinding(patientOf(stage), "roles")).to.deep.equal({
        check: "roles",
        verdict: "failed",
        found: "appointAccreditor is not ADMIN's, setStatus is not ADJUDICATOR's, pause is not GUARDIAN's",
        advice: "Whoever deployed runs the deploy scripts again: npm run deploy -- --network consortium",
      });
    });

    it("warns where the deployer is still the admin", async () => {
      const stage = { ...(await setStage()), now: await time.latest(), modules: await findModulesOf(hre) };

      expect(await onlyFinding(patientOf(stage), "admin")).to.deep.equal({
        check: "admin",
        verdict: "warning",
        found: `still the deployer ${stage.accounts.deployer.address}`,
        advice:
          "Whoever deployed names the committee: set COLOPHON_COMMITTEE, npm run deploy -- --network consortium --tags handover. The committee accepts by its first vote: npx hardhat committee propose --what accept",
      });
    });

    it("fails where the deployer kept a role, a role has another admin, or a contract is closed, and names each", async () => {
      const stage = await setHealthyStage();
      const { registry, accounts } = stage;
      const manager = stage.manager.connect(accounts.admin);
      await manager.grantRole(ROLES.GUARDIAN, accounts.deployer, 0);
      await manager.setRoleAdmin(ROLES.ADJUDICATOR, ROLES.GUARDIAN);
      await manager.setTargetClosed(registry, true);

      expect(await onlyFinding(patientOf(stage), "admin")).to.deep.equal({
        check: "admin",
        verdict: "failed",
        found: [
          "ADJUDICATOR is not granted by ADMIN",
          "the deployer holds GUARDIAN",
          `the AccessManager has closed ${await registry.getAddress()}`,
        ].join(", "),
        advice: "Have the admin set it right; the AccessManager's events tell who did it.",
      });
    });

    it("warns where the registry is paused", async () => {
      const stage = await setHealthyStage();
      await stage.registry.connect(stage.accounts.guardian).pause();

      expect(await onlyFinding(patientOf(stage), "writes")).to.deep.equal({
        check: "writes",
        verdict: "warning",
        found: "the registry is paused",
        advice: "It can be read. The pause ends by itself; the admin can end it earlier.",
      });
    });
  });

  describe("of a node that answers nothing", () => {
    it("fails every check up to the contracts, without throwing", async () => {
      const stage = await setHealthyStage();
      const methods = [
        "web3_clientVersion",
        "eth_call",
        "eth_gasPrice",
        "eth_getBalance",
        "eth_getCode",
        "eth_getLogs",
      ];
      const twists = Object.fromEntries(methods.map((method) => [method, fails("out of order")]));

      const findings = await examine(on(stage, twists));

      const failed = findings.filter(({ verdict }) => verdict === "failed");
      expect(failed.map(({ check }) => check)).to.deep.equal([
        "node",
        "EVM",
        "numbers",
        "time",
        "gas price",
        "balance",
        "contracts",
      ]);
      for (const { found } of failed) expect(found).to.equal("cannot be checked: The node refused: out of order");
    });
  });
});
