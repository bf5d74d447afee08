import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import hre from "hardhat";
import Database from "libsql";

import { Catalogue } from "../../../lib/catalogue/catalogue";
import type { CataloguedWork } from "../../../lib/catalogue/query";
import { home } from "../../../lib/env";
import type { Progress } from "../../../lib/progress";
import { openRows, WORK_ROWS } from "../../../lib/reconcile/rows/open";
import { type Reconciled, reconcileWorks, type WorkDifference } from "../../../lib/reconcile/works";
import { shelfOf } from "../../../lib/works/home/shelf";
import { open } from "../../../tasks/shared/open/open";
import { refusalOf } from "../../lib/shared/refusal";
import { someHash } from "../../shared/fixture";
import { Random, testSeed } from "../../shared/random";
import { databaseForms } from "../reconciling/databases";
import { type Postgres, startPostgres } from "../reconciling/postgres";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

interface Row {
  readonly contentHash: string | undefined;
  readonly owner: string | undefined;
  readonly metadataHash: string | undefined;
  readonly since: number | undefined;
  readonly state: string | undefined;
}

interface Result extends Reconciled {
  readonly differences: readonly WorkDifference[];
}

const FORMS = databaseForms({
  name: "works",
  columns: ["contentHash", "owner", "metadataHash", "since", "state"],
  times: ["since"],
});
const WORKS = 60;

