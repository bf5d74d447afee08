import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { artifacts } from "hardhat";

import { codeIn, DOCUMENTS, read, ROOT, rowsOf } from "./markdown";

/** The contracts whose errors stand in docs/errors.md. */
const CONTRACTS = [
  "WorkRegistry",
  "PartyRegistry",
  "IdentityRegistry",
  "CredentialRegistry",
  "ForeignTitles",
  "Recovery",
  "KeyAccounts",
  "KeyAccount",
  "AccessManager",
  "Committee",
  "Seats",
];
const DOCUMENT = "docs/errors.md";
/** Where an entry stands: a heading of its own, or the first cell of a row. */
const ENTRY = /^(?:#### |\| )`(\w+\([^`]*\))`/gm;
/** The part on what the commands say, to the end of the document. */
const COMMANDS = "\n## Errors of the commands\n";
/** What stands in a quoted message for a path, a name or a number. */
const GAP = "…";

interface AbiEntry {
  readonly type: string;
  readonly name: string;
  readonly inputs: readonly { readonly name: string }[];
}

/** The errors of a contract with the names of their arguments: WorkRegistryNoOffer(workId). */
async function errorsOf(contract: string): Promise<string[]> {
  const { abi } = await artifacts.readArtifact(contract);
  // The file is Hardhat's, and its shape the compiler's.
  return (abi as AbiEntry[])
    .filter(({ type }) => type === "error")
    .map(({ name, inputs }) => `${name}(${inputs.map((input) => input.name).join(", ")})`);
}

async function allErrors(): Promise<Set<string>> {
  return new Set((await Promise.all(CONTRACTS.map(errorsOf))).flat());
}

/** The sources of some folders, in one text. */
function sourcesOf(...folders: string[]): string {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  return paths
    .filter((path) => path.endsWith(".ts"))
    .map(read)
    .join("\n");
}

/** The messages that document quotes, with gaps. */
function quotesIn(document: string): string[] {
  const [, commands = ""] = document.split(COMMANDS);
  return rowsOf(commands).flatMap(([first = ""]) => codeIn(first));
}

/** The first literals of `new ColophonError(...)`, with gaps where the code puts values. */
function messagesIn(code: string): string[] {
  const literals = code.matchAll(/new ColophonError\(\s*(?:"(?<plain>[^"]+)"|`(?<filled>(?:[^`$]|\$\{[^}]*\})+)`)/g);
  return [...literals].map(({ groups }) =>
    (groups?.["plain"] ?? groups?.["filled"] ?? "").replace(/\$\{[^}]*\}/g, GAP),
  );
}

/** Whether a quote is the message or a part of it, its gaps standing for anything. */
function quotes(quote: string, message: string): boolean {
  const parts = quote.split(GAP).map((part) => part.trim());
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*"), "s").test(message);
}

describe("docs/errors.md", () => {
  const text = read(DOCUMENT);
  const entries = [...text.matchAll(ENTRY)].map(([, entry = ""]) => entry);

  for (const contract of CONTRACTS) {
    it(`has every error of ${contract}, with its arguments`, async () => {
      const missing = (await errorsOf(contract)).filter((error) => !entries.includes(error));

      expect(missing).to.deep.equal([]);
    });
  }

  it("has no error that does not exist, and none twice", async () => {
    const errors = await allErrors();

    expect(entries.filter((entry) => !errors.has(entry))).to.deep.equal([]);
    expect(entries).to.have.length(new Set(entries).size);
  });

  it("quotes what the commands say as the code says it", () => {
    const code = sourcesOf("bin", "lib", "tasks", "deploy", "scripts");
    const parts = quotesIn(text).flatMap((quote) => quote.split(GAP));

    expect(parts.filter((part) => !code.includes(part.trim()))).to.deep.equal([]);
  });

  it("quotes every message of bin/, lib/, tasks/ and deploy/ that is more than its values", () => {
    const known = quotesIn(text);
    const messages = messagesIn(sourcesOf("bin", "lib", "tasks", "deploy")).filter((message) =>
      /[a-z]{3,} [a-z]{2,}/.test(message),
    );

    expect(messages).to.not.deep.equal([]);
    expect(messages.filter((message) => !known.some((quote) => quotes(quote, message)))).to.deep.equal([]);
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
