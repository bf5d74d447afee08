#!/usr/bin/env bash
# hardhat-chai-matchers 2.1.2 with Hardhat 2.29.1 replaces chai's equal, above, length and their like for values of all kinds:
# each of them asks whether it was given a number of one of three packages, and loads these by their names, each time. Node
# remembers such a name for one module alone, and never that there is nothing: one `expect("a").to.equal("a")` asks for ethers six
# times and for bignumber.js, which nobody has, twice. A deep comparison makes a BigInt of every text in it, and catches what that
# throws. It comes to 0.1 to 0.4 ms for an assertion, and 15 microseconds for each text in a deep one, where chai alone takes one or two.
# Guess: the matchers do nothing until something of a contract is asserted.
# For Colophon: tests that compare thousands of values gather what differs and assert once.
source "$(dirname "$0")/../shared/begin.sh"
packages hardhat@2.29.1 @nomicfoundation/hardhat-chai-matchers@2.1.2 @nomicfoundation/hardhat-ethers@3.1.3 ethers@6.16.0 chai@4.5.0

mkdir test
cat >test/count.js <<'JS'
const Module = require("node:module");
const { expect } = require("chai");

const real = Module._load;
const { BigInt: RealBigInt } = globalThis;
/** How often each package is asked for meanwhile, and something no number is made a number. */
function asked(assert) {
  const counts = {};
  const count = (name) => (counts[name] = (counts[name] ?? 0) + 1);
  Module._load = function (name, ...rest) {
    count(name);
    return real.call(this, name, ...rest);
  };
  globalThis.BigInt = (value) => {
    try {
      return RealBigInt(value);
    } catch (error) {
      count(error.name);
      throw error;
    }
  };
  try {
    assert();
  } finally {
    Module._load = real;
    globalThis.BigInt = RealBigInt;
  }
  return JSON.stringify(counts);
}

it("counts", () => {
  // What is there is loaded once.
  expect("a").to.equal("a");
  console.log(`a text: ${asked(() => expect("a").to.equal("a"))}`);
  console.log(`a length: ${asked(() => expect([7]).to.have.length(1))}`);
  console.log(`true: ${asked(() => expect(true).to.be.true)}`);
  const texts = Array.from({ length: 100 }, (_, index) => `text ${index}`);
  console.log(`a hundred texts: ${asked(() => expect([...texts]).to.deep.equal(texts))}`);
});
JS
echo 'require("@nomicfoundation/hardhat-chai-matchers"); module.exports = { solidity: "0.8.30" };' >hardhat.config.js
export HARDHAT_DISABLE_TELEMETRY_PROMPT=true
npx hardhat test --no-compile 2>&1 | grep ': {' >seen

compare seen <<'SEEN'
a text: {"ethers":6,"bn.js":2,"bignumber.js":2}
a length: {"ethers":1,"bn.js":1,"bignumber.js":1}
true: {}
a hundred texts: {"deep-eql":1,"ethers":1,"bn.js":1,"bignumber.js":1,"SyntaxError":100}
SEEN