describe("work reconcile", () => {
  const seed = testSeed();
  let workshop: Workshop;
  let truth: readonly Row[];
  let postgres: Postgres;
  before(async () => {
    workshop = await openWorkshop();
    postgres = await startPostgres(workshop.at(""));
    await registerMany("anchored", {});
    await registerMany("titled", { mode: "direct" });
    const works = await run<readonly CataloguedWork[]>("work", "list", { limit: 2 * WORKS, refresh: true });
    truth = works.map(({ contentHash, owner, metadataHash, since, state }) => {
      return { contentHash, owner, metadataHash, since, state };
    });
  });
  after(async () => {
    await postgres.stop();
    await workshop.close();
  });

  async function registerMany(name: string, args: object): Promise<void> {
    const lines = Array.from({ length: WORKS }, (_, index) => `${someHash()},${name} ${index}`);
    const { path } = workshop.write(`${name}.csv`, ["contentHash,title", ...lines, ""].join("\n"));
    await listening(() => run("work", "register-batch", { from: path, account: "aurora", ...args }));
  }

  async function reconcile(from: string, args: object = {}): Promise<Result> {
    return (await listening(() => run<Result>("work", "reconcile", { from, ...args }))).result;
  }

  const write = (form: string, rows: readonly Row[]): Promise<string> => {
    const writeRows = FORMS[form];
    if (writeRows === undefined) throw new Error(`${form} is no form of a database`);
    return writeRows(
      workshop,
      postgres,
      rows.map((row) => ({ ...row })),
    );
  };

  for (const form of Object.keys(FORMS)) {
    it(`finds nothing in ${form} that says what the chain says`, async () => {
      expect(await reconcile(await write(form, truth))).to.deep.equal({
        ...{ rows: 2 * WORKS, same: 2 * WORKS, problems: [], differences: [] },
      });
    });

    it(`finds each planted fault of ${form}, and nothing else (seed ${seed})`, async () => {
      const { rows, differences } = plantedIn(truth, new Random(seed));

      const found = await reconcile(await write(form, rows));

      expect(found.differences).to.have.deep.members(differences);
      expect(found.rows).to.equal(rows.length);
    });
  }

  it("reads times with zones, hashes without 0x and in bytes, and addresses in lower case", async () => {
    const [first, second] = truth;
    const path = workshop.at("odd.db");
    const database = new Database(path);
    database.exec("CREATE TABLE articles (sha256 BLOB, holder TEXT, at TEXT)");
    const insert = database.prepare("INSERT INTO articles VALUES (?, ?, ?)");
    const digits = (row: Row | undefined): string => (row?.contentHash ?? "").slice(2);
    const time = new Date((first?.since ?? 0) * 1000).toISOString();
    insert.run([Buffer.from(digits(first), "hex"), first?.owner?.toLowerCase(), time.replace(/\.000Z$/, ".75Z")]);
    insert.run([digits(second).toUpperCase(), null, `${time.slice(0, 10)} ${time.slice(11, 19)}+00`]);
    database.close();

    const query = "SELECT sha256 AS content_hash, holder AS owner, at AS since FROM articles";
    const { differences } = await reconcile(path, { query });

    const others = truth.slice(2).map(({ contentHash }) => contentHash);
    const altered = differences.filter(({ kind }) => kind !== "missing");
    expect(altered.filter((one) => first?.since === second?.since || !("row" in one && one.row === 2))).to.deep.equal(
      [],
    );
    expect(differences.flatMap((one) => (one.kind === "missing" ? [one.contentHash] : []))).to.have.members(others);
  });

  it("says which rows it cannot read, and why", async () => {
    const [{ contentHash = "", owner = "" } = {}] = truth;
    const rows = ["content_hash,owner,since", `${contentHash.slice(0, -1)},,`, `${contentHash},${owner}f,`];
    const more = [`${contentHash},,2026-11-29 10:00`, `,${owner},`, `${contentHash},${owner}`];
    const { path } = workshop.write("bad.csv", [...rows, ...more].join("\n"));

    const { differences } = await reconcile(path);

    expect(differences.flatMap((one) => (one.kind === "unreadable" ? [[one.row, one.problem]] : []))).to.deep.equal([
      [1, "content_hash is no hash (64 hex digits)"],
      [2, "owner is no address"],
      [3, "since is no time: Unix seconds, or a time with its zone"],
      [4, "has no content_hash"],
      [5, "has 2 cells, and the header 3"],
    ]);
  });

  for (const [what, name, bytes, message] of [
    [
      "a CSV file without a column of hashes",
      "none.csv",
      "title,owner\n潮,\n",
      /none\.csv has no column content_hash$/,
    ],
    ["a CSV file without anything", "empty.csv", "", /empty\.csv has no column content_hash$/],
    ["a CSV file in UTF-16", "wide.csv", Buffer.from("content_hash\n", "utf16le"), /wide\.csv is not UTF-8 text$/],
    ["an NDJSON file in Latin-1", "latin.ndjson", Buffer.from([0x7b, 0xe9, 0x7d]), /latin\.ndjson is not UTF-8 text$/],
  ] as const) {
    it(`refuses ${what}: no work is missing by it`, async () => {
      writeFileSync(workshop.at(name), bytes);

      const refusal = await refusalOf(() => reconcile(workshop.at(name)));

      expect(refusal.message).to.match(message);
      expect(refusal.exitCode).to.equal(2);
    });
  }

  for (const head of ["", "sep=;\r\n"]) {
    it(`reads a CSV file whose header has semicolons behind ${JSON.stringify(head)}`, async () => {
      const [{ contentHash = "", owner = "" } = {}] = truth;
      const rows = `${head}"title";"content_hash";"owner"\r\n"Tides; or 1,5 m";${contentHash};${owner}\r\n`;
      const { path } = workshop.write("semicolons.csv", `\uFEFF${rows}`);

      expect(await reconcile(path)).to.include({ rows: 1, same: 1 });
    });
  }

  it("reads an NDJSON file behind its byte order mark", async () => {
    const { path } = workshop.write("mark.ndjson", `\uFEFF${JSON.stringify(truth[0])}\n`);

    expect((await reconcile(path)).same).to.equal(1);
  });

  it("shows no password of a database that it does not read", async () => {
    const refusal = await refusalOf(() => reconcile("mysql://press:SECRET@127.0.0.1/works"));

    expect(refusal.message).to.equal("mysql://127.0.0.1/works is no PostgreSQL database");
  });

  it("does not count what a damaged batch file says, and names it", async () => {
    const other = await openWorkshop();
    try {
      const { path: from } = other.write("works.csv", `contentHash,title\n${someHash()},poem\n`);
      const registered = await listening(() =>
        run<{ batch: string }>("work", "register-batch", { from, account: "aurora" }),
      );
      const path = registered.result.batch;
      const database = new Database(path);
      database.exec("UPDATE works SET metadata_hash = zeroblob(32)");
      database.close();
      const [row] = await run<readonly CataloguedWork[]>("work", "list", {});
      const rows = other.write("rows.csv", `contentHash\n${row?.contentHash ?? ""}\n`);

      const { differences, problems } = await reconcile(rows.path);

      expect(problems).to.have.length(1);
      expect(problems[0]).to.include(path);
      expect(differences.map(({ kind }) => kind)).to.deep.equal(["extra"]);
    } finally {
      await other.close();
    }
  });

  it("says that a database gives no rows before it proves a batch, which takes long", async () => {
    const proving: Progress[] = [];
    const colophon = await open(hre);
    const catalogue = await Catalogue.open(home());
    const onProgress = (progress: Progress): void => void proving.push(progress);
    const reconciling = { colophon, catalogue, shelf: shelfOf(colophon, home()), onProgress };
    const gone = (asked: string): ReturnType<typeof openRows> => openRows(asked, undefined, WORK_ROWS, workshop.at(""));
    try {
      for (const from of [postgres.url.replace(/postgres$/, "elsewhere"), "postgresql://reader@127.0.0.1:1/press"]) {
        const rows = await gone(from);
        const { code } = await refusalOf(() => reconcileWorks(reconciling, rows, () => undefined));
        expect(code).to.equal("DatabaseUnreachable");
      }
    } finally {
      catalogue.close();
    }
    expect(proving).to.deep.equal([]);
  });

  it("reads a database only, and leaves nothing beside it", async () => {
    const path = await write("an SQLite file", truth);
    const names = readdirSync(workshop.at(""));
    await reconcile(path);
    expect(readdirSync(workshop.at("")).filter((name) => !names.includes(name))).to.deep.equal([]);

    await write("a PostgreSQL database", truth);
    const refusal = await refusalOf(() =>
      reconcile(postgres.url, { query: "DELETE FROM works RETURNING content_hash" }),
    );
    expect(refusal.message).to.include("read-only transaction");
  });

  it("says what is wrong with a source", async () => {
    writeFileSync(join(workshop.at(""), "rows.xlsx"), "");
    const codes = [
      ["rows.xlsx", "SourceFormatUnknown"],
      ["nothing.csv", "FileNotFound"],
      ["", "FileIsFolder"],
    ] as const;
    for (const [name, code] of codes) {
      expect((await refusalOf(() => reconcile(workshop.at(name)))).code).to.equal(code);
    }
    const url = "postgresql://registrar:secret-of-ours@127.0.0.1:1/articles";
    const { code, message } = await refusalOf(() => reconcile(url));
    expect(code).to.equal("DatabaseUnreachable");
    expect(message).to.include("127.0.0.1:1").and.not.include("secret");
    const query = "SELECT * FROM nothing";
    const failed = await refusalOf(() => reconcile(postgres.url, { query }));
    expect(failed.code).to.equal("QueryFailed");
    expect(failed.advice).to.contain("--query 'SELECT sha256 AS content_hash, owner FROM articles'");
  });

  for (const name of ["rows.csv", "rows.ndjson", "rows.jsonl"]) {
    it(`takes no query for ${name}, all of which is read`, async () => {
      const { path } = workshop.write(name, "content_hash\n");

      const refusal = await refusalOf(() => reconcile(path, { query: "SELECT * FROM works" }));

      expect(refusal).to.include({ code: "QueryOfText", exitCode: 2 });
      expect(refusal.message).to.equal(`${path} is a text, all of which is read: it takes no query`);
    });
  }
});

