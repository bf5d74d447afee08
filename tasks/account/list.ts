import { action } from "../shared/action";
import { addJson } from "../shared/definitions";
import { accountScope } from "../shared/scopes";

addJson(accountScope.task("list", "Lists the accounts that can sign on this network")).setAction(
  action(async (_args: object, hre, { accountBook, listNamed, table }) => {
    const result = await listNamed(accountBook(hre));

    const rows = result.map(({ name, address, kind }) => [name, address, kind]);
    const text = rows.length === 0 ? "No accounts. Make one with: npx hardhat account new --name NAME" : "";
    return { result, text: text || table(["Name", "Address", "Kind"], rows) };
  }),
);
