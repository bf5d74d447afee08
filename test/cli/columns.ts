import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import stringWidth from "string-width";

import { COLUMNS } from "../../tasks/shared/print/output";
import { COLOPHON } from "../bin/colophon";
import { documentOf } from "./shared/outcome";
import { start } from "./shared/processes";
import type { Stage } from "./shared/stage";

const LONG_TITLE = "The history of the lighthouse and of those who kept it through four winters, told anew "
  .repeat(3)
  .trim();
const CHINESE_TITLE = "渔市行情与灯塔的历史".repeat(12);
/** What may be longer: a name at most, and then one word, which is a path, a hash or a URI. */
const ONE_WORD = /^(?:\S+(?: \S+)* {2,}| *)(?:\S*\/\S*|0x\S+|nih:\S+)$/;

/** That what is read fits 80 columns. */
export function fits80Columns(stage: () => Stage): void {
  describe("what is read, in 80 columns", () => {
    /** The lines of the commands that read, but for the command itself. */
    let lines: readonly string[];
    before(async () => {
      const { folder, files } = writeFolder(stage());
      const [registered, anchored] = files;
      const list = stage().file(files.slice(0, 2).join("\n")).path;
      const registers = [
        `work register-batch --from ${folder} --account aurora --json`,
        `work register --file ${registered} --account aurora --json`,
      ];
      const [first] = await Promise.all([stage().run(registers[0] ?? "")]);
      await stage().run(registers[1] ?? "");
      const { batch } = JSON.parse(first.stdout) as { batch: string };
      const { work, deed } = await stage().offered();
      await stage().run(`order hold --file ${registered} --order ${deed.path}`);
      await stage().run("recovery guardians --guardians guardian,publisher --threshold 2 --account aurora");
      await stage().run(`party renew --party aurora --until 900d --account accreditor`);
      const unknown = stage().file().path;
      lines = [
        ...[registered, anchored, unknown, work.path].flatMap((file) => [
          ...["show", "history", "verify", "versions"].map((task) => `work ${task} --file ${file}`),
          `title show --file ${file}`,
        ]),
        ...[`work describe --file ${registered}`, "work list", "work index", `work verify --from ${folder}`],
        ...[`work verify ${files.join(" ")}`, `work register-batch --from ${list} --format list --account aurora`],
        ...["batch list", `batch show --batch ${batch}`, `batch show --batch ${batch} --file ${anchored}`],
        ...[`batch check --batch ${batch}`, "status", "party show --party aurora", "party show --party guardian"],
        ...["party show --party accreditor", "party list", "party accreditors"],
        ...[
          "account list",
          "account show --account aurora",
          "chain doctor",
          `work register-batch --from ${folder} --dry-run`,
        ],
        ...["order list", `order list --file ${registered}`, `order release --file ${registered} --order ${deed.path}`],
        ...["recovery approve --lost aurora --to borealis", "recovery show --lost aurora"],
        ...[`title decline --file ${work.path} --deed ${deed.path} --account borealis`],
      ];
    });

    it("is no line longer, but for a path or a hash alone", async () => {
      const tooLong: Record<string, readonly string[]> = {};
      for (const line of lines) {
        const { stdout, code, stderr } = await stage().run(line);

        expect([0, 3], `${line}: ${stderr}`).to.include(code);
        expect(stdout.trim(), line).to.not.equal("");
        const long = stdout.split("\n").filter((each) => stringWidth(each) > COLUMNS && !ONE_WORD.test(each));
        if (long.length > 0) tooLong[line] = long;
      }
      expect(tooLong).to.deep.equal({});
    });

    it("says how many parties there are, and about how many works an order decides", async () => {
      const [{ parties }, { orders }] = [
        { parties: documentOf(await stage().run("party list --json")) as { accredited: boolean }[] },
        documentOf(await stage().run("order list --json")) as { orders: { decisions: unknown[] }[] },
      ];
      const active = parties.filter(({ accredited }) => accredited).length;

      const [listed, given] = [await stage().run("party list"), await stage().run("order list")];

      expect(active).to.be.greaterThan(1);
      expect(listed.stdout.split("\n", 1)).to.deep.equal([
        `${parties.length} accounts, of which ${active} are accredited now`,
      ]);
      expect(given.stdout.match(/^ {2}\d+ decisions?$/gm)).to.deep.equal(
        orders.map(({ decisions: { length } }) => `  ${length} decision${length === 1 ? "" : "s"}`),
      );
    });

    it("keeps every hash and path whole in work list, and has all of it in --csv", async () => {
      const { stdout } = await stage().run("work list --limit 100");
      const csv = await stage().run("work list --limit 100 --csv");

      const [head, ...rows] = csv.stdout.trim().split("\n");
      expect(head).to.match(/^contentHash,state,since,finalAt,owner,path,size,title,author,/);
      expect(rows).to.have.length.greaterThan(2);
      for (const row of rows) {
        const [hash = "", state = ""] = row.split(",");
        expect(stdout.split("\n")).to.include(`${hash}  ${state}`);
      }
      expect(csv.stdout).to.contain(LONG_TITLE).and.to.contain(CHINESE_TITLE);
    });

    it("says of a page behind the last which is the last, and where there is none that there is no such work", async () => {
      const works = documentOf(await stage().run("work list --limit 1000 --json")) as unknown[];

      const behind = await stage().run("work list --limit 2 --page 700");
      const none = await stage().run("work list --search nowhereatall --page 2");
      const last = await stage().run(`work list --limit 2 --page ${Math.ceil(works.length / 2)}`);

      expect(behind.stdout).to.equal(`There is no page 700: the last is ${Math.ceil(works.length / 2)}\n`);
      expect(none.stdout).to.equal("There is no page 2: there is no such work\n");
      expect(last.stdout)
        .to.match(/^0x[0-9a-f]{64} {2}/)
        .and.not.contain("There are more");
      expect([behind.code, none.code, last.code]).to.deep.equal([0, 0, 0]);
    });

    it("verifies the paths that stdin names", async () => {
      const [anchored, unknown] = [writeFolder(stage()).files[1] ?? "", stage().file().path];
      const words = ["work", "verify", "--from", "-", "--csv"];

      const { code, stdout } = await start([COLOPHON, ...words], stage().settings, {
        input: `${anchored}\n${unknown}\n`,
      }).ended;

      expect(code).to.equal(3);
      const rows = stdout.trim().split("\n");
      expect(rows[0]).to.match(/^file,answer,contentHash,since,/);
      expect(rows.slice(1).map((row) => row.split(",").slice(0, 2))).to.deep.equal([
        [anchored, "ANCHORED"],
        [unknown, "NOT REGISTERED"],
      ]);
    });
  });
}

/** A folder of three works with long titles, the same at every call. */
function writeFolder(stage: Stage): { folder: string; files: readonly string[] } {
  const folder = stage.at("a-folder-with-a-name-that-is-longer-than-most/and-another-one-in-it");
  mkdirSync(folder, { recursive: true });
  const files = [LONG_TITLE, CHINESE_TITLE, "Short"].map((title, index) => {
    const file = join(folder, `a-file-with-a-name-that-is-longer-than-most-names-${index}.txt`);
    writeFileSync(file, `${title}\n`);
    const metadata = {
      "@context": "https://schema.org",
      "@type": "Book",
      name: title,
      author: { "@type": "Person", name: "Aurélie de la Tour du Phare et de la Mer qui n'a pas de Fin" },
    };
    writeFileSync(`${file}.metadata.json`, JSON.stringify(metadata));
    return file;
  });
  return { folder, files };
}
