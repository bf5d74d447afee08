import { home } from "../../lib/env";
import { hashFile } from "../../lib/hashing/hash-file";
import { keepDocument } from "../../lib/store/orders";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { assertThere } from "../shared/open/work-args";
import { fields, whole } from "../shared/print/output";
import { addLost, type LostArgs, openRecovery, writeAbout } from "./open-recovery";

interface Args extends LostArgs {
  readonly to: string;
  readonly order: string;
  readonly account?: string;
  readonly yes: boolean;
}

const WHAT = "Giving a lost account a successor by order cannot be undone";

const definition = addLost(
  recoveryScope.task("order", "Gives a lost account a successor by order, without its guardians; for the admin"),
)
  .addParam("to", "The successor, accredited: an address or the name of an account", undefined, types.string)
  .addParam("order", "The file with the order; its hash goes on chain, and a copy is kept", undefined, types.string)
  .addFlag("yes", "Do not ask; needed without a terminal. Only another order changes it again");

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    requireYesOrTerminal(args.yes, WHAT);
    await assertThere(args.order);
    const opened = await openRecovery(hre);
    const { colophon, recovery } = opened;
    const lost = await addressOf(colophon.chainId, args.lost, "--lost");
    const successor = await addressOf(colophon.chainId, args.to, "--to");
    const wallet = await signer(colophon.chainId, args.account, "admin");
    const { contentHash: orderHash } = await hashFile(args.order);

    const shown = fields([
      ["Order", [orderHash, whole(args.order)]],
      ["Lost", lost],
      ["Successor", successor],
    ]);
    const question = "Let it take the place of the lost account? All titles may follow.";
    const keep = (): Promise<string> => keepDocument(shelfOf(colophon, home()), orderHash, args.order);
    // Kept before anything is sent, and not before the contract has been asked.
    const beforeSending = async (): Promise<void> => {
      await confirmStep(args.yes, { what: WHAT, shown, question });
      await keep();
    };
    const call = recovery.recoverByOrder.populateTransaction(lost, successor, orderHash);
    const receipt = await writeAbout(opened, lost, wallet, call, { beforeSending });
    const document = await keep();

    const result = { lost, successor, orderHash, document, admin: wallet.address, transactionHash: receipt.hash };
    const text = fields([
      ["Recovered", lost],
      ["Successor", successor],
      ["Order", orderHash],
      ["By", wallet.address],
      ["Next", `npx hardhat recovery move --lost ${lost}`],
      ["Transaction", receipt.hash],
      ["Kept in", whole(document)],
    ]);
    return { result, text };
  }),
);
