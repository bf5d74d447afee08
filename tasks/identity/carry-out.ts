import { write } from "../../lib/chain/sending/write";
import { callOf, type Change, signChange } from "../../lib/identity/change";
import { didOf } from "../../lib/identity/did";
import { saveSignedChange } from "../../lib/identity/signed-change";
import type { CommandContext } from "../shared/command/context";
import { type TaskDefinition, types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { signer } from "../shared/open/accounts";
import { type Fields, fields, whole } from "../shared/print/output";
import { identityAddress, openIdentities } from "./open-identities";

/** What every task that changes an identity takes. */
export interface ChangeArgs {
  readonly identity?: string;
  readonly account?: string;
  readonly signTo?: string;
}

export function addChange(definition: TaskDefinition): TaskDefinition {
  return addJson(
    addAccount(
      definition
        .addOptionalParam("identity", "The identity; without it, that of the account itself", undefined, types.string)
        .addOptionalParam(
          "signTo",
          "Sends nothing and writes the signed change to this file, for identity relay",
          undefined,
          types.string,
        ),
    ),
  );
}

/** What a change is, once it is known whose and when. */
export interface Meant {
  readonly change: Change;
  /** What is done, as the user typed it: a term that counts from now differs in the next run. */
  readonly intent: string;
  readonly shown: Fields;
}

/**
 * Makes a change by the controller's own transaction, or signs it for somebody else to send.
 * @param meant what to do, on a chain and with its identities
 */
export async function carryOut(
  args: ChangeArgs,
  hre: CommandContext,
  meant: (identities: Awaited<ReturnType<typeof openIdentities>>) => Promise<Meant>,
): Promise<{ result: Readonly<Record<string, unknown>>; text: string }> {
  const identities = await openIdentities(hre);
  const { colophon, registry } = identities;
  const { chainId } = colophon;
  const { change, intent, shown } = await meant(identities);
  const wallet = await signer(chainId, args.account, "publisher");
  const address = args.identity === undefined ? wallet.address : await identityAddress(chainId, args.identity);
  const did = didOf(chainId, address);
  const { kind } = change;

  if (args.signTo !== undefined) {
    const signature = await signChange(registry, chainId, wallet, address, change);
    await saveSignedChange(args.signTo, { did, change, signature });
    const text = fields([["Signed for", whole(did)], ...shown, ["Written to", whole(args.signTo)]]);
    return { result: { did, change: kind, file: args.signTo }, text };
  }
  const receipt = await write(colophon, wallet, callOf(registry, address, change), {
    intent: `${address} ${intent}`,
    stillHolds: async ({ block }) => Number(await registry.changed(address)) <= block,
  });
  const text = fields([["Changed", whole(did)], ...shown, ["Transaction", receipt.hash]]);
  return { result: { did, change: kind, transactionHash: receipt.hash }, text };
}
