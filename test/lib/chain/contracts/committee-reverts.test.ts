import { expect } from "chai";
import { ethers } from "hardhat";

import { governance } from "../../../../lib/chain/contracts/governance";
import { explainRevert } from "../../../../lib/chain/contracts/reverts";
import { COMMITTEE_SENTENCES } from "../../../../lib/chain/contracts/reverts/committee";

const ACCOUNT = "0x1111111111111111111111111111111111111111";

/** Errors that no command of ours can bring about. */
const WITHOUT_WORDS = ["SeatsFutureLookup"];

/** A value of each type that the errors have. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  address: ACCOUNT,
  bytes4: "0x12345678",
  bytes32: `0x${"22".repeat(32)}`,
  uint8: 3,
  uint32: 5,
  uint256: 1_800_000_000,
  tuple: [0, 0, 0, 0, 0],
};

describe("COMMITTEE_SENTENCES", () => {
  it("has every error of the Committee and its Seats that is of ours", async () => {
    const own: string[] = [];
    for (const contract of ["ICommittee", "ISeats"]) {
      const abi = (await ethers.getContractAt(contract, ACCOUNT)).interface;
      abi.forEachError(({ name }) => void own.push(name));
    }

    expect(Object.keys(COMMITTEE_SENTENCES)).to.include.members(own.filter((name) => !WITHOUT_WORDS.includes(name)));
  });

  for (const name of Object.keys(COMMITTEE_SENTENCES)) {
    it(`puts ${name} into words`, () => {
      const contract = Object.values(governance())
        .map((artifact) => artifact.contract)
        .find((candidate) => candidate.getError(name) !== null);
      const error = contract?.getError(name) ?? null;
      if (contract === undefined || error === null) throw new Error(`no contract has ${name}`);
      const values = error.inputs.map(({ baseType, type }) => SAMPLES[baseType === "tuple" ? "tuple" : type]);

      const explained = explainRevert(contract.encodeErrorResult(error, values));

      expect(explained.code).to.equal(name);
      for (const text of [explained.message, explained.advice ?? ""]) {
        expect(text).not.to.match(/undefined|\[object|The contract refused|NaN/);
      }
    });
  }
});
