import { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } from "hardhat/builtin-tasks/task-names";
import { subtask } from "hardhat/config";
import type { SolcBuild } from "hardhat/types";

/** The compiler is the npm package `solc`: nothing is downloaded, and the lockfile pins it. */
subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, "Gives the compiler from node_modules", async (): Promise<SolcBuild> => {
  const { version } = await import("solc/package.json");
  // The package has no types; this is the one function of it that is used.
  const { default: solc } = (await import("solc")) as { default: { version(): string } };
  return {
    version,
    longVersion: solc.version(),
    compilerPath: require.resolve("solc/soljson.js"),
    isSolcJs: true,
  };
});
