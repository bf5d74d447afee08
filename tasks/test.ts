import { join, sep } from "node:path";

import { TASK_TEST_GET_TEST_FILES } from "hardhat/builtin-tasks/task-names";
import { subtask } from "hardhat/config";

/** The suite of the consortium network takes ten minutes and Go, so it runs only where its files are named. */
subtask(TASK_TEST_GET_TEST_FILES, async (args: { testFiles: string[] }, { config }, runSuper): Promise<string[]> => {
  const files = (await runSuper(args)) as string[];
  const suite = join(config.paths.tests, "consortium", sep);
  return args.testFiles.length > 0 ? files : files.filter((file) => !file.startsWith(suite));
});
