const { readFileSync } = require("node:fs");

/** The share of our own contracts that the tests must reach. */
const FLOOR = { statements: 100, branches: 100, functions: 100, lines: 100 };

/** Throws, and so fails the run, where the tests reach less than the floor. */
function requireFloor() {
  const { total } = JSON.parse(readFileSync("coverage/coverage-summary.json", "utf8"));
  const short = Object.keys(FLOOR).filter(
    (measure) => total[measure].total === 0 || total[measure].pct < FLOOR[measure],
  );
  if (short.length === 0) return;

  const list = short.map((measure) => `${measure} ${total[measure].pct} % of at least ${FLOOR[measure]} %`).join(", ");
  throw new Error(`The tests reach too little of contracts/: ${list}. The table above names the lines.`);
}

// `npm run coverage` names the tests of the contracts. The others must not run here: those of lib/ compare bytecode with
// what is deployed, and those of the command line compile the contracts anew, without the counters.
module.exports = {
  // Without it OpenZeppelin's P256 has more variables than the stack has room for.
  configureYulOptimizer: true,
  solcOptimizerDetails: { yul: true, yulDetails: { stackAllocation: true, optimizerSteps: "" } },
  skipFiles: ["test"],
  istanbulReporter: ["text", "lcov", "json-summary"],
  onIstanbulComplete: requireFloor,
};
