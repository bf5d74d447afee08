import "./consortium";

import { task } from "hardhat/config";

import { ColophonError } from "../../lib/errors";
import { printError } from "../shared/command/action";
import { holdOutput } from "../shared/command/held-output";
import { isDeployRun } from "../shared/command/invocation";
import { checkDeployment } from "./check";

/** hardhat-deploy's own task, in words that everybody understands where it cannot begin or has to stop. */
task("deploy").setAction(async (args: { reset: boolean }, hre, runSuper) => {
  try {
    await checkDeployment(hre, args.reset);
    await inWords(() => runSuper(args));
  } catch (error) {
    // Other code that deploys is to know that it failed.
    if (!(error instanceof ColophonError) || !isDeployRun(process.argv)) throw error;
    printError(error, false);
  }
});

/** hardhat-deploy makes a text with a stack of what a script throws, and prints the error itself: that one is thrown here. */
async function inWords(run: () => Promise<unknown>): Promise<void> {
  const held = holdOutput("error");
  try {
    await run();
  } catch (error) {
    const own = held.errors.flat().find((word) => word instanceof ColophonError);
    if (own === undefined) throw error;
    held.drop();
    // It leaves its own line open.
    console.log();
    throw own;
  } finally {
    held.print();
  }
}
