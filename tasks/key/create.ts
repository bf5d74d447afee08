import { write } from "../../lib/chain/sending/write";
import { accountOfKey } from "../../lib/keys/accounts";
import { keyKindNumber, readPublicKey } from "../../lib/keys/public-key";
import { action } from "../shared/command/action";
import { addAccount, addJson } from "../shared/command/params";
import { keyScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { fields } from "../shared/print/output";
import { addKey, type KeyArgs, openKeys } from "./open-keys";

interface Args extends KeyArgs {
  readonly account?: string;
}

const definition = addKey(keyScope.task("create", "Makes the account of a key; who makes it has no power over it"));

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const { kind, publicKey } = await readPublicKey(args.publicKey, args.passkey);
    const keys = await openKeys(hre);
    const wallet = await signer(keys.colophon.chainId, args.account, "publisher");
    const { address, isCreated } = await accountOfKey(keys, { kind, publicKey });

    const call = keys.accounts.create.populateTransaction(keyKindNumber(kind), publicKey);
    const transactionHash = isCreated ? undefined : (await write(keys.colophon, wallet, call)).hash;

    const result = { account: address, kind, isNew: !isCreated, transactionHash };
    const text = fields([
      [isCreated ? "Found" : "Created", address],
      ["Key", kind],
      ["Transaction", transactionHash],
      ["Next", "npx hardhat key prepare-apply"],
    ]);
    return { result, text };
  }),
);
