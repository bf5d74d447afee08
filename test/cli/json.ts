import { cpSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { devWallet } from "../../lib/chain/development/dev-wallet";
import { someAddress } from "../shared/wallets";
import { anchoredWithEvidence } from "./evidence";
import { type Refusals, testRefusals } from "./refusals";
import { documentOf, expectJsonRefusal } from "./shared/outcome";
import type { Settings } from "./shared/processes";
import type { Stage } from "./shared/stage";

const UNKNOWN = `0x${"1".repeat(64)}`;
const CHECK_PATH = "Check the spelling of the path and the folder you are in.";
const ADDRESS_RULE = "is not an address (0x and 40 hex digits, EIP-55) or the name of an account";

/** A command line, and what its document must have. */
interface Success {
  readonly line: string;
  /** Parts of an object, of items of a list, or the number of its items. */
  readonly has: object | number;
  /** 3 where the command checked something and it is not so. */
  readonly code?: 3;
  readonly settings?: Settings;
}

/** An account that does nothing else. */
const UNUSED = someAddress();

const address = (name: "aurora" | "borealis" | "accreditor"): string => devWallet(name).address;

/** One success of every task, and answers that are not so. */
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
    return { line: `work show --file ${path}`, has: { work: hash, tokenURI: `nih:sha-256;${hash.slice(2)}` } };
  },
  "work describe": (stage) => {
    const { path } = stage.file();
    return { line: `work describe --file ${path} --title Title`, has: { unused: [] } };
  },
  "work history": async (stage) => {
    const { hash } = await stage.registered();
    return { line: `work history --work ${hash}`, has: { work: hash, anchored: [] } };
  },
  "work history, not registered": () => ({
    line: `work history --work ${UNKNOWN}`,
    has: { state: "unknown", events: [] },
    code: 3,
  }),
  "work list": (stage) => {
    cpSync(join(stage.home, "deployments"), stage.at("new-home/deployments"), { recursive: true });
    return { line: "work list", has: 0, settings: { HOME: stage.at("new-home") } };
  },
  "work versions": async (stage) => {
    const { work } = await anchoredWithEvidence(stage);
    return { line: `work versions --file ${work.path}`, has: 1 };
  },
  "work evidence": async (stage) => {
    const { work } = await anchoredWithEvidence(stage);
    const out = stage.at("more.evidence.json");
    return { line: `work evidence --work ${work.hash} --out ${out}`, has: { out } };
  },
  "work verify, by evidence": async (stage) => {
    const { work, record } = await anchoredWithEvidence(stage);
    return {
      line: `work verify --file ${work.path} --record ${record}`,
      has: { contentHash: work.hash, verified: true, differences: [] },
    };
  },
  "work index": (stage) => ({
    line: "work index",
    has: { works: 0, unreadable: [] },
    settings: { HOME: stage.at("new-home") },
  }),
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
  "party appoint": () => ({
    line: `party appoint --accreditor ${UNUSED} --scope publisher,notary --until 30d`,
    has: { accreditor: UNUSED, scope: ["publisher", "notary"] },
  }),
  "party dismiss": async (stage) => {
    await stage.run(`party appoint --accreditor guardian`);
    return { line: "party dismiss --accreditor guardian --yes", has: { accreditor: devWallet("guardian").address } };
  },
  "party accreditors": () => ({ line: "party accreditors", has: [{ accreditor: address("accreditor") }] }),
  "party apply": () => ({
    line: "party apply --accreditor accreditor --account adjudicator",
    has: { account: devWallet("adjudicator").address, accreditor: address("accreditor"), kind: "publisher" },
  }),
  "party accredit": async (stage) => {
    const out = stage.at(`${someAddress()}.json`);
    await stage.run(`party apply --accreditor accreditor --account admin --out ${out}`);
    return {
      line: `party accredit --application ${out}`,
      has: { party: devWallet("admin").address, kind: "publisher", accreditor: address("accreditor") },
    };
  },
  "party list": () => ({ line: "party list", has: [{ account: address("aurora"), accredited: true }] }),
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
    const account = someAddress();
    return { line: `party show --party ${account}`, has: { account, accredited: false, history: [] }, code: 3 };
  },
  "account new": (stage) => {
    const password = stage.file("correct horse\n");
    return { line: "account new --account press", has: { name: "press" }, settings: { PASSWORD_FILE: password.path } };
  },
  "account list": (stage) => ({ line: "account list", has: 8, settings: { HOME: stage.at("empty-home") } }),
  "account show": () => ({
    line: "account show --account aurora",
    has: { name: "aurora", address: address("aurora") },
  }),
  "chain doctor": () => ({ line: "chain doctor --account aurora", has: { healthy: true } }),
  "chain doctor, not healthy": (stage) => ({
    line: "chain doctor",
    has: { healthy: false },
    code: 3,
    settings: { HOME: stage.at("empty-home") },
  }),
};

