import { recoveryOf } from "../../lib/recovery/recovery";
import { action } from "../shared/command/action";
import { keyScope } from "../shared/command/scopes";
import { findModuleOf } from "../shared/open/open";
import { addPrepare, prepare, type PrepareArgs } from "./prepare";

const definition = keyScope.task(
  "prepare-veto",
  "Writes what a key signs to end the recovery of its account, before the delay is over",
);

addPrepare(definition).setAction(
  action(async (args: PrepareArgs, hre) =>
    prepare(args, hre, async ({ colophon }) => {
      const recovery = recoveryOf(colophon, await findModuleOf(hre, "Recovery"));
      return { call: await recovery.veto.populateTransaction() };
    }),
  ),
);
