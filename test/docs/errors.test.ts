import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { artifacts } from "hardhat";

import { codeIn, DOCUMENTS, read, ROOT, rowsOf } from "./markdown";

/** The contracts whose errors stand in docs/errors.md. */
const CONTRACTS = ["WorkRegistry", "PartyRegistry", "AccessManager"];
const DOCUMENT = "docs/errors.md";
/** Where an entry stands: a heading of its own, or the first cell of a row. */
const ENTRY = /^(?:#### |\| )`(\w+\([^`]*\))`/gm;
/** The part on what the commands say, to the end of the document. */
const COMMANDS = "\n## Errors of the commands\n";
const GAP = "…";
/** Fewer quotes than this, and the tables are no longer read as they are meant. */
const FEWEST_QUOTES = 40;

interface AbiEntry {
  readonly type: string;
  readonly name: string;
  readonly inputs: readonly { readonly name: string }[];
}

/** The errors of a contract with the names of their arguments: WorkRegistryNoOffer(workId). */
async function errorsOf(contract: string): Promise<string[]> {
  const { abi } = await artifacts.readArtifact(contract);
  return (abi as AbiEntry[])
    .filter(({ type }) => type === "error")
    .map(({ name, inputs }) => `${name}(${inputs.map((input) => input.name).join(", ")})`);
}

async function allErrors(): Promise<Set<string>> {
  return new Set((await Promise.all(CONTRACTS.map(errorsOf))).flat());
}

/** The sources of everything that speaks to a person, in one text. */
function sources(): string {
  return ["lib", "tasks", "scripts"]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((f) => join(folder, f)),
    )
    .filter((path) => path.endsWith(".ts"))
    .map(read)
    .join("\n");
}

describe("docs/errors.md", () => {
  const text = read(DOCUMENT);
  const entries = [...text.matchAll(ENTRY)].map(([, entry = ""]) => entry);

  for (const contract of CONTRACTS) {
    it(`has every error of ${contract}, with its arguments`, async () => {
      expect(entries).to.include.members(await errorsOf(contract));
    });
  }

  it("has no error that does not exist, and none twice", async () => {
    const errors = await allErrors();

    expect(entries.filter((entry) => !errors.has(entry))).to.deep.equal([]);
    expect(entries).to.have.length(new Set(entries).size);
  });

  it("quotes what the commands say as the code says it", () => {
    const code = sources();
    const [, commands = ""] = text.split(COMMANDS);
    const quotes = rowsOf(commands).flatMap(([first = ""]) => codeIn(first));

    const unsaid = quotes.flatMap((quote) => quote.split(GAP)).filter((part) => !code.includes(part.trim()));

    expect(quotes).to.have.length.greaterThan(FEWEST_QUOTES);
    expect(unsaid).to.deep.equal([]);
  });
});

describe("the documents", () => {
  for (const document of DOCUMENTS) {
    it(`name no error in ${document} that does not exist`, async () => {
      const names = new Set([...(await allErrors())].map((error) => error.replace(/\(.*/, "")));

      const named = codeIn(read(document)).flatMap(
        (code) => code.match(/^(?:\w+Registry|AccessManage[rd])[A-Z]\w+/g) ?? [],
      );

      expect(named.filter((name) => !names.has(name))).to.deep.equal([]);
    });
  }
});
