import { formatEther } from "ethers";

import { requireAccount, requireAddress } from "../../lib/accounts/accounts";
import { formatTime } from "../../lib/chain/rpc/time";
import { readParty } from "../../lib/parties/party";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { accountScope } from "../shared/command/scopes";
import { accountBook } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly account: string;
}

const definition = accountScope
  .task("show", "Shows an account: its address, balance, titles and accreditation")
  .addParam("account", "The account's name", undefined, types.string);

addJson(definition).setAction(
  action(async ({ account: name }: Args, hre) => {
    const account = await requireAccount(accountBook(hre), name);
    const address = requireAddress(account);
    const colophon = await open(hre);

    const balance = await colophon.provider.getBalance(address);
    const titles = Number(await colophon.registry.balanceOf(address));
    const party = await readParty(colophon, address);

    const result = { ...account, balanceWei: balance.toString(), titles, party };
    const text = fields([
      ["Account", name],
      ["Address", address],
      ["Kind", account.kind],
      ["Keystore", account.kind === "keystore" ? whole(account.path) : undefined],
      ["Balance", formatEther(balance)],
      ["Titles", titles],
      ["Accredited", party?.accredited ? `as ${party.kind} until ${formatTime(party.validUntil)}` : "no"],
    ]);
    return { result, text };
  }),
);
