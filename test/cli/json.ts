import { mkdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { Wallet } from "ethers";

import { devWallet } from "../../lib/chain/dev-wallet";
import { documentOf, expectJsonRefusal, type Refusal } from "./outcome";
import type { Settings, Stage } from "./stage";

const UNKNOWN = `0x${"1".repeat(64)}`;
const CHECK_PATH = "Check the spelling of the path and the folder you are in.";
const ADDRESS_RULE = "is not an address (0x and 40 hex digits, EIP-55) or the name of an account";

/** A command line, and what its document must have. */
interface Success {
  readonly line: string;
  readonly has: object;
  /** 3 where the command checked something and it is not so. */
  readonly code?: 3;
  readonly settings?: Settings;
}

interface Failure extends Refusal {
  readonly line: string;
  readonly settings?: Settings;
}

const address = (name: "aurora" | "borealis" | "accreditor"): string => devWallet(name).address;

/** One success of every task, and every answer that is not so. */
const SUCCESSES: Readonly<Record<string, (stage: Stage) => Promise<Success> | Success>> = {
  "work register": (stage) => {
    const { path } = stage.file();
    return { line: `work register --file ${path} --title Title --account aurora`, has: { isNew: true } };
  },
  "work verify": async (stage) => {
    const { path, hash } = await stage.registered();
    return { line: `work verify --file ${path}`, has: { contentHash: hash, verified: true, differences: [] } };
  },
  "work verify, not registered": (stage) => {
    const { path, hash } = stage.file();
    return { line: `work verify --file ${path}`, has: { contentHash: hash, verified: false }, code: 3 };
  },
  "work show": async (stage) => {
    const { path, hash } = await stage.registered();
    return { line: `work show --file ${path}`, has: { work: hash, tokenURI: `urn:sha256:${hash}` } };
  },
  "work show, not registered": () => ({ line: `work show --work ${UNKNOWN}`, has: { work: UNKNOWN }, code: 3 }),
  "work history": async (stage) => {
    const { hash } = await stage.registered();
    return { line: `work history --work ${hash}`, has: { length: 1 } };
  },
  "work history, not registered": () => ({ line: `work history --work ${UNKNOWN}`, has: { length: 0 }, code: 3 }),
  "work list": (stage) => ({ line: "work list", has: { length: 0 }, settings: { HOME: stage.home } }),
  "work amend": async (stage) => {
    const { path, hash } = await stage.registered();
    return { line: `work amend --file ${path} --title Other --account aurora`, has: { work: hash } };
  },
  "title offer": async (stage) => {
    const [work, deed] = [await stage.registered(), stage.file()];
    return {
      line: `title offer --file ${work.path} --to borealis --deed ${deed.path} --account aurora`,
      has: { work: work.hash, from: address("aurora"), to: address("borealis"), deedHash: deed.hash },
    };
  },
  "title accept": async (stage) => {
    const { work, deed } = await stage.offered();
    return {
      line: `title accept --work ${work.hash} --deed ${deed.path} --account borealis --yes`,
      has: { work: work.hash, owner: address("borealis"), deedHash: deed.hash },
    };
  },
  "title decline": async (stage) => {
    const { work, deed } = await stage.offered();
    return {
      line: `title decline --work ${work.hash} --deed ${deed.path} --account borealis`,
      has: { work: work.hash, deedHash: deed.hash },
    };
  },
  "title withdraw": async (stage) => {
    const { work } = await stage.offered();
    return { line: `title withdraw --work ${work.hash} --account aurora`, has: { work: work.hash } };
  },
  "title show": async (stage) => {
    const { work } = await stage.offered();
    return { line: `title show --work ${work.hash}`, has: { work: work.hash } };
  },
  "title show, not registered": () => ({ line: `title show --work ${UNKNOWN}`, has: { work: UNKNOWN }, code: 3 }),
  "party accredit": () => {
    const party = Wallet.createRandom().address;
    return {
      line: `party accredit --party ${party}`,
      has: { party, kind: "publisher", accreditor: address("accreditor") },
    };
  },
  "party renew": async (stage) => {
    const party = await stage.admitted();
    return { line: `party renew --party ${party} --until 30d`, has: { party } };
  },
  "party suspend": async (stage) => {
    const [party, reason] = [await stage.admitted(), stage.file()];
    return {
      line: `party suspend --party ${party} --reason ${reason.path}`,
      has: { party, decision: "suspend", reasonHash: reason.hash },
    };
  },
  "party reinstate": async (stage) => {
    const party = await stage.admitted();
    await stage.send("accreditor", stage.colophon.parties.suspend.populateTransaction(party, UNKNOWN));
    return { line: `party reinstate --party ${party}`, has: { party, decision: "reinstate" } };
  },
  "party revoke": async (stage) => {
    const party = await stage.admitted();
    return { line: `party revoke --party ${party}`, has: { party, decision: "revoke" } };
  },
  "party show": () => ({ line: "party show --party aurora", has: { account: address("aurora"), accredited: true } }),
  "party show, not accredited": () => {
    const account = Wallet.createRandom().address;
    return { line: `party show --party ${account}`, has: { account, accredited: false, history: [] }, code: 3 };
  },
  "account new": (stage) => {
    const password = stage.file("correct horse\n");
    return { line: "account new --name press", has: { name: "press" }, settings: { PASSWORD_FILE: password.path } };
  },
  "account list": () => ({ line: "account list", has: {} }),
  "account show": () => ({ line: "account show --name aurora", has: { name: "aurora", address: address("aurora") } }),
  "chain doctor": () => ({ line: "chain doctor --account aurora", has: { healthy: true } }),
  "chain doctor, not healthy": (stage) => ({
    line: "chain doctor",
    has: { healthy: false },
    code: 3,
    settings: { HOME: stage.at("empty-home") },
  }),
};

/** One refusal of every task. */
const FAILURES: Readonly<Record<string, (stage: Stage) => Promise<Failure> | Failure>> = {
  "work register": (stage) => ({
    line: `work register --file ${stage.at("missing.txt")} --title Title`,
    code: 2,
    message: `${stage.at("missing.txt")} does not exist`,
    advice: CHECK_PATH,
  }),
  "work verify": (stage) => {
    const [work, record] = [stage.file(), stage.file("{}")];
    return {
      line: `work verify --file ${work.path} --record ${record.path}`,
      code: 2,
      message: `${record.path} is not a record: format Invalid input: expected "colophon-record/1"`,
      advice: "Name a record.json that a registration wrote.",
    };
  },
  "work show": () => ({ line: "work show", code: 2, message: "Name the work either by --file or by --work" }),
  "work history": () => ({
    line: "work history --work 0x12",
    code: 2,
    message: '--work: "0x12" is not a hash (0x and 64 hex digits)',
  }),
  "work list": (stage) => ({
    line: "work list",
    code: 1,
    message: `The contracts are not deployed on the network "embedded": there is no ${stage.at("empty-home/deployments/embedded/AccessManager.json")}`,
    advice: "Deploy them with: npm run deploy. On a network that others deployed, put their deployment files there.",
    settings: { HOME: stage.at("empty-home") },
  }),
  "work amend": async (stage) => {
    const { hash } = await stage.registered();
    return {
      line: `work amend --work ${hash} --title Mine --account borealis`,
      code: 1,
      message: `The account ${address("borealis")} may not act for the owner ${address("aurora")}`,
      advice: "Use the owner's account with --account, or have the owner make yours its operator.",
    };
  },
  "title offer": async (stage) => {
    const [work, deed] = [await stage.registered(), stage.file()];
    return {
      line: `title offer --work ${work.hash} --to 0x12 --deed ${deed.path} --account aurora`,
      code: 2,
      message: `--to: "0x12" ${ADDRESS_RULE}`,
    };
  },
  "title accept": async (stage) => {
    const { work, deed } = await stage.offered();
    return {
      line: `title accept --work ${work.hash} --deed ${deed.path} --account borealis`,
      code: 2,
      message: "Accepting a title cannot be undone",
      advice: "Add --yes if you mean it.",
    };
  },
  "title decline": async (stage) => {
    const [work, deed] = [await stage.registered(), stage.file()];
    return {
      line: `title decline --work ${work.hash} --deed ${deed.path} --account borealis`,
      code: 1,
      message: `The work ${work.hash} has no open offer`,
    };
  },
  "title withdraw": async (stage) => {
    const { hash } = await stage.registered();
    return {
      line: `title withdraw --work ${hash} --account aurora`,
      code: 1,
      message: `The work ${hash} has no open offer`,
    };
  },
  "title show": (stage) => ({
    line: `title show --work ${UNKNOWN} --file ${stage.file().path}`,
    code: 2,
    message: "Name the work either by --file or by --work",
  }),
  "party accredit": () => ({
    line: "party accredit --party guardian --account aurora",
    code: 1,
    message: `The account ${address("aurora")} does not hold the role that this needs`,
    advice: "Use the account that holds it with --account, or have the admin grant the role.",
  }),
  "party renew": () => ({
    line: `party renew --party ${address("accreditor")}`,
    code: 1,
    message: `The account ${address("accreditor")} is not a party, which does not allow this step`,
    advice: "Look at it with: npx hardhat party show",
  }),
  "party suspend": (stage) => ({
    line: `party suspend --party aurora --reason ${stage.at("missing.txt")}`,
    code: 2,
    message: `${stage.at("missing.txt")} does not exist`,
    advice: CHECK_PATH,
  }),
  "party reinstate": () => ({
    line: "party reinstate --party aurora",
    code: 1,
    message: `The account ${address("aurora")} is active, which does not allow this step`,
    advice: "Look at it with: npx hardhat party show",
  }),
  "party revoke": () => ({
    line: "party revoke --party nobody",
    code: 2,
    message: `--party: "nobody" ${ADDRESS_RULE}`,
  }),
  "party show": () => ({ line: "party show --party 0x", code: 2, message: `--party: "0x" ${ADDRESS_RULE}` }),
  "account new": (stage) => ({
    line: "account new --name short",
    code: 2,
    message: "The password has fewer than 8 characters",
    settings: { PASSWORD_FILE: stage.file("short\n").path },
  }),
  "account list": (stage) => {
    mkdirSync(stage.at("damaged-home/keystore"), { recursive: true });
    writeFileSync(stage.at("damaged-home/keystore/press.json"), "{}");
    return {
      line: "account list",
      code: 1,
      message: `${stage.at("damaged-home/keystore/press.json")} is not a keystore file (Web3 Secret Storage version 3)`,
      advice: "Restore it from a copy, or move it out of the folder.",
      settings: { HOME: stage.at("damaged-home") },
    };
  },
  "account show": () => ({
    line: "account show --name nobody",
    code: 2,
    message: 'There is no account "nobody"',
    advice: "See what there is with: npx hardhat account list",
  }),
  "chain doctor": () => ({
    line: "chain doctor --account nobody",
    code: 2,
    message: 'There is no account "nobody"',
    advice: "See what there is with: npx hardhat account list",
  }),
};

/** What every task prints with --json. */
export function printsJson(stage: () => Stage): void {
  describe("--json", () => {
    for (const [name, prepare] of Object.entries(SUCCESSES)) {
      it(`prints one document and nothing else: ${name}`, async () => {
        const { line, has, code = 0, settings } = await prepare(stage());

        const ended = await stage().run(`${line} --json`, settings);

        expect(ended.stderr).to.equal("");
        expect(ended.code).to.equal(code);
        expect(documentOf(ended)).to.deep.include(has);
      });
    }

    for (const [name, prepare] of Object.entries(FAILURES)) {
      it(`prints one document and nothing else where it refuses: ${name}`, async () => {
        const { line, settings, ...refusal } = await prepare(stage());

        expectJsonRefusal(await stage().run(`${line} --json`, settings), refusal);
      });
    }
  });
}