/** A refusal or two of every scope. */
const FAILURES: Refusals = {
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
  "work list": (stage) => ({
    line: "work list",
    code: 1,
    message: 'The contracts are not deployed on the network "embedded"',
    advice:
      "Deploy them with: npm run deploy -- --network embedded. Where another home of this chain has them, copy its folder .colophon/deployments/embedded instead.",
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
  "title decline": async (stage) => {
    const [work, deed] = [await stage.registered(), stage.file()];
    return {
      line: `title decline --work ${work.hash} --deed ${deed.path} --account borealis`,
      code: 1,
      message: `The work ${work.hash} has no open offer`,
      advice: "What became of one that was made: npx hardhat work history",
    };
  },
  "party accredit": () => ({
    line: "party accredit --party guardian --account aurora",
    code: 1,
    message: `The account ${devWallet("guardian").address} has no open application on this chain`,
    advice: "It agrees with npx hardhat party apply, or signs a file: then name that with --application.",
  }),
  "party show": () => ({
    line: "party show --party 0x",
    code: 2,
    message: `--party: "0x" ${ADDRESS_RULE}`,
    advice: "Copy it anew, whole.",
  }),
  "account new": (stage) => ({
    line: "account new --account short",
    code: 2,
    message: "The password has fewer than 8 characters",
    advice: "Choose a longer one, and keep it: nobody can recover it.",
    settings: { PASSWORD_FILE: stage.file("short\n").path },
  }),
  "chain doctor": () => ({
    line: "chain doctor --account nobody",
    code: 2,
    message: 'There is no account "nobody"',
    advice: "See what there is with: npx hardhat account list",
  }),
};

function isList(has: object): has is readonly object[] {
  return Array.isArray(has);
}

/** Of every item of a list what has the keys of a part. */
function partsOf(found: unknown, part: object): object[] {
  expect(found).to.be.an("array");
  return (found as object[]).map((item) =>
    Object.fromEntries(Object.entries(item).filter(([key]) => Object.hasOwn(part, key))),
  );
}

/** What every task prints with --json. */
export function printsJson(stage: () => Stage): void {
  describe("--json", () => {
    for (const [name, prepare] of Object.entries(SUCCESSES)) {
      it(`prints one document and nothing else: ${name}`, async () => {
        const { line, has, code = 0, settings } = await prepare(stage());

        const ended = await stage().run(`${line} --json`, settings);

        expect(ended.stderr).to.equal("");
        expect(ended.code).to.equal(code);
        const found = documentOf(ended);
        if (typeof has === "number") expect(found).to.be.an("array").with.lengthOf(has);
        else if (isList(has)) for (const part of has) expect(partsOf(found, part)).to.deep.include(part);
        else expect(found).to.deep.include(has);
      });
    }

    describe("prints one document and nothing else where a command refuses", () => {
      testRefusals(stage, FAILURES, " --json", expectJsonRefusal);
    });
  });
}
