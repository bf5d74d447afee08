import { trustNamed } from "../../lib/certificates/trust-of-chain";
import { readMembers } from "../../lib/committee/members";
import { saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { findSitting } from "../shared/open/committee";
import { open } from "../shared/open/open";
import { fields, table, whole } from "../shared/print/output";

interface Args {
  readonly out: string;
  readonly threshold?: number;
}

const FOR_ALL = 0o644;

const definition = certificateScope
  .task("trust", "Writes whom the chain names as members and validators: a beginning of a trust file")
  .addParam("out", "The file to write, which is not there yet", undefined, types.string)
  .addOptionalParam("threshold", "How many members it takes; else more than half", undefined, types.int);

addJson(definition).setAction(
  action(async ({ out, threshold }: Args, hre) => {
    const colophon = await open(hre);
    const sitting = await findSitting(hre, colophon);
    const members = sitting === undefined ? [] : (await readMembers(sitting)).members.map(({ member }) => member);

    const result = await trustNamed(colophon, { members, threshold });
    await saveNew(out, result, FOR_ALL);

    const head = fields([
      ["Trust", whole(out)],
      ["Registry", `${result.registry.address} on the chain ${result.registry.chainId}`],
      ["Members", result.members && `${result.members.threshold} of ${result.members.keys.length}`],
      ["But", "a node named them: compare them with what the consortium publishes"],
    ]);
    const rows = [...(result.members?.keys ?? []), ...(result.validators ?? [])].map((each) => [
      each.name,
      each.address,
    ]);
    return { result, text: `${head}\n\n${table(["Who", "Address"], rows)}` };
  }),
);
