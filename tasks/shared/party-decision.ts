import { types } from "hardhat/config";
import type { ConfigurableTaskDefinition } from "hardhat/types";

import { write } from "../../lib/chain/colophon";
import { documentHash } from "../../lib/document-hash";
import { addressOf, signer } from "./accounts";
import { action } from "./action";
import { open } from "./open";
import { fields } from "./output";
import { addAccount, addJson } from "./params";

interface Args {
  readonly party: string;
  readonly reason?: string;
  readonly account?: string;
}

/** Suspending, reinstating and revoking differ in their name only. */
export function setDecision(
  definition: ConfigurableTaskDefinition,
  decision: "suspend" | "reinstate" | "revoke",
  done: string,
): void {
  definition
    .addParam("party", "The party: an address or the name of an account", undefined, types.string)
    .addOptionalParam("reason", "A file with the text of the decision", undefined, types.string);

  addJson(addAccount(definition)).setAction(
    action(async (args: Args, hre) => {
      const reasonHash = await documentHash(args.reason);
      const colophon = await open(hre);
      const party = await addressOf(colophon.chainId, args.party, "--party");
      const wallet = await signer(colophon.chainId, args.account, "accreditor");

      const call = colophon.parties[decision].populateTransaction(party, reasonHash);
      const receipt = await write(colophon, wallet, call);

      const result = { party, decision, reasonHash, transactionHash: receipt.hash };
      const text = fields([
        [done, party],
        ["Transaction", receipt.hash],
      ]);
      return { result, text };
    }),
  );
}
