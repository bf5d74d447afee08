/** Part of `npm run build`: keeps what the client knows of the contracts, so that it trusts no file for it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type EventFragment, Interface, type JsonFragment } from "ethers";

import { main } from "./shared/main";

const ROOT = join(__dirname, "..");
const FOLDER = join(ROOT, "lib", "chain", "contracts", "abi");
const INDENT = 2;

const SOURCES = {
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
  Committee: "contracts/governance/Committee.sol",
  CredentialRegistry: "contracts/identity/CredentialRegistry.sol",
  ForeignTitles: "contracts/certificates/ForeignTitles.sol",
  IdentityRegistry: "contracts/identity/IdentityRegistry.sol",
  KeyAccount: "contracts/identity/KeyAccount.sol",
  KeyAccounts: "contracts/identity/KeyAccounts.sol",
  PartyRegistry: "contracts/parties/PartyRegistry.sol",
  Recovery: "contracts/identity/Recovery.sol",
  Seats: "contracts/governance/Seats.sol",
  WorkRegistry: "contracts/registry/WorkRegistry.sol",
};

main(async () => {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, source] of Object.entries(SOURCES)) {
    const text = await readFile(join(ROOT, "artifacts", source, `${name}.json`), "utf8");
    // The file is Hardhat's.
    const { abi, deployedBytecode } = JSON.parse(text) as { abi: JsonFragment[]; deployedBytecode: unknown };
    await write(name, { abi, deployedBytecode });
    if (name === "WorkRegistry") await write("work-events", workEvents(abi));
  }
});

async function write(name: string, content: object): Promise<void> {
  await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify(content, null, INDENT)}\n`);
}

/** The events of a work's history by their first topics, with the names and types of their values: those with a `previousBlock`. */
function workEvents(abi: JsonFragment[]): object {
  const fragments: EventFragment[] = [];
  new Interface(abi).forEachEvent((fragment) => fragments.push(fragment));
  const described = fragments
    .filter(({ inputs }) => inputs.some(({ name }) => name === "previousBlock"))
    .map(({ topicHash, name, inputs }) => [
      topicHash,
      {
        name,
        inputs: inputs.map((input) => ({ name: input.name, type: input.type, indexed: input.indexed === true })),
      },
    ]);
  return Object.fromEntries(described) as object; // of the pairs above
}
