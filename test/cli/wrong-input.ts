import { chmodSync, cpSync, existsSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { createAccount, unlockAccount } from "../../lib/accounts/keystore";
import { NO_TITLE, titleOf } from "../shared/records";
import { testRefusals } from "./refusals";
import { expectJsonRefusal, expectTextRefusal } from "./shared/outcome";
import type { Ended, Settings } from "./shared/processes";
import type { Stage } from "./shared/stage";
import { WRONG_COMMANDS } from "./wrong-commands";

/** A file that takes long enough to be hashed for somebody to write to it meanwhile. It has no blocks on the disk. */
const LONG_FILE = 256 * 1024 ** 2;

/** What is said to a wrong command, and that it leaves nothing behind. */
export function refusesWrongInput(stage: () => Stage): void {
  describe("wrong input", () => {
    /** Every file of the store, and the newest block: what a refused command must leave as it is. */
    async function footprint(): Promise<unknown> {
      const files = existsSync(stage().home) ? readdirSync(stage().home, { recursive: true }).map(String) : [];
      // SQLite has these beside a file that is open.
      const kept = files.filter((name) => !/-(?:shm|wal)$/.test(name));
      return [kept.sort(), await stage().colophon.provider.getBlockNumber()];
    }

    describe("is answered with one sentence and what to do", () => {
      let untouched: unknown;
      before(async () => {
        untouched = await footprint();
      });
      testRefusals(stage, WRONG_COMMANDS, "", expectTextRefusal);

      it("and leaves the store and the chain as they were", async () => {
        expect(await footprint()).to.deep.equal(untouched);
      });
    });

    it("is one JSON document with --json, also where no task begins", async () => {
      const ended = await stage().run("work register --json");

      expectJsonRefusal(ended, {
        code: 2,
        message: "The '--file' parameter of task 'register' expects a value, but none was passed.",
        advice: "See its parameters with: npx hardhat help work register",
      });
    });

    describe("a file", () => {
      it("that may not be read is named", async () => {
        const { path } = stage().file();
        chmodSync(path, 0o000);

        const ended = await stage().run(`work show --file ${path}`, {}, { isBound: true });

        expectTextRefusal(ended, {
          code: 2,
          message: `${path} may not be read by this user`,
          advice: "Ask its owner for permission to read the file and to enter its folder.",
        });
      });

      it("that changes while it is hashed is refused, and nothing is registered", async () => {
        const { path } = stage().file();
        truncateSync(path, LONG_FILE);
        const running = stage().start(`work register --file ${path} --title Title --account aurora`);
        let ended: Ended | undefined;
        void running.ended.then((found) => (ended = found));
        const before = await footprint();

        // Whoever writes goes on writing until the command has ended.
        while (ended === undefined) await appendFile(path, "x").then(() => new Promise(setImmediate));

        expectTextRefusal(ended, {
          code: 1,
          message: `${path} changed while it was being hashed`,
          advice: "Wait until the program that writes it has finished, or hash a copy.",
        });
        expect(await footprint()).to.deep.equal(before);
      });
    });

    describe("an account of the keystore", () => {
      const password = "correct horse";
      let address: string;
      before(async () => {
        const account = await createAccount(stage().at("keys/keystore"), "press", async () => password);
        ({ address } = account);
        await stage().admit(await unlockAccount(account, password));
        // The account's own store, with the same deployment under another network's name.
        cpSync(join(stage().home, "deployments/embedded"), stage().at("keys/deployments/consortium"), {
          recursive: true,
        });
        writeFileSync(stage().at("password"), `${password}\n`);
        writeFileSync(stage().at("wrong-password"), "battery staple\n");
      });

      const inItsStore = (): Settings => ({
        HOME: stage().at("keys"),
        CONSORTIUM_URL: stage().anvil.url,
        CONSORTIUM_CHAIN_ID: "31337",
      });

      it("does not sign with a wrong password", async () => {
        const { path, hash } = stage().file();

        const ended = await stage().run(
          `--network consortium work register --file ${path} --title Title --account press`,
          { ...inItsStore(), PASSWORD_FILE: stage().at("wrong-password") },
        );

        expectTextRefusal(ended, {
          code: 1,
          message: 'The password does not open the account "press"',
          advice: "Try again; a lost password cannot be recovered.",
        });
        expect(await titleOf(stage().colophon.registry, BigInt(hash))).to.deep.equal(NO_TITLE);
      });

      it("does not send without a balance where gas costs, and nothing is written", async () => {
        const { path, hash } = stage().file();

        const ended = await stage().run(
          `--network consortium work register --file ${path} --title Title --account press`,
          { ...inItsStore(), PASSWORD_FILE: stage().at("password") },
        );

        expectTextRefusal(ended, {
          code: 1,
          message: new RegExp(`^The account ${address} has 0 wei and the transaction costs [1-9]\\d* wei$`),
          advice: `Fund the account: npx hardhat --network consortium account fund --account ${address}`,
        });
        expect(await titleOf(stage().colophon.registry, BigInt(hash))).to.deep.equal(NO_TITLE);
        expect(existsSync(stage().at("keys/works"))).to.equal(false);
      });
    });
  });
}
