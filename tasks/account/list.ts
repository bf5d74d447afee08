import { listNamed } from "../../lib/accounts/accounts";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { accountScope } from "../shared/command/scopes";
import { accountBook } from "../shared/open/accounts";
import { table } from "../shared/print/output";

addJson(accountScope.task("list", "Lists the accounts that can sign on this network")).setAction(
  action(async (_args: object, hre) => {
    const result = await listNamed(accountBook(hre));

    const rows = result.map(({ name, address, kind }) => [name, address, kind]);
    const text = rows.length === 0 ? "No accounts. Make one with: npx hardhat account new --name NAME" : "";
    return { result, text: text || table(["Name", "Address", "Kind"], rows) };
  }),
);
