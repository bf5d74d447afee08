import { action } from "../shared/action";
import { addAccount, addJson } from "../shared/definitions";
import { chainScope } from "../shared/scopes";

interface Args {
  readonly account?: string;
}

const MARKS = { ok: "ok", warning: "warning", failed: "FAILED" } as const;

addJson(addAccount(chainScope.task("doctor", "Says whether the network can carry Colophon, and what to do"))).setAction(
  action(async (args: Args, hre, { accountBook, openDeployment, openProvider, signingAccount, table }) => {
    const { examine } = await import("../../lib/chain/doctor");
    const provider = await openProvider(hre);
    const deployment = await openDeployment(hre).catch(() => undefined);
    const chosen = signingAccount(accountBook(hre), args.account, "publisher");
    const account = args.account === undefined ? await chosen.catch(() => undefined) : await chosen;

    const findings = await examine({
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
