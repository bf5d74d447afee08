import { mkdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { ethers } from "hardhat";

import { ARTIFACTS } from "../../../../lib/chain/contracts/artifacts";
import { openColophon } from "../../../../lib/chain/contracts/colophon";
import {
  completeDeployment,
  CONTRACTS,
  contractsOf,
  type Deployment,
  findDeployment,
  isSameCode,
  requireDeployed,
  requireDeployment,
} from "../../../../lib/chain/contracts/deployment";
import { nodeInBetween } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { setStage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const WORD_DIGITS = 64;
/** Prime, so that every place of a byte and of a word has its turn. */
const STEP = 61;

const ANOTHER_CHAIN =
  "If the embedded chain was begun anew: npm run deploy -- --reset. On a consortium's network check the node's URL, or get the deployment files from the member that deployed the contracts.";
const NOWHERE = "0x1111111111111111111111111111111111111111";

function save(folder: TemporaryFolder, deployment: Partial<Deployment>): void {
  mkdirSync(folder.at("consortium"), { recursive: true });
  for (const [name, contract] of Object.entries(deployment)) {
    writeFileSync(folder.at(`consortium/${name}.json`), JSON.stringify(contract));
  }
}

/** What the client takes of a deployment's files. */
function essentialsOf(deployment: Deployment): unknown {
  return Object.fromEntries(
    CONTRACTS.map((name) => {
      const { address, receipt } = deployment[name];
      return [name, { address, receipt: { from: receipt.from, blockNumber: receipt.blockNumber } }];
    }),
  );
}

function lowerCase(deployment: Deployment): Partial<Deployment> {
  const entries = CONTRACTS.map((name) => {
    const { address, ...others } = deployment[name];
    return [name, { ...others, address: address.toLowerCase() }];
  });
  return Object.fromEntries(entries) as Partial<Deployment>; // the same names
}

describe("findDeployment", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("gives what the deploy scripts wrote", async () => {
    const { deployment } = (await setStage()).colophon;
    save(folder, deployment);

    expect(Object.keys(deployment)).to.deep.equal(CONTRACTS);
    expect(await findDeployment(folder.at(""), "consortium")).to.deep.equal(essentialsOf(deployment));
  });

  it("gives every address in the form of EIP-55, however a file has it", async () => {
    const { deployment } = (await setStage()).colophon;
    save(folder, lowerCase(deployment));

    expect(await findDeployment(folder.at(""), "consortium")).to.deep.equal(essentialsOf(deployment));
  });

  it("gives the contracts that there are, where a deployment was not finished", async () => {
    const { AccessManager } = (await setStage()).colophon.deployment;
    save(folder, { AccessManager });

    expect(Object.keys(await findDeployment(folder.at(""), "consortium"))).to.deep.equal(["AccessManager"]);
  });

  it("does not take another network's files", async () => {
    save(folder, (await setStage()).colophon.deployment);

    expect(await findDeployment(folder.at(""), "embedded")).to.deep.equal({});
  });

  const damages: [situation: string, text: string][] = [
    ["cut off", '{"address": "0x'],
    ["empty", ""],
    ["without an address", '{"receipt": {"from": "0x", "blockNumber": 1}}'],
    ["a list", "[]"],
  ];
  for (const [situation, text] of damages) {
    it(`refuses a file that is ${situation}, and names it`, async () => {
      save(folder, (await setStage()).colophon.deployment);
      const path = folder.at("consortium/PartyRegistry.json");
      writeFileSync(path, text);

      const refusal = await refusalOf(() => findDeployment(folder.at(""), "consortium"));

      expect(refusal.message).to.equal(`${path} is not a deployment file`);
      expect(refusal.advice).to.equal("Restore it from a copy, or get it from the member that deployed the contracts.");
      expect(refusal.exitCode).to.equal(1);
    });
  }
});

describe("completeDeployment", () => {
  it("is the deployment where every contract is there", async () => {
    const { deployment } = (await setStage()).colophon;

    expect(completeDeployment(deployment)).to.deep.equal(deployment);
  });

  for (const missing of CONTRACTS) {
    it(`is undefined without the ${missing}`, async () => {
      const { deployment } = (await setStage()).colophon;

      expect(completeDeployment({ ...deployment, [missing]: undefined })).to.equal(undefined);
    });
  }
});

describe("requireDeployment", () => {
  it("gives a deployment back", async () => {
    const { deployment } = (await setStage()).colophon;

    expect(requireDeployment(deployment, "consortium")).to.equal(deployment);
  });

  it("refuses a network without one, and says how to deploy there", async () => {
    const refusal = await refusalOf(() => requireDeployment(undefined, "consortium"));

    expect(refusal.message).to.equal('The contracts are not deployed on the network "consortium"');
    expect(refusal.advice).to.equal(
      "Copy the folder .colophon/deployments/consortium whole from the member that deployed them. Only that member deploys, with: npm run deploy -- --network consortium",
    );
    expect(refusal.exitCode).to.equal(1);
  });
});

describe("requireDeployed", () => {
  it("accepts a chain that has the contracts", async () => {
    const { provider, deployment } = (await setStage()).colophon;

    await requireDeployed(provider, deployment);
  });

  for (const name of CONTRACTS) {
    it(`refuses a chain without the ${name}`, async () => {
      const { provider, deployment } = (await setStage()).colophon;
      const older = { ...deployment, [name]: { ...deployment[name], address: NOWHERE } };

      const refusal = await refusalOf(() => requireDeployed(provider, older));

      expect(refusal.message).to.equal(
        `There is no ${name} at ${NOWHERE}: the deployment files belong to another chain`,
      );
      expect(refusal.advice).to.equal(ANOTHER_CHAIN);
      expect(refusal.exitCode).to.equal(1);
    });
  }
});

describe("openColophon", () => {
  it("gives the contracts of the deployment, read through the provider", async () => {
    const { registry, colophon } = await setStage();
    const { provider, asked } = nodeInBetween({});

    const opened = await openColophon("hardhat", provider, colophon.deployment);

    expect(opened.network).to.equal("hardhat");
    expect(opened.chainId).to.equal((await ethers.provider.getNetwork()).chainId);
    expect(await opened.registry.getAddress()).to.equal(await registry.getAddress());
    expect(await opened.registry.partyRegistry()).to.equal(await opened.parties.getAddress());
    expect(asked.filter((method) => method !== "eth_chainId")).to.deep.equal([
      ...CONTRACTS.map(() => "eth_getCode"),
      "eth_call",
    ]);
  });

  it("refuses a chain without them", async () => {
    const { deployment } = (await setStage()).colophon;
    const { provider } = nodeInBetween({ eth_getCode: () => "0x" });

    const refusal = await refusalOf(() => openColophon("hardhat", provider, deployment));

    expect(refusal.message).to.equal(
      `There is no AccessManager at ${deployment.AccessManager.address}: the deployment files belong to another chain`,
    );
  });
});

describe("contractsOf", () => {
  it("gives each contract its own address and functions", async () => {
    const { deployment, provider } = (await setStage()).colophon;

    const { manager, parties, registry } = contractsOf(deployment, provider);

    expect(await manager.ADMIN_ROLE()).to.equal(0n);
    expect(await parties.authority()).to.equal(deployment.AccessManager.address);
    expect(await registry.partyRegistry()).to.equal(deployment.PartyRegistry.address);
  });
});

describe("isSameCode", () => {
  it("recognizes every contract of a deployment, whatever its immutable values", async () => {
    const { provider, deployment } = (await setStage()).colophon;

    for (const name of CONTRACTS) {
      const code = await provider.getCode(deployment[name].address);
      expect(isSameCode(code, ARTIFACTS[name].deployedBytecode), name).to.equal(true);
    }
  });

  it("tells the contracts from each other", async () => {
    const { deployment, provider } = (await setStage()).colophon;
    const code = await provider.getCode(deployment.WorkRegistry.address);

    expect(isSameCode(code, ARTIFACTS.PartyRegistry.deployedBytecode)).to.equal(false);
  });

  it("has immutable values to look past", async () => {
    const { provider, deployment } = (await setStage()).colophon;
    const { address } = deployment.WorkRegistry;
    const { deployedBytecode } = ARTIFACTS.WorkRegistry;

    expect(await provider.getCode(address)).not.to.equal(deployedBytecode);
  });

  it("notices one flipped digit anywhere else, zeros included", async () => {
    const { provider, deployment } = (await setStage()).colophon;
    const { address } = deployment.WorkRegistry;
    const { deployedBytecode } = ARTIFACTS.WorkRegistry;
    const code = await provider.getCode(address);
    const immutables = [...deployedBytecode.matchAll(/7f(0{64})/g)].map(({ index }) => index + "7f".length);
    const isImmutable = (place: number): boolean => immutables.some((at) => place >= at && place < at + WORD_DIGITS);

    for (let place = "0x".length; place < code.length; place += STEP) {
      const flipped = code[place] === "f" ? "e" : "f";
      const other = code.slice(0, place) + flipped + code.slice(place + 1);
      expect(isSameCode(other, deployedBytecode), `digit ${place}`).to.equal(isImmutable(place));
    }
  });

  it("notices code that is longer or shorter", () => {
    const { deployedBytecode } = ARTIFACTS.WorkRegistry;

    expect(isSameCode(`${deployedBytecode}00`, deployedBytecode)).to.equal(false);
    expect(isSameCode(deployedBytecode.slice(0, -2), deployedBytecode)).to.equal(false);
    expect(isSameCode("0x", deployedBytecode)).to.equal(false);
  });
});
