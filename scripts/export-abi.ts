/** Part of `npm run build`: keeps what the client knows of the contracts, so that it trusts no file for it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { main } from "./shared/main";

const ROOT = join(__dirname, "..");
const FOLDER = join(ROOT, "lib", "chain", "contracts", "abi");
const INDENT = 2;

const SOURCES = {
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
  Committee: "contracts/governance/Committee.sol",
  CredentialRegistry: "contracts/identity/CredentialRegistry.sol",
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
    const { abi, deployedBytecode } = JSON.parse(text) as { abi: unknown; deployedBytecode: unknown };
    await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify({ abi, deployedBytecode }, null, INDENT)}\n`);
  }
});
