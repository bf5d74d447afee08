#!/usr/bin/env bash
# Numbers in tests of contracts. With @nomicfoundation/hardhat-chai-matchers 2.1.2 expect(1n).to.equal(1) passes, and so do deep.equal, above
# and withArgs; include, members, oneOf, property and deep.include of chai 4.5.0 know nothing of it, and there 1 is not 1n. So an assertion
# that something is NOT among the numbers that a contract gave always passes, whatever it gave. And where a number is expected, a text
# is read as one: the empty text, or a blank, equals 0n, "0x05" and an address equal numbers, also deep in a list.
# Guess: two numbers are equal in all assertions or in none; a text is no number; a comparison that it cannot make is an error.
# For Colophon: what is not in a list of numbers is asserted by the whole list (deep.equal), and in numbers of one kind.
source "$(dirname "$0")/../shared/begin.sh"
packages @nomicfoundation/hardhat-chai-matchers@2.1.2 @nomicfoundation/hardhat-ethers@3.1.3 chai@4.5.0 ethers@6.17.0 hardhat@2.29.1

cat >hardhat.config.cjs <<'JS'
require("@nomicfoundation/hardhat-ethers");
require("@nomicfoundation/hardhat-chai-matchers");

module.exports = { solidity: "0.8.30" };
JS
cat >probe.cjs <<'JS'
process.env.HARDHAT_CONFIG = "hardhat.config.cjs";
process.env.HARDHAT_DISABLE_TELEMETRY_PROMPT = "true";
require("hardhat");
const { expect } = require("chai");

const ADDRESS = `0x${"00".repeat(19)}05`;
const CASES = {
  "expect(1n).to.equal(1)": () => expect(1n).to.equal(1),
  "expect([1n]).to.deep.equal([1])": () => expect([1n]).to.deep.equal([1]),
  "expect(2n).to.be.above(1)": () => expect(2n).to.be.above(1),
  "expect([1n]).to.include(1)": () => expect([1n]).to.include(1),
  "expect([1n]).to.not.include(1)": () => expect([1n]).to.not.include(1),
  "expect([1n]).to.have.members([1])": () => expect([1n]).to.have.members([1]),
  "expect([1n]).to.not.have.members([1])": () => expect([1n]).to.not.have.members([1]),
  "expect(1n).to.not.be.oneOf([1, 2])": () => expect(1n).to.not.be.oneOf([1, 2]),
  'expect({ status: 1n }).to.not.have.property("status", 1)': () => expect({ status: 1n }).to.not.have.property("status", 1),
  "expect({ status: 1n }).to.not.deep.include({ status: 1 })": () => expect({ status: 1n }).to.not.deep.include({ status: 1 }),
  'expect("").to.equal(0n)': () => expect("").to.equal(0n),
  'expect([" "]).to.deep.equal([0n])': () => expect([" "]).to.deep.equal([0n]),
  'expect("0x05").to.equal(5n)': () => expect("0x05").to.equal(5n),
  "expect(address).to.equal(5n)": () => expect(ADDRESS).to.equal(5n),
  'expect("0x").to.equal(0n)': () => expect("0x").to.equal(0n),
  'expect(5n).to.not.equal("five")': () => expect(5n).to.not.equal("five"),
  "expect(5n).to.not.equal(undefined)": () => expect(5n).to.not.equal(undefined),
  "expect(0n).to.equal(false)": () => expect(0n).to.equal(false),
};
for (const [text, run] of Object.entries(CASES)) {
  try {
    run();
    console.log(`passes: ${text}`);
  } catch {
    console.log(`fails: ${text}`);
  }
}
JS
node probe.cjs >seen

compare seen <<'SEEN'
passes: expect(1n).to.equal(1)
passes: expect([1n]).to.deep.equal([1])
passes: expect(2n).to.be.above(1)
fails: expect([1n]).to.include(1)
passes: expect([1n]).to.not.include(1)
fails: expect([1n]).to.have.members([1])
passes: expect([1n]).to.not.have.members([1])
passes: expect(1n).to.not.be.oneOf([1, 2])
passes: expect({ status: 1n }).to.not.have.property("status", 1)
passes: expect({ status: 1n }).to.not.deep.include({ status: 1 })
passes: expect("").to.equal(0n)
passes: expect([" "]).to.deep.equal([0n])
passes: expect("0x05").to.equal(5n)
passes: expect(address).to.equal(5n)
fails: expect("0x").to.equal(0n)
fails: expect(5n).to.not.equal("five")
fails: expect(5n).to.not.equal(undefined)
fails: expect(0n).to.equal(false)
SEEN
