import { newAccount } from "../../lib/accounts/accounts";
import { DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { accountScope } from "../shared/command/scopes";
import { accountBook } from "../shared/open/accounts";
import { askNewPassword } from "../shared/open/password";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly account: string;
}

const definition = accountScope
  .task("new", "Makes a key and keeps it encrypted; asks for a password")
  .addParam("account", "The new account's name: lower-case letters, digits and hyphens", undefined, types.string);

addJson(definition).setAction(
  action(async ({ account: name }: Args, hre) => {
    const result = await newAccount(accountBook(hre), name, askNewPassword);

    const text = fields([
      ["Account", result.name],
      ["Address", result.address],
      ["Keystore", whole(result.path)],
      ["Next", hre.network.config.chainId === DEV_CHAIN_ID ? `npx hardhat account fund --account ${name}` : undefined],
    ]);
    return { result, text };
  }),
);
