import "./consortium";

import { task } from "hardhat/config";

import { explain } from "../../lib/chain/contracts/failures";
import { ColophonError } from "../../lib/errors";
import { printError } from "../shared/command/action";
import { holdOutput } from "../shared/command/held-output";
import { isDeployRun } from "../shared/command/invocation";
import { checkDeployment } from "./check";
import { checkTags } from "./tags";

interface Args {
  readonly reset: boolean;
  readonly tags?: string;
  readonly deployScripts?: string;
}

/** hardhat-deploy's own task, in words that everybody understands where it cannot begin or has to stop. */
task("deploy").setAction(async (args: Args, hre, runSuper) => {
  try {
    if (args.tags !== undefined) await checkTags(args.tags, [args.deployScripts ?? hre.config.paths.deploy].flat());
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
    // What Hardhat itself throws is said in words where commands end.
    if (error instanceof Error && error.name === "HardhatError") throw error;
    const errors = held.errors.flat().filter((word) => word instanceof Error);
    const own = errors.find((word) => word instanceof ColophonError);
    held.drop();
    // It leaves its own line open.
    console.log();
    throw own ?? explain(errors[0] ?? error) ?? stopped(errors[0] ?? error);
  } finally {
    held.print();
  }
}

function stopped(cause: unknown): ColophonError {
  const reason = reasonIn(cause instanceof Error ? cause.message : String(cause));
  return new ColophonError(`The deployment stopped: ${reason}`, {
    code: "DeploymentStopped",
    advice: "Run the same command again: nothing is deployed twice. Where it stopped is shown by --show-stack-traces.",
    cause,
  });
}

/** The first line of an error's words; of what hardhat-deploy makes of a script's error, which names the script first, that of the error. */
function reasonIn(words: string): string {
  const [first = "", second = ""] = words.split("\n", 2);
  return first.startsWith("ERROR processing ") ? second.replace(/^\w*Error: /, "") : first;
}
