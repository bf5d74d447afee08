import { mkdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import hre from "hardhat";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

import { OTHER_CHAIN } from "../../../lib/chain/contracts/deployment";
import { checkDeployment } from "../../../tasks/deploy/check";
import { withSettings } from "../../lib/shared/environment";
import { answerAsNode, type LoopbackServer, startServer } from "../../lib/shared/loopback-server";
import { refusalOf } from "../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";

const ADDRESS = "0x1111111111111111111111111111111111111111";

describe("checkDeployment", () => {
  let folder: TemporaryFolder;
  let server: LoopbackServer;
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await startServer(answerAsNode({ eth_chainId: "0x539", eth_getCode: "0x" }));
    mkdirSync(folder.at("keystore"));
    writeFileSync(folder.at("keystore/press.json"), JSON.stringify({ version: 3, address: ADDRESS }));
  });
  afterEach(async () => {
    await server.stop();
    await folder.remove();
  });

  /** An environment on the consortium's network. */
  function environment(chainId: number | undefined = 1337): HardhatRuntimeEnvironment {
    const config = { ...hre.config.networks["consortium"], url: server.url, chainId };
    // Of the environment, the network alone is looked at.
    return { ...hre, network: { ...hre.network, name: "consortium", config } } as HardhatRuntimeEnvironment;
  }

  async function check(settings: Record<string, string> = {}, reset = false): Promise<void> {
    await withSettings({ HOME: folder.at("."), DEPLOYER: "press", ...settings }, () =>
      checkDeployment(environment(), reset),
    );
  }

  it("lets a deployment begin on a new chain", async () => {
    await check();
    await check({ ACCREDITOR: ADDRESS, ADJUDICATOR: ADDRESS, GUARDIAN: ADDRESS });
  });

  it("asks nothing of the in-process chain", async () => {
    await checkDeployment(hre, false);
  });

  it("refuses a node of another chain", async () => {
    const refusal = await refusalOf(() =>
      withSettings({ HOME: folder.at("."), DEPLOYER: "press" }, () => checkDeployment(environment(1338), false)),
    );

    expect(refusal.message).to.equal(`The node at ${server.url} is on chain 1337, not on chain 1338`);
  });

  it("refuses where no chain id is set", async () => {
    const { url } = server;
    const config = { ...hre.config.networks["consortium"], url, chainId: undefined };
    const unset = { ...hre, network: { ...hre.network, name: "consortium", config } } as HardhatRuntimeEnvironment;

    const refusal = await refusalOf(() =>
      withSettings({ HOME: folder.at("."), DEPLOYER: "press" }, () => checkDeployment(unset, false)),
    );

    expect(refusal.message).to.equal("COLOPHON_CONSORTIUM_CHAIN_ID is not set");
    expect(refusal.exitCode).to.equal(2);
  });

  it("refuses where no account is to deploy, or one that nobody has", async () => {
    const none = await refusalOf(() => check({ DEPLOYER: "" }));
    const unknown = await refusalOf(() => check({ DEPLOYER: "nobody" }));

    expect(none.message).to.equal("No account to deploy with: COLOPHON_DEPLOYER is not set");
    expect(none.exitCode).to.equal(2);
    expect(unknown.message).to.equal('There is no account "nobody"');
    expect(unknown.exitCode).to.equal(2);
  });

  for (const role of ["ACCREDITOR", "ADJUDICATOR", "GUARDIAN"]) {
    for (const value of ["aurora", "0x12", "0x0000000000000000000000000000000000000000"]) {
      it(`refuses ${value} for COLOPHON_${role}, and names it`, async () => {
        const refusal = await refusalOf(() => check({ [role]: value }));

        expect(refusal.message).to.equal(`COLOPHON_${role}: "${value}" is not the address of an account`);
        expect(refusal.exitCode).to.equal(2);
      });
    }
  }

  describe("when there are deployment files of another chain, even one alone", () => {
    beforeEach(() => {
      mkdirSync(folder.at("deployments/consortium"), { recursive: true });
      const file = { address: ADDRESS, receipt: { from: ADDRESS, blockNumber: 1 } };
      writeFileSync(folder.at("deployments/consortium/AccessManager.json"), JSON.stringify(file));
    });

    it("refuses to deploy beside them, and says what to do", async () => {
      const refusal = await refusalOf(() => check());

      expect(refusal.message).to.equal(
        `There is no AccessManager at ${ADDRESS}: the deployment files belong to another chain`,
      );
      expect(refusal.advice).to.equal(OTHER_CHAIN);
    });

    it("deploys anew where it is told to", async () => {
      await check({}, true);
    });
  });
});
