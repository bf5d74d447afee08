import { formatTime } from "../../lib/chain/rpc/time";
import { resolutionResult } from "../../lib/identity/resolution-file";
import { resolveIdentity } from "../../lib/identity/resolve";
import { saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseWithin } from "../shared/command/parse";
import { identityScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";
import { verdict } from "../shared/print/verdict";
import { keyLines } from "./key-lines";
import { identityAddress, openIdentities } from "./open-identities";

interface Args {
  readonly identity: string;
  readonly block?: number;
  readonly out?: string;
}

const definition = identityScope
  .task("resolve", "Gives the DID document of an identity, as it is or as it was at a block")
  .addParam("identity", "The identity: a DID, an address or the name of an account", undefined, types.string)
  .addOptionalParam("block", "The block that is asked about; without it, the newest", undefined, types.int)
  .addOptionalParam("out", "A file to save it to, for checking credentials without a chain", undefined, types.string);

addJson(definition).setAction(
  action(async (args: Args, hre) => {
    parseWithin(args.block, "--block", 0);
    const identities = await openIdentities(hre);
    const address = await identityAddress(identities.colophon.chainId, args.identity);

    const resolution = await resolveIdentity(identities, address, args.block);
    const result = resolutionResult(resolution);
    if (args.out !== undefined) await saveNew(args.out, result);

    const { did, document, controller, block, time } = resolution;
    const isActive = controller !== undefined;
    const text = fields([
      [verdict(isActive ? "ACTIVE" : "DEACTIVATED", isActive), whole(did)],
      ["At block", `${block}, ${formatTime(time)}`],
      ["Changed at", resolution.changedAtBlock],
      ["Changes at", resolution.nextChangeAtBlock],
      ["Controller", controller],
      ["Known as", document.alsoKnownAs?.map(whole)],
      ["Keys", isActive ? keyLines(document) : undefined],
      ["Document", args.out === undefined ? "--json prints it, --out FILE saves it" : whole(args.out)],
    ]);
    return { result, text, ...(isActive ? {} : { exitCode: 3 as const }) };
  }),
);
