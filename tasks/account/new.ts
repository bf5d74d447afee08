import { types } from "hardhat/config";

import { action } from "../shared/action";
import { addJson } from "../shared/definitions";
import { accountScope } from "../shared/scopes";

interface Args {
  readonly name: string;
}

const definition = accountScope
  .task("new", "Makes a key and keeps it encrypted; asks for a password")
  .addParam("name", "The account's name: lower-case letters, digits and hyphens", undefined, types.string);

addJson(definition).setAction(
  action(async ({ name }: Args, hre, { accountBook, fields }) => {
    const { newAccount } = await import("../../lib/accounts");
    const { askNewPassword } = await import("../shared/password");

    const result = await newAccount(accountBook(hre), name, askNewPassword);

    const text = fields([
      ["Account", result.name],
      ["Address", result.address],
      ["Keystore", result.path],
    ]);
    return { result, text };
  }),
);
