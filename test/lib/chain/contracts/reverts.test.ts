import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { id, Interface } from "ethers";
import { config, ethers } from "hardhat";

import { ARTIFACTS, INTERFACES, MODULES } from "../../../../lib/chain/contracts/artifacts";
import { explain, revertDataOf } from "../../../../lib/chain/contracts/failures";
import { EXPLAINED_ERRORS, explainRevert } from "../../../../lib/chain/contracts/reverts";
import { FUNCTION_ROLES } from "../../../../lib/chain/contracts/roles";
import type { ColophonError } from "../../../../lib/errors";
import { setStage } from "../../shared/stage";
import { PROVOKED_OF_CREDENTIALS } from "./provoked-credential-reverts";
import { PROVOKED_OF_IDENTITIES } from "./provoked-identity-reverts";
import { PROVOKED_OF_KEYS } from "./provoked-key-reverts";
import { PROVOKED as PROVOKED_OF_REGISTRIES } from "./provoked-reverts";

const PROVOKED = {
  ...PROVOKED_OF_REGISTRIES,
  ...PROVOKED_OF_IDENTITIES,
  ...PROVOKED_OF_CREDENTIALS,
  ...PROVOKED_OF_KEYS,
};

const OWN = [
  ...(["WorkRegistry", "PartyRegistry", "IdentityRegistry", "CredentialRegistry", "Recovery"] as const),
  ...(["KeyAccounts", "KeyAccount"] as const),
] as const;
const CONTRACTS = [...OWN, "AccessManager", "ForeignTitles"] as const;

const SOURCE = id("a source");
/** What proofs of other chains' titles meet, which test/certificates brings about. */
const OF_FOREIGN_TITLES: Readonly<Record<string, { values: readonly unknown[]; message: string }>> = {
  RLPInvalidEncoding: {
    values: [],
    message: "The proof leads to nothing: its way ends where no title is, or a part of it is damaged",
  },
  ForeignTitlesUnknownSource: {
    values: [SOURCE],
    message: "The registry that the certificate is of is not believed here",
  },
  ForeignTitlesNotNewer: {
    values: [SOURCE, id("a work"), 7, 8],
    message: `The title of ${id("a work")} is known here as of block 8, and this proof is of block 7`,
  },
  ForeignTitlesStranger: {
    values: [SOURCE, 1, "0x1111111111111111111111111111111111111111"],
    message:
      "0x1111111111111111111111111111111111111111 is not among those who are believed in term 1 of the source, or signed something else",
  },
  ForeignTitlesTooFew: {
    values: [SOURCE, 1, 2, 3],
    message: "2 of those who are believed in term 1 of the source have signed, and it takes 3",
  },
  ForeignTitlesOtherTerm: {
    values: [SOURCE, 1, 9],
    message: "Those of term 1 of the source do not vouch for its block 9",
  },
};

/** What no state of the contracts can bring about: told from the error alone. */
const UNPROVOKED: Readonly<Record<string, { values: readonly unknown[]; message: string }>> = {
  AccessManagedRequiredDelay: {
    values: ["0x1111111111111111111111111111111111111111", 60],
    message:
      "The role of 0x1111111111111111111111111111111111111111 asks for a delay of 60 s between scheduling and doing this",
  },
  AccountBalanceOverflow: { values: [], message: "The account holds as many titles as the registry can count" },
  CheckpointUnorderedInsertion: {
    values: [],
    message: "The chain's time went back behind the newest change of an accreditation or of a seat",
  },
  CloneArgumentsTooLong: { values: [], message: "The key is too long for an account" },
  Create2EmptyBytecode: { values: [], message: "No code was given for the account" },
  FailedDeployment: { values: [], message: "The account could not be made" },
  InsufficientBalance: { values: [1, 2], message: "A balance of 1 wei is less than 2" },
  InvalidShortString: { values: [], message: "The name is too long for its place" },
  StringTooLong: { values: ["Colophon"], message: "The name is too long for its place: Colophon" },
  AccessManagerUnauthorizedAccount: {
    values: ["0x1111111111111111111111111111111111111111", 0],
    message: "The account 0x1111111111111111111111111111111111111111 does not hold the role ADMIN, which this needs",
  },
  TokenAlreadyExists: { values: [], message: "The work is already registered" },
  TransferToZeroAddress: { values: [], message: "A title cannot move to the zero address" },
};

const TOLD = { ...UNPROVOKED, ...OF_FOREIGN_TITLES };

async function errorsOf(contractName: string): Promise<string[]> {
  const names: string[] = [];
  (await ethers.getContractFactory(contractName)).interface.forEachError(({ name }) => names.push(name));
  return names;
}

