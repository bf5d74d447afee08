import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { config } from "hardhat";

import { OUTCOMES, PARTY_KINDS, PARTY_STATUSES, TITLE_STATUSES } from "../../../../lib/chain/contracts/enums";

/** The members of an enumeration in the contracts' source, in words: InForce is "in force". */
function membersOf(file: string, enumeration: string): string[] {
  const source = readFileSync(join(config.paths.sources, file), "utf8");
  const body = new RegExp(`enum ${enumeration} \\{(?<members>[^}]*)\\}`).exec(source)?.groups?.["members"] ?? "";
  const words = (member: string): string => member.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return body.split(",").map((member) => words(member.trim()));
}

describe("TITLE_STATUSES, OUTCOMES, PARTY_KINDS and PARTY_STATUSES", () => {
  it("are the enumerations of the contracts, in their order", () => {
    expect([...TITLE_STATUSES]).to.deep.equal(membersOf("registry/ITitles.sol", "TitleStatus"));
    expect([...OUTCOMES]).to.deep.equal(membersOf("registry/IWorkRegistry.sol", "Outcome"));
    expect([...PARTY_KINDS]).to.deep.equal(membersOf("parties/IAccreditors.sol", "PartyKind"));
    expect([...PARTY_STATUSES]).to.deep.equal(membersOf("parties/IPartyRegistry.sol", "PartyStatus"));
  });
});
