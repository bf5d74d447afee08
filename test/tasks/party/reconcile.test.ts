import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";

import { ACCREDITED_KINDS, kindNumber, type PartyKindName } from "../../../lib/chain/contracts/scope";
import type { PartyDifference } from "../../../lib/reconcile/parties";
import { differencesText } from "../../../tasks/shared/facts/differences";
import { refusalOf } from "../../lib/shared/refusal";
import { accredit } from "../../shared/agreement";
import { DAY, EVERY_KIND, FOR_EVER, someHash } from "../../shared/fixture";
import { Random, testSeed } from "../../shared/random";
import { someAddress } from "../../shared/wallets";
import { databaseForms } from "../reconciling/databases";
import { type Postgres, startPostgres } from "../reconciling/postgres";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

interface Row {
  readonly account: string;
  readonly kind: PartyKindName;
  readonly since: number;
  readonly until: number;
  readonly status: string;
  readonly accreditor: string;
  readonly credentialHash: string;
}

interface Result {
  readonly rows: number;
  readonly same: number;
  readonly differences: readonly PartyDifference[];
}

const FORMS = databaseForms({
  name: "parties",
  columns: ["account", "kind", "since", "until", "status", "accreditor", "credentialHash"],
  times: ["since", "until"],
});
/** How many parties there are of each way to stand. */
const OF_EACH = 4;
const STRANGER = "0x000000000000000000000000000000000000dEaD";

describe("party reconcile", () => {
  const seed = testSeed();
  let workshop: Workshop;
  let postgres: Postgres;
  let truth: readonly Row[];
  before(async () => {
    workshop = await openWorkshop();
    postgres = await startPostgres(workshop.at(""));
    truth = await populate(workshop);
  });
  after(async () => {
    await postgres.stop();
    await workshop.close();
  });

  async function reconcile(from: string, args: object = {}): Promise<Result> {
    return (await listening(() => run<Result>("party", "reconcile", { from, ...args }))).result;
  }

  for (const [form, writeRows] of Object.entries(FORMS)) {
    const write = (rows: readonly Row[]): Promise<string> =>
      writeRows(
        workshop,
        postgres,
        rows.map((row) => ({ ...row })),
      );

    it(`finds nothing in ${form} that says what the chain says`, async () => {
      expect(await reconcile(await write(truth))).to.deep.equal({
        ...{ rows: truth.length, same: truth.length, differences: [] },
      });
    });

    it(`finds each planted fault of ${form}, and nothing else (seed ${seed})`, async () => {
      const { rows, differences } = plantedIn(truth, new Random(seed));

      const found = await reconcile(await write(rows));

      expect(found.differences).to.have.deep.members(differences);
      expect(found.rows).to.equal(rows.length);
    });
  }

  it("misses whoever is active or suspended, and nobody whose accreditation has ended", async () => {
    const { path } = workshop.write("nobody.csv", "account\n");

    const { differences } = await reconcile(path);

    const standing = truth.filter(({ status }) => ["active", "suspended"].includes(status));
    expect(differences).to.have.deep.members(standing.map(missing));
  });

  it("misses the parties of one accreditor only where it is named", async () => {
    const { path } = workshop.write("nobody.csv", "account\n");

    const [own, others] = await Promise.all([
      reconcile(path, { accreditor: workshop.accounts.accreditor.address }),
      reconcile(path, { accreditor: workshop.accounts.stranger.address }),
    ]);

    expect(own.differences).to.have.length(truth.filter(({ status }) => /active|suspended/.test(status)).length);
    expect(others.differences).to.deep.equal([]);
  });

  it("compares only what a row says, takes an account that it calls none for unknown, and names rows that it cannot read", async () => {
    const [first] = truth;
    const lines = [
      "account,kind,status",
      `${first?.account.toLowerCase() ?? ""},,`,
      `${STRANGER},,none`,
      ",notary,",
      `${STRANGER},pope,`,
      `${first?.account ?? ""}f,,`,
      `${STRANGER},,asleep`,
    ];
    const { path } = workshop.write("some.csv", lines.join("\n"));

    const { differences, same } = await reconcile(path);

    expect(same).to.equal(2);
    expect(differences.flatMap((one) => (one.kind === "unreadable" ? [[one.row, one.problem]] : []))).to.deep.equal([
      [3, "has no account"],
      [4, "kind is none of publisher, adjudicator, notary"],
      [5, "account is no address"],
      [6, "status is none of active, expired, suspended, revoked, none"],
    ]);
  });

  it("says of one row that agrees that it agrees, and of several that they agree", () => {
    const telling = { column: "account", tell: () => ({}) };
    const told = [0, 1, 2].map((same) => differencesText({ rows: same, same, differences: [] }, telling));

    expect(told).to.deep.equal([
      "0 rows: 0 agree with the chain",
      "1 row: 1 agrees with the chain",
      "2 rows: 2 agree with the chain",
    ]);
  });

  it("says that a file is no database, however it is called", async () => {
    const { path } = workshop.write("list.sqlite", "account\n0x1111111111111111111111111111111111111111\n");

    const refusal = await refusalOf(() => reconcile(path));

    expect(refusal.message).to.match(/list\.sqlite is no SQLite database, or is damaged$/);
    expect(refusal).to.include({ code: "SourceFormatUnknown", exitCode: 2 });
  });

  it("says that a query fails", async () => {
    const { code, advice } = await refusalOf(() => reconcile(postgres.url, { query: "SELECT * FROM nobody" }));
    expect(code).to.equal("QueryFailed");
    expect(advice).to.equal("Give a query that names the columns: --query 'SELECT address AS account FROM members'.");
  });
});

