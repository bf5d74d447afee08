import { listNamed } from "../../lib/accounts";
import { accountBook } from "../shared/accounts";
import { action } from "../shared/action";
import { table } from "../shared/output";
import { addJson } from "../shared/params";
import { accountScope } from "../shared/scopes";

addJson(accountScope.task("list", "Lists the accounts that can sign on this network")).setAction(
  action(async (_args: object, hre) => {
    const result = await listNamed(accountBook(hre));

    const rows = result.map(({ name, address, kind }) => [name, address, kind]);
    const text = rows.length === 0 ? "No accounts. Make one with: npx hardhat account new --name NAME" : "";
    return { result, text: text || table(["Name", "Address", "Kind"], rows) };
  }),
);
