import { examine } from "../../lib/chain/checks/doctor";
import { ColophonError } from "../../lib/errors";
import { action } from "../shared/command/action";
import { addAccount, addJson } from "../shared/command/params";
import { chainScope } from "../shared/command/scopes";
import { accountBook, signingAccount } from "../shared/open/accounts";
import { findDeploymentOf, openProvider } from "../shared/open/open";
import { table } from "../shared/print/output";

interface Args {
  readonly account?: string;
}

const MARKS = { ok: "ok", warning: "warning", failed: "FAILED" } as const;

addJson(addAccount(chainScope.task("doctor", "Says whether the network can carry Colophon, and what to do"))).setAction(
  action(async (args: Args, hre) => {
    // Where no node is of the chain that is configured, what is wrong with the others is still to be said.
    const { chainId } = hre.network.config;
    const provider = await openProvider(hre, chainId).catch(() => openProvider(hre, undefined));
    const deployment = await findDeploymentOf(hre);
    const account = await signingAccount(accountBook(hre), args.account, "publisher").catch((error: unknown) => {
      // That there is no account yet is a finding. One that was asked for by its name has to be there.
      if (args.account === undefined && error instanceof ColophonError && error.exitCode === 2) return undefined;
      throw error;
    });

    const findings = await examine({
      network: hre.network.name,
      provider,
      chainId: hre.network.config.chainId,
      deployment,
      account: account?.address,
    });

    const healthy = findings.every(({ verdict }) => verdict !== "failed");
    const rows = findings.map(({ check, verdict, found, advice }) => [
      MARKS[verdict],
      check,
      advice === undefined ? found : `${found}. ${advice}`,
    ]);
    const text = table(["Verdict", "Check", "Found"], rows);
    return { result: { healthy, findings }, text, ...(healthy ? {} : { exitCode: 3 as const }) };
  }),
);
