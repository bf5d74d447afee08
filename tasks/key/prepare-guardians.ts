import { recoveryOf } from "../../lib/recovery/recovery";
import { action } from "../shared/command/action";
import { keyScope } from "../shared/command/scopes";
import { addGuardians, type GuardiansArgs, guardiansIn } from "../shared/open/guardians";
import { findModuleOf } from "../shared/open/open";
import { addPrepare, prepare, type PrepareArgs } from "./prepare";

interface Args extends PrepareArgs, GuardiansArgs {}

const definition = keyScope.task(
  "prepare-guardians",
  "Writes what a key signs to name who may give its account a successor",
);

addPrepare(addGuardians(definition)).setAction(
  action(async (args: Args, hre) =>
    prepare(args, hre, async ({ colophon }) => {
      const recovery = recoveryOf(colophon, await findModuleOf(hre, "Recovery"));
      const call = recovery.setGuardians.populateTransaction(...(await guardiansIn(args, colophon.chainId)));
      return { call: await call };
    }),
  ),
);
