import { copyFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre, { deployments } from "hardhat";

import { advices } from "../docs/advices";
import { refusalOf } from "../lib/shared/refusal";
import { makeKey } from "../shared/keys";
import { titleOf } from "../shared/records";
import { type Anchor, anchorIn } from "./anchor";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

/** Every command that there is. */
const COMMANDS = [
  "status",
  ...Object.values(hre.scopes).flatMap(({ name, tasks }) => Object.keys(tasks).map((task) => `${name} ${task}`)),
];

/** Options that say where something is, how it is shown, or what is deployed, and change no work; and one with a rule of its own. */
const SAY_NOTHING_OF_WORKS: readonly string[] = [
  ...["--network", "--json", "--csv", "--page", "--limit", "--help", "--show-stack-traces", "--record", "--party"],
  "--later-date",
  "--online",
  "--passkey",
  "--portal",
  "--public-key",
  "--request",
  "--signature",
  // Does what work register-batch does, again and again until it is interrupted.
  "--watch",
  ...[
    "--tags",
    "--reset",
    "--min-gas-price",
    "--include",
    "--exclude",
    "--all-from",
    "--omit",
    "--query",
    "--ignore-scripts",
  ],
  // What proves a work, and who vouches for it, is written into files.
  ...["checkpoint sign", "checkpoint collect", "checkpoint key", "log sign", "work evidence", "--event", "--threshold"],
  ...[
    "certificate issue",
    "certificate absence",
    "certificate carry",
    "certificate print",
    "certificate trust",
    "certificate verify",
  ],
  ...["--all", "--certificate", "--checkpoints", "--redact", "--second-key", "--timestamp", "--trust"],
  // Is left out where a field cannot be withheld, before anything is sent.
  "--redactable",
  // Lists and exports are read.
  ...["--catalogue", "--export", "--with-anchored", "--certificates", "--refresh", "--sort", "--search", "--since"],
  // The committee decides about accounts, roles and rules, and an identity is about keys: neither is about a work.
  ...[
    "committee list",
    "committee members",
    "committee propose",
    "committee show",
    "committee vote",
    "committee withdraw",
  ],
  ...["--data", "--headers", "--participation", "--proposal", "--role", "--vote", "--what"],
  ...[
    "identity delegate",
    "identity resolve",
    "identity show",
    "--alias",
    "--block",
    "--identity",
    "--key",
    "--sign-to",
    "--to",
  ],
  ...["--guardians", "--lost"],
  // A credential is about somebody, and a status list about credentials.
  ...["credential issue", "credential new-list", "credential present", "credential revoke", "credential schema"],
  ...[
    "credential verify",
    "--at",
    "--audience",
    "--did",
    "--disclose",
    "--index",
    "--nonce",
    "--status-list",
    "--type",
    "--withhold",
  ],
];

/** What is said to somebody who wants a later date than the store has: that is asked for, not advised. */
const IS_ASKED_FOR = /\b(?:if|though|with a date of today)\b/i;

describe("an advice", () => {
  let workshop: Workshop;
  let poem: string;
  let work: string;
  let deed: string;
  let list: string;
  let first: Anchor;
  let newest: Anchor;
  beforeEach(async () => {
    workshop = await openWorkshop();
    ({ path: poem, hash: work } = workshop.write("poem.txt", "La mer allume ses feux.\n"));
    deed = workshop.write("deed.txt", "Aurora assigns all rights to Borealis.\n").path;
    list = workshop.write("list.txt", `${poem}\n`).path;
    workshop.write("password", "the horse reads at night\n");
    first = await anchorIn(workshop, { path: poem, hash: work });
    await time.increase(1_000);
    newest = await anchorIn(workshop, { path: poem, hash: work });
    await time.increase(1_000);
  });
  afterEach(() => workshop.close());

  const since = async (): Promise<number> => Number((await titleOf(workshop.registry, BigInt(work))).registeredAt);
  const account = "aurora";
  const claim = async (more = {}): Promise<unknown> => run("work", "claim", { file: poem, account, ...more });
  const register = async (more = {}): Promise<unknown> =>
    run("work", "register", { file: poem, title: "Le phare", account, ...more });
  const registerBatch = async (more = {}): Promise<unknown> =>
    run("work", "register-batch", { from: list, account, ...more });
  const amend = async (more = {}): Promise<unknown> =>
    run("work", "amend", { work, title: "Le phare, revu", account, ...more });
  const offer = async (more = {}): Promise<unknown> =>
    run("title", "offer", { work, to: "borealis", deed, account, ...more });
  /** Orders are about titles. */
  const order = async (task: string, more = {}): Promise<unknown> => {
    if ((await since()) === 0) await claim();
    return run("order", task, { work, order: deed, ...more });
  };
  const party = async (task: string, more = {}): Promise<unknown> =>
    run("party", task, { party: "aurora", account: "accreditor", yes: true, ...more });
  const apply = async (applicant: string): Promise<unknown> =>
    run("party", "apply", { accreditor: "accreditor", account: applicant });

  const createKey = async (): Promise<string> => {
    await deployments.run("KeyAccounts", { resetMemory: false, writeDeploymentsToFiles: false });
    const { path } = await makeKey("p256");
    await run("key", "create", { publicKey: path, account });
    return path;
  };
  const applyByKey = async (): Promise<string> => {
    const [publicKey, out] = [await createKey(), workshop.at("apply.json")];
    await run("key", "prepare-apply", { publicKey, accreditor: "accreditor", out });
    return out;
  };

  /** How each command that is advised is followed, where the work is anchored. */
  const FOLLOWED: Readonly<Record<string, () => Promise<unknown>>> = {
    "work register": async () => register(),
    "work claim": async () => claim(),
    "work amend": async () => amend(),
    "work show": async () => run("work", "show", { work }),
    "work history": async () => run("work", "history", { work }),
    "work list": async () => run("work", "list"),
    "work index": async () => run("work", "index"),
    "work verify": async () => run("work", "verify", { file: poem }),
    "work register-batch": async () => registerBatch(),
    "batch list": async () => run("batch", "list"),
    "batch check": async () => run("batch", "check", { batch: first.batch }),
    "title offer": async () => offer(),
    "title show": async () => run("title", "show", { work }),
    "title accept": async () => refusalOf(() => run("title", "accept", { work, deed, account: "borealis", yes: true })),
    "party apply": async () => apply("publisher"),
    "party accredit": async () => {
      await apply("publisher");
      await party("accredit", { party: "publisher" });
    },
    "party accreditors": async () => run("party", "accreditors"),
    "party appoint": async () =>
      run("party", "appoint", { accreditor: "guardian", scope: "publisher,notary", account: "deployer" }),
    "order list": async () => run("order", "list"),
    "order release": async () => {
      await order("hold");
      await order("release");
    },
    "order reinstate": async () => {
      await order("annul", { yes: true });
      await order("reinstate");
    },
    "recovery show": async () => run("recovery", "show", { lost: "aurora" }),
    "recovery execute": async () => refusalOf(() => run("recovery", "execute", { lost: "aurora", yes: true })),
    "recovery move": async () => refusalOf(() => run("recovery", "move", { lost: "aurora" })),
    "recovery guardians": async () => run("recovery", "guardians", { guardians: "guardian", threshold: 1, account }),
    "key create": async () => createKey(),
    "key prepare-apply": async () => applyByKey(),
    "key prepare-register": async () => {
      const publicKey = await createKey();
      const out = workshop.at("register.json");
      return refusalOf(() => run("key", "prepare-register", { publicKey, file: poem, title: "Le phare", out }));
    },
    "key send": async () => {
      const request = await applyByKey();
      return refusalOf(() => run("key", "send", { request, signature: request, account }));
    },
    "party renew": async () => party("renew", { until: "900d" }),
    "party reinstate": async () => {
      await party("suspend");
      await party("reinstate");
    },
    "party revoke": async () => {
      await party("revoke");
      await apply("aurora");
      await party("accredit");
    },
    "party show": async () => run("party", "show", { party: "aurora" }),
    "account new": async () => run("account", "new", { account: "archive" }),
    "account list": async () => run("account", "list"),
    "chain doctor": async () => run("chain", "doctor"),
    status: async (): Promise<unknown> => (await hre.run("status")) as unknown,
  };

  /** The same for the options, of the commands that say so. What is wanted with a later date is left: it is not advised. */
  const OPTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
    "--account": async () => register(),
    "--batch": async () => {
      const elsewhere = workshop.at("elsewhere.sqlite");
      copyFileSync(first.batch, elsewhere);
      expect(await refusalOf(() => claim({ batch: newest.batch }))).to.include({ code: "EarlierDateKnown" });
      await claim({ batch: elsewhere });
    },
    "--skip-bad": async () => registerBatch({ skipBad: true }),
    "--format": async () => registerBatch({ format: "list" }),
    "--again": async () => registerBatch({ again: true }),
    "--dry-run": async () => registerBatch({ dryRun: true }),
    "--mode": async () => registerBatch({ mode: "direct" }),
    "--metadata-from": async () => register({ title: undefined, metadataFrom: "files" }),
    "--metadata": async () => {
      const { path } = workshop.write("metadata.json", JSON.stringify(newest.metadata));
      return register({ title: undefined, metadata: path });
    },
    "account fund": async () => run("account", "fund", { account: "aurora" }),
    "--title": async () => register(),
    "--replace": async () => amend({ replace: true }),
    "--yes": async () => refusalOf(() => run("title", "accept", { work, deed, account: "borealis", yes: true })),
    "--until": async () => offer({ until: "10d" }),
    "--out": async () => run("work", "evidence", { work, out: workshop.at("evidence.json") }),
    "--file": async () => run("work", "show", { file: poem }),
    "--work": async () => run("work", "show", { work }),
    "--scope": async () =>
      run("party", "appoint", { accreditor: "guardian", scope: "publisher,notary", account: "deployer" }),
    "--application": async () => {
      const out = workshop.at("application.json");
      await run("party", "apply", { accreditor: "accreditor", account: "publisher", out });
      await run("party", "accredit", { application: out });
    },
    "--from": async () => offer({ work: undefined, from: list }),
  };

  const ALL = advices(COMMANDS);
  const STEPS: Readonly<Record<string, () => Promise<unknown>>> = { ...FOLLOWED, ...OPTIONS };
  const advised = new Set(ALL.flatMap(({ commands, options }) => [...commands, ...options]));

  it("names what is followed here, and nothing else that could change a work", () => {
    expect(ALL.length).to.be.greaterThan(60);
    expect([...advised].filter((step) => !(step in STEPS) && !SAY_NOTHING_OF_WORKS.includes(step))).to.deep.equal([]);
  });

  it("names --later-date only to whoever wants the later date", () => {
    const sentences = ALL.filter(({ options }) => options.includes("--later-date"));

    expect(sentences).to.have.length.greaterThan(3);
    expect(sentences.filter(({ sentence }) => !IS_ASKED_FOR.test(sentence))).to.deep.equal([]);
  });

  for (const [step, follow] of Object.entries(STEPS)) {
    it(`costs no date where it is about ${step}`, async () => {
      await listening(follow);

      if ((await since()) === 0) await claim();
      expect(await since()).to.equal(first.anchoredAt);
    });
  }
});
