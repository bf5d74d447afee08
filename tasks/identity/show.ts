import { timelineOf } from "../../lib/history/timeline";
import { resolveIdentity } from "../../lib/identity/resolve";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { identityScope } from "../shared/command/scopes";
import { withHistory } from "../shared/facts/history-table";
import { fields, whole } from "../shared/print/output";
import { verdict } from "../shared/print/verdict";
import { keyLines } from "./key-lines";
import { identityAddress, openIdentities } from "./open-identities";

interface Args {
  readonly identity: string;
}

const definition = identityScope
  .task("show", "Says who controls an identity, what it names, and how it came to be so")
  .addParam("identity", "The identity: a DID, an address or the name of an account", undefined, types.string);

addJson(definition).setAction(
  action(async (args: Args, hre) => {
    const identities = await openIdentities(hre);
    const address = await identityAddress(identities.colophon.chainId, args.identity);

    const { did, document, controller, history: events } = await resolveIdentity(identities, address);
    const history = timelineOf(events);

    const isActive = controller !== undefined;
    const result = { did, address, active: isActive, controller, document, history };
    const state = fields([
      [verdict(isActive ? "ACTIVE" : "DEACTIVATED", isActive), whole(did)],
      ["Controller", controller],
      ["Known as", document.alsoKnownAs?.map(whole)],
      ["Keys", isActive ? keyLines(document) : undefined],
    ]);
    const text = withHistory(state, history);
    return { result, text, ...(isActive ? {} : { exitCode: 3 as const }) };
  }),
);
