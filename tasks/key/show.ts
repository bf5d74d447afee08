import { accountOfKey, keyAccountAt } from "../../lib/keys/accounts";
import { readPublicKey } from "../../lib/keys/public-key";
import { readParty } from "../../lib/parties/party";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { keyScope } from "../shared/command/scopes";
import { fields } from "../shared/print/output";
import { addKey, type KeyArgs, openKeys } from "./open-keys";

const definition = addKey(
  keyScope.task("show", "Shows the account of a key: where it is, and whether it is accredited"),
);

addJson(definition).setAction(
  action(async (args: KeyArgs, hre) => {
    const key = await readPublicKey(args.publicKey, args.passkey);
    const keys = await openKeys(hre);
    const { address: account, isCreated } = await accountOfKey(keys, key);
    const party = await readParty(keys.colophon, account);
    const requests = isCreated ? Number(await keyAccountAt(keys.colophon, account).nonce()) : 0;

    const accredited = party?.accredited ?? false;
    const result = { account, kind: key.kind, created: isCreated, accredited, requests };
    const text = fields([
      ["Account", account],
      ["Key", key.kind],
      ["Created", isCreated ? "yes" : "no: anybody can make it with npx hardhat key create"],
      ["Accredited", accredited ? "yes" : "no"],
      ["Requests", `${requests} carried out`],
    ]);
    return { result, text };
  }),
);