/** Parties of every kind that stand in every way. @returns what was done, as a list that is right has it */
async function populate({ parties, accounts }: Workshop): Promise<readonly Row[]> {
  const { accreditor, deployer, borealis, aurora } = accounts;
  const dismissed = borealis;
  await parties.connect(deployer).appointAccreditor(dismissed, FOR_EVER, EVERY_KIND);
  const rows: Row[] = [];
  const decide: Readonly<Record<string, (row: Row) => Promise<Partial<Row>>>> = {
    active: async () => ({}),
    renewed: async ({ account, until }) => {
      const renewed = { until: until + DAY, credentialHash: someHash() };
      await parties.renew(account, renewed.until, renewed.credentialHash);
      return renewed;
    },
    suspended: async ({ account }) => {
      await parties.suspend(account, id("why"));
      return { status: "suspended" };
    },
    revoked: async ({ account }) => {
      await parties.revoke(account, id("why"));
      return { status: "revoked" };
    },
    expired: async ({ account }) => {
      const until = (await time.latest()) + 2;
      await parties.renew(account, until, id("short"));
      return { status: "expired", until, credentialHash: id("short") };
    },
    dismissed: async () => ({ status: "revoked" }),
    "accredited twice": async ({ account, kind, until }) => {
      await parties.revoke(account, id("why"));
      return accreditOne(account, kind, until);
    },
  };
  async function accreditOne(account: string, kind: PartyKindName, until: number, by = accreditor): Promise<Row> {
    const credentialHash = someHash();
    const terms = { validUntil: until, kind: BigInt(kindNumber(kind)), credentialHash };
    await accredit(parties.connect(by), account, terms);
    const since = await time.latest();
    return { account, kind, since, until, status: "active", accreditor: by.address, credentialHash };
  }

  const end = (await time.latest()) + 365 * DAY;
  for (const [way, change] of Object.entries(decide)) {
    for (let index = 0; index < OF_EACH; ++index) {
      const kind = ACCREDITED_KINDS[index % ACCREDITED_KINDS.length] ?? "publisher";
      const by = way === "dismissed" ? dismissed : accreditor;
      const row = await accreditOne(someAddress(), kind, end + index, by);
      rows.push({ ...row, ...(await change(row)) });
    }
  }
  for (const { address } of [aurora, borealis]) await parties.revoke(address, id("not in this test"));
  await parties.connect(deployer).dismissAccreditor(dismissed, id("why"));
  await time.increase(DAY);
  return rows;
}

function missing({ account, kind, status, accreditor }: Row): PartyDifference {
  // As `populate` has them.
  return { kind: "missing", account, as: kind, status: status as "active" | "suspended", accreditor };
}

/** Alters, takes away, doubles and adds rows at random. @returns them, and what has to be found */
function plantedIn(
  truth: readonly Row[],
  random: Random,
): { rows: readonly Row[]; differences: readonly PartyDifference[] } {
  const rows: Row[] = [];
  const differences: PartyDifference[] = [];
  for (const row of truth) {
    const { account } = row;
    const number = rows.length + 1;
    const alter = (field: Exclude<keyof Row, "account">, theirs: string | number): void => {
      rows.push({ ...row, [field]: theirs });
      differences.push({ kind: "altered", row: number, account, field, theirs, chain: row[field] });
    };
    const faults: readonly (() => void)[] = [
      () => alter("kind", row.kind === "notary" ? "publisher" : "notary"),
      () => alter("since", row.since + 1),
      () => alter("until", row.until + 1),
      () => alter("status", row.status === "suspended" ? "active" : "suspended"),
      () => alter("accreditor", STRANGER),
      () => alter("credentialHash", `0x${"5".repeat(64)}`),
      () => {
        if (["active", "suspended"].includes(row.status)) differences.push(missing(row));
      },
      () => {
        rows.push(row, row);
        differences.push({ kind: "repeated", row: number + 1, account });
      },
      () => {
        const stranger = someAddress();
        rows.push({ ...row, account: stranger }, row);
        differences.push({ kind: "extra", row: number, account: stranger });
      },
    ];
    if (random.chance(1 / 2)) random.pick(faults)();
    else rows.push(row);
  }
  return { rows, differences };
}
