import { types } from "hardhat/config";

import { action } from "../shared/action";
import { addJson } from "../shared/definitions";
import { accountScope } from "../shared/scopes";

interface Args {
  readonly name: string;
}

const definition = accountScope
  .task("show", "Shows an account: its address, balance, titles and accreditation")
  .addParam("name", "The account's name", undefined, types.string);

addJson(definition).setAction(
  action(async ({ name }: Args, hre, { accountBook, fields, formatTime, open, readParty, requireAccount }) => {
    const { formatEther } = await import("ethers");
    const account = await requireAccount(accountBook(hre), name);
    const colophon = await open(hre);

    const balance = await colophon.provider.getBalance(account.address);
    const titles = Number(await colophon.registry.balanceOf(account.address));
    const party = await readParty(colophon, account.address);

    const result = { ...account, balance: balance.toString(), titles, party };
    const text = fields([
      ["Account", name],
      ["Address", account.address],
      ["Kind", account.kind],
      ["Keystore", account.kind === "keystore" ? account.path : undefined],
      ["Balance", formatEther(balance)],
      ["Titles", titles],
      ["Accredited", party?.accredited ? `as ${party.kind} until ${formatTime(party.validUntil)}` : "no"],
    ]);
    return { result, text };
  }),
);
