import { type NamedAccount, requireAddress } from "../../lib/accounts/accounts";
import { examine, type Finding } from "../../lib/chain/checks/doctor";
import { isForTrying } from "../../lib/chain/development/for-trying";
import { defaultAccount } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { action } from "../shared/command/action";
import { clock } from "../shared/command/clock";
import { addAccount, addJson } from "../shared/command/params";
import { chainScope } from "../shared/command/scopes";
import { accountBook, signingAccount } from "../shared/open/accounts";
import { findDeploymentOf, findModulesOf, openProvider } from "../shared/open/open";
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
      // That none signs, or which of several, is a finding. One that was asked for by its name has to be there.
      if ((args.account ?? defaultAccount()) === undefined && error instanceof ColophonError) return error;
      throw error;
    });

    const findings = await examine({
      network: hre.network.name,
      provider,
      chainId: hre.network.config.chainId,
      deployment,
      modules: await findModulesOf(hre),
      account: account instanceof ColophonError ? account : whoIs(account),
      isForTrying: isForTrying(hre.network),
      now: clock(),
    });

    const healthy = findings.every(({ verdict }) => verdict !== "failed");
    return { result: { healthy, findings }, text: textOf(findings), ...(healthy ? {} : { exitCode: 3 as const }) };
  }),
);

/** An account's address, or what says that its file does not tell. */
function whoIs(account: NamedAccount): string | ColophonError {
  try {
    return requireAddress(account);
  } catch (error) {
    if (error instanceof ColophonError) return error;
    throw error;
  }
}

/** A finding to a row, its advice in lines of its own. */
function textOf(findings: readonly Finding[]): string {
  const rows = findings.map(({ check, verdict, found, advice }) => [
    MARKS[verdict],
    check,
    [found, ...(advice === undefined ? [] : [`-> ${advice}`])],
  ]);
  return table(["Verdict", "Check", "Found"], rows);
}
