import { listNamed } from "../../lib/accounts/accounts";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { accountScope } from "../shared/command/scopes";
import { accountBook } from "../shared/open/accounts";
import { table, withOdd } from "../shared/print/output";

addJson(accountScope.task("list", "Lists the accounts that can sign on this network")).setAction(
  action(async (_args: object, hre) => {
    const { sound, odd } = await listNamed(accountBook(hre));

    const rows = sound.map(({ name, address, kind }) => [name, address ?? "not in its file", kind]);
    const text = rows.length === 0 ? "No accounts. Make one with: npx hardhat account new --account NAME" : "";
    return { result: [...sound, ...odd], text: withOdd(text || table(["Name", "Address", "Kind"], rows), odd) };
  }),
);