/** Alters, takes away, doubles and adds rows at random. @returns them, and what has to be found */
function plantedIn(
  truth: readonly Row[],
  random: Random,
): { rows: readonly Row[]; differences: readonly WorkDifference[] } {
  const rows: Row[] = [];
  const differences: WorkDifference[] = [];
  for (const row of truth) {
    const contentHash = row.contentHash ?? "";
    const number = rows.length + 1;
    const alter = (field: "owner" | "metadataHash" | "since" | "state", theirs: string | number): void => {
      const chain = row[field] ?? "none";
      rows.push({ ...row, [field]: theirs });
      differences.push({ kind: "altered", row: number, contentHash, field, theirs, chain });
    };
    const faults: readonly (() => void)[] = [
      () => alter("owner", "0x000000000000000000000000000000000000dEaD"),
      () => alter("metadataHash", `0x${"5".repeat(64)}`),
      () => alter("since", (row.since ?? 0) + 1),
      () => alter("state", "held"),
      () => {
        const { since = 0, state } = row;
        const stage = state as Extract<WorkDifference, { kind: "missing" }>["state"]; // as the list has it
        differences.push({ kind: "missing", contentHash, state: stage, since });
      },
      () => {
        rows.push(row, row);
        differences.push({ kind: "repeated", row: number + 1, contentHash });
      },
      () => {
        const stranger = someHash();
        rows.push({ ...row, contentHash: stranger }, row);
        differences.push({ kind: "extra", row: number, contentHash: stranger });
      },
    ];
    const fault = random.below(3) === 0 ? faults[random.below(faults.length)] : undefined;
    if (fault === undefined) rows.push(row);
    else fault();
  }
  return { rows, differences };
}