/** No word of what only a program can read. */
function expectWords({ message, advice = "" }: ColophonError): void {
  for (const text of [message, advice]) {
    expect(text).not.to.match(/0x[0-9a-f]{8}(?![0-9a-f])/i, "a selector");
    expect(text).not.to.match(/\n|\bat .*:\d+:\d+/, "a stack");
    expect(text).not.to.match(/revert|CALL_EXCEPTION|undefined|\[object/, "a program's word");
  }
}

describe("EXPLAINED_ERRORS", () => {
  for (const contractName of OWN) {
    it(`has every error of the ${contractName}`, async () => {
      expect(EXPLAINED_ERRORS).to.include.members(await errorsOf(contractName));
    });
  }

  it("has no error that no contract has", async () => {
    const known = (await Promise.all(CONTRACTS.map(errorsOf))).flat();

    expect(known).to.include.members([...EXPLAINED_ERRORS]);
  });

  it("is told here whole: by a revert of the chain, or, where none can be had, by the error alone", () => {
    expect([...Object.keys(PROVOKED), ...Object.keys(TOLD)]).to.have.members([...EXPLAINED_ERRORS]);
  });

  it("is explained in docs/errors.md, every error by its name", () => {
    const text = readFileSync(join(config.paths.root, "docs", "errors.md"), "utf8");

    expect(EXPLAINED_ERRORS.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).to.deep.equal([]);
  });
});

describe("explain, of what the chain refuses", () => {
  for (const [errorName, provoke] of Object.entries(PROVOKED)) {
    it(`puts ${errorName} into words`, async () => {
      const stage = await setStage();
      const { ask, message, advice } = await provoke(stage);

      const thrown: unknown = await ask().then(
        () => undefined,
        (error: unknown) => error,
      );

      const data = revertDataOf(thrown);
      if (data === undefined) throw new Error("no revert came", { cause: thrown });
      expect(INTERFACES.map((contract) => contract.parseError(data)?.name)).to.include(errorName);
      const explained = explain(thrown);
      if (explained === undefined) throw new Error("there are no words for it");
      expect(explained.message).to.equal(message);
      expect(explained.advice).to.equal(advice);
      expect(explained.exitCode).to.equal(1);
      expectWords(explained);
    });
  }
});

describe("explainRevert", () => {
  for (const [errorName, { values, message }] of Object.entries(TOLD)) {
    it(`puts ${errorName} into words`, async () => {
      const contract = INTERFACES.find((candidate) => candidate.getError(errorName) !== null);
      if (contract === undefined) throw new Error("no contract has it");

      const explained = explainRevert(contract.encodeErrorResult(errorName, values));

      expect(explained.message).to.equal(message);
      expect(explained.exitCode).to.equal(1);
      expectWords(explained);
    });
  }

  it("names the role that every restricted function asks for", () => {
    const caller = "0x1111111111111111111111111111111111111111";
    for (const name of ["WorkRegistry", "PartyRegistry", "Recovery", "ForeignTitles"] as const) {
      const { contract } = { ...ARTIFACTS, ...MODULES }[name];
      const revert = contract.encodeErrorResult("AccessManagedUnauthorized", [caller]);
      for (const [called, role] of Object.entries(FUNCTION_ROLES[name])) {
        expect(explainRevert(revert, contract.getFunction(called)?.selector).message).to.equal(
          `The account ${caller} does not hold the role ${role}, which this needs`,
        );
      }
    }
  });

  it("names an error that has no sentence, with its values", () => {
    const explained = explainRevert(ARTIFACTS.AccessManager.contract.encodeErrorResult("AccessManagerLockedRole", [1]));

    expect(explained.message).to.equal("The contract refused: AccessManagerLockedRole(1)");
    expect(explained.advice).to.equal(undefined);
  });

  it("says what a plain revert says, and the number of a panic", () => {
    const builtIn = new Interface(["error Error(string)", "error Panic(uint256)"]);

    const plain = explainRevert(builtIn.encodeErrorResult("Error", ["no such thing"]));
    const panic = explainRevert(builtIn.encodeErrorResult("Panic", [0x11]));

    expect(plain.message).to.equal("The contract refused: Error(no such thing)");
    expect(panic.message).to.equal("The contract refused: Panic(17)");
  });

  it("does not print the data of an error that it does not know", () => {
    const explained = explainRevert(id("Unknown()").slice(0, 10));

    expect(explained.message).to.equal("The contract refused without a reason that this version knows");
    expect(explained.advice).to.equal("Compare the deployed contracts with this version: npx hardhat chain doctor");
    expectWords(explained);
  });
});
