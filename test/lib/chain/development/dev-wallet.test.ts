import { expect } from "chai";
import { ethers } from "hardhat";

import {
  DEV_ACCOUNTS,
  DEV_ADDRESSES,
  type DevAccountName,
  isDevAccount,
} from "../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";

// Object.keys forgets that these are the names.
const NAMES = Object.keys(DEV_ACCOUNTS) as DevAccountName[];

describe("devWallet", () => {
  it("is the account of the chain that has the name's number", async () => {
    const signers = await ethers.getSigners();

    for (const name of NAMES) expect(devWallet(name).address, name).to.equal(signers[DEV_ACCOUNTS[name]]?.address);
  });
});

describe("DEV_ADDRESSES", () => {
  it("are the addresses of the keys", () => {
    for (const name of NAMES) expect(DEV_ADDRESSES[name], name).to.equal(devWallet(name).address);
  });
});

describe("isDevAccount", () => {
  it("knows the names of the development accounts", () => {
    expect(NAMES.every(isDevAccount)).to.equal(true);
  });

  it("knows no other name, and none that every object has", () => {
    for (const name of ["", "Aurora", "press", "constructor", "toString", "__proto__"]) {
      expect(isDevAccount(name), name).to.equal(false);
    }
  });
});
