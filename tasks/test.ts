import { join, sep } from "node:path";

import { TASK_TEST_GET_TEST_FILES } from "hardhat/builtin-tasks/task-names";
import { subtask } from "hardhat/config";

/** Suites that take minutes, or a tool that not everybody has, run only where their files are named. */
const ON_DEMAND = ["consortium", "faults", "portal"];

subtask(TASK_TEST_GET_TEST_FILES, async (args: { testFiles: string[] }, { config }, runSuper): Promise<string[]> => {
  const files = (await runSuper(args)) as string[];
  if (args.testFiles.length > 0) return files;
  const folders = ON_DEMAND.map((name) => join(config.paths.tests, name, sep));
  return files.filter((file) => file.endsWith(".test.ts") && !folders.some((folder) => file.startsWith(folder)));
});
