import { task } from "hardhat/config";

import { checkDeployment } from "../scripts/deploy/check";
import { printError } from "./shared/action";

/** hardhat-deploy's own task, after a look at what would make it fail in words that nobody understands. */
task("deploy").setAction(async (args: { reset: boolean }, hre, runSuper) => {
  try {
    await checkDeployment(hre, args.reset);
  } catch (error) {
    await printError(error, false);
    return;
  }
  await runSuper(args);
});
