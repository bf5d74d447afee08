import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { createAccount } from "../../lib/accounts/keystore";
import { readTrust } from "../../lib/certificates/trust";
import { CONTRACTS, OTHER_CHAIN } from "../../lib/chain/contracts/deployment";
import { DEV_ADDRESSES } from "../../lib/chain/development/dev-accounts";
import { type Anvil, freePort, rpc, startAnvil } from "../../scripts/chain/anvil";
import { expectTextRefusal } from "./shared/outcome";
import { type Ended, ROOT, type Settings } from "./shared/processes";
import type { Stage } from "./shared/stage";

const COPY_WHOLE =
  "Copy that folder whole from whoever deployed the contracts, with the files whose names begin with a dot.";

/** What `hardhat deploy` does on a chain, and what it says where it cannot. */
export function deploys(stage: () => Stage): void {
  describe("deploy", () => {
    it("deployed every contract, set every role and handed over", () => {
      const { code, stderr, stdout } = stage().deployed;

      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      for (const name of CONTRACTS) expect(stdout).to.match(new RegExp(`deploying "${name}" .*: deployed at 0x`));
      expect(stdout).to.match(/^ADMIN given up by the deployer \(tx 0x[0-9a-f]{64}\)$/m);
    });

    it("has put the contracts where samples/trust.json has them", async () => {
      const { deployment, chainId } = stage().colophon;
      const trust = await readTrust(join(ROOT, "samples", "trust.json"));

      expect(trust.registry).to.deep.equal({ chainId: Number(chainId), address: deployment.WorkRegistry.address });
      expect(trust.deployment?.parties).to.equal(deployment.PartyRegistry.address);
      const members = trust.members?.keys.map(({ address }) => address);
      expect(members).to.deep.equal([DEV_ADDRESSES.admin, DEV_ADDRESSES.guardian]);
    });

    it("sends nothing when it runs again, and says so", async () => {
      const { provider } = stage().colophon;
      const before = await provider.getBlockNumber();

      const { code, stderr, stdout } = await stage().run("deploy");

      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      expect(await provider.getBlockNumber()).to.equal(before);
      expect(stdout).not.to.contain("(tx");
      for (const name of CONTRACTS) expect(stdout).to.contain(`reusing "${name}" at 0x`);
      expect(stdout).to.contain("ADMIN was given up by the deployer: already set");
    });

    describe("when the deployment files were not copied whole", () => {
      let copies = 0;
      const noteOf = (home: string): string => join(home, "deployments/embedded/.chainId");
      async function deploying(
        change: (note: string) => void,
      ): Promise<{ readonly ended: Ended; readonly folder: string }> {
        const home = stage().at(`copied-${(copies += 1)}`);
        cpSync(stage().at("home/deployments"), join(home, "deployments"), { recursive: true });
        change(noteOf(home));
        return { ended: await stage().run("deploy", { HOME: home }), folder: dirname(noteOf(home)) };
      }

      it("says that the note of the chain is missing, and to copy the folder whole", async () => {
        const { ended, folder } = await deploying(rmSync);

        expectTextRefusal(ended, { code: 1, message: `${folder} has no file .chainId`, advice: COPY_WHOLE });
      });

      it("says that it is empty", async () => {
        const { ended, folder } = await deploying((note) => {
          writeFileSync(note, "");
        });

        expectTextRefusal(ended, { code: 1, message: `${join(folder, ".chainId")} is empty`, advice: COPY_WHOLE });
      });

      it("says that it is another chain's", async () => {
        const { ended, folder } = await deploying((note) => {
          writeFileSync(note, "1337");
        });

        const message = `${folder} has the deployment files of chain 1337, and this is chain 31337`;
        expectTextRefusal(ended, { code: 1, message, advice: OTHER_CHAIN });
      });

      it("names a file that is no JSON", async () => {
        const { ended, folder } = await deploying((note) => {
          writeFileSync(join(dirname(note), "notes.json"), "{");
        });

        const message = `${join(folder, "notes.json")} is not a deployment file`;
        expectTextRefusal(ended, { code: 1, message, advice: COPY_WHOLE });
      });
    });

    it("reads the file of the committee's members before it deploys anything", async () => {
      const port = await freePort();
      const anvil = await startAnvil({ port, folder: stage().at("no-committee-chain") });
      try {
        const settings = { HOME: stage().at("no-committee"), CHAIN_PORT: String(port), COMMITTEE: "missing.json" };
        const ended = await stage().run("deploy", settings);

        const message = `${join(ROOT, "missing.json")} does not exist`;
        const advice = "Check the spelling of the path and the folder you are in.";
        expectTextRefusal(ended, { code: 2, message, advice });
        expect(await rpc(anvil.url, "eth_blockNumber")).to.equal("0x0");
      } finally {
        await anvil.stop();
      }
    });

    it("says why a script has stopped it, and not only which", async () => {
      const scripts = stage().at("stopping-scripts");
      mkdirSync(scripts);
      writeFileSync(
        join(scripts, "01_stop.js"),
        'module.exports = async () => { throw new Error("there is no ink"); };\n',
      );

      const { code, stderr } = await stage().run(`deploy --deploy-scripts ${scripts}`);

      expect(code).to.equal(1);
      expect(stderr).to.match(/^Error: The deployment stopped: there is no ink\n {2}Run the same command again: .*\n$/);
    });

    it("refuses a tag that no script has, and names the one that may be meant", async () => {
      const ended = await stage().run("deploy --tags role-members,handovr");

      expectTextRefusal(ended, {
        code: 2,
        message: '--tags: no deploy script has the tag "handovr"',
        advice:
          "Did you mean handover? The tags are: AccessManager, PartyRegistry, WorkRegistry, IdentityRegistry, Recovery, KeyAccounts, CredentialRegistry, ForeignTitles, Committee, function-roles, role-members, accreditor, recovery-role, embedded-publisher, handover",
      });
    });

    describe("when the chain is a new one and the deployment files are those of the old one", () => {
      let anvil: Anvil;
      let settings: Settings;
      before(async () => {
        const port = await freePort();
        anvil = await startAnvil({ port, folder: stage().at("new-chain") });
        cpSync(stage().at("home/deployments"), stage().at("old-home/deployments"), { recursive: true });
        settings = { HOME: stage().at("old-home"), CHAIN_PORT: String(port) };
      });
      after(() => anvil.stop());

      const refusal = (): { code: 1; message: string; advice: string } => ({
        code: 1,
        message: `There is no AccessManager at ${stage().colophon.deployment.AccessManager.address}: the deployment files belong to another chain`,
        advice: OTHER_CHAIN,
      });

      it("says so, and what to do", async () => {
        expectTextRefusal(await stage().run("deploy", settings), refusal());
      });

      it("makes every other command say the same", async () => {
        expectTextRefusal(await stage().run("work list", settings), refusal());
      });

      it("deploys anew when it is told to", async () => {
        const { code, stderr, stdout } = await stage().run("deploy --reset", settings);

        expect(stderr).to.equal("");
        expect(code).to.equal(0);
        expect(stdout).to.match(/deploying "WorkRegistry" .*: deployed at 0x/);
      });
    });

    describe("with an account of the keystore", () => {
      const password = "correct horse";
      let address: string;
      let settings: Settings;
      before(async () => {
        ({ address } = await createAccount(stage().at("deployer/keystore"), "press", async () => password));
        writeFileSync(stage().at("deployer/password"), `${password}\n`);
        writeFileSync(stage().at("deployer/wrong"), "battery staple\n");
        settings = {
          HOME: stage().at("deployer"),
          CONSORTIUM_URL: stage().anvil.url,
          CONSORTIUM_CHAIN_ID: "31337",
          DEPLOYER: "press",
        };
      });

      it("says that the password is wrong, without a stack", async () => {
        const ended = await stage().run("--network consortium deploy", {
          ...settings,
          PASSWORD_FILE: stage().at("deployer/wrong"),
        });

        expect(ended.stdout).not.to.contain("deployed at");
        expectTextRefusal(
          { ...ended, stdout: "" },
          {
            code: 1,
            message: 'The password does not open the account "press"',
            advice: "Try again; a lost password cannot be recovered.",
          },
        );
      });

      it("says that the account has no balance, without a stack", async () => {
        const ended = await stage().run("--network consortium deploy", {
          ...settings,
          PASSWORD_FILE: stage().at("deployer/password"),
        });

        expectTextRefusal(
          { ...ended, stdout: "" },
          {
            code: 1,
            message: new RegExp(`^The account ${address} has 0 wei and the transaction costs [1-9]\\d* wei$`),
            advice: `Fund the account: npx hardhat account fund --account ${address}`,
          },
        );
      });

      it("says that there is no account to deploy with", async () => {
        expectTextRefusal(await stage().run("--network consortium deploy", { ...settings, DEPLOYER: "" }), {
          code: 2,
          message: "No account to deploy with: COLOPHON_DEPLOYER is not set",
          advice:
            "Make one: npx hardhat account new --account deployer --network consortium; COLOPHON_DEPLOYER=deployer goes into .env",
        });
      });
    });
  });
}
