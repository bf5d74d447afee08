import { types } from "hardhat/config";

import { newAccount } from "../../lib/accounts";
import { accountBook } from "../shared/accounts";
import { action } from "../shared/action";
import { fields } from "../shared/output";
import { addJson } from "../shared/params";
import { askNewPassword } from "../shared/password";
import { accountScope } from "../shared/scopes";

interface Args {
  readonly name: string;
}

const definition = accountScope
  .task("new", "Makes a key and keeps it encrypted; asks for a password")
  .addParam("name", "The account's name: lower-case letters, digits and hyphens", undefined, types.string);

addJson(definition).setAction(
  action(async ({ name }: Args, hre) => {
    const result = await newAccount(accountBook(hre), name, askNewPassword);

    const text = fields([
      ["Account", result.name],
      ["Address", result.address],
      ["Keystore", result.path],
    ]);
    return { result, text };
  }),
);
