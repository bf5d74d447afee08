import type { Colophon } from "../../lib/chain/contracts/colophon";
import { eventOf } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { ColophonError } from "../../lib/errors";
import { documentHash } from "../../lib/hashing/document-hash";
import { type Application, applicationInput } from "../../lib/parties/application";
import { readApplication } from "../../lib/parties/application-file";
import { appliedFor } from "../../lib/parties/applied";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { partyScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args {
  readonly party?: string;
  readonly application?: string;
  readonly credential?: string;
  readonly account?: string;
}

const definition = partyScope
  .task("accredit", "Accredits an account that has applied, so that it may register works")
  .addOptionalParam("party", "Who applied on the chain: an address or the name of an account", undefined, types.string)
  .addOptionalParam("application", "The file with a signed application, instead of --party", undefined, types.string)
  .addOptionalParam("credential", "Its credential: refuses where another was applied with", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const colophon = await open(hre);
    const { application, signature } = await applicationOf(colophon, args);
    await requireCredential(application, args.credential);
    const wallet = await signer(colophon.chainId, args.account, "accreditor");

    const call = colophon.parties.accredit.populateTransaction(applicationInput(application), signature);
    const receipt = await write(colophon, wallet, call);
    const validUntil = Number(eventOf(receipt, colophon.parties, "PartyAccredited")["validUntil"]);

    const { account: party, kind, credentialHash } = application;
    const accreditor = wallet.address;
    const result = { party, kind, accreditor, validUntil, credentialHash, transactionHash: receipt.hash };
    const text = fields([
      ["Accredited", party],
      ["As", kind],
      ["By", accreditor],
      ["Until", formatTime(validUntil)],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);

/** The application that is meant, and its signature: none where the account applied on the chain. */
async function applicationOf(
  colophon: Colophon,
  { party, application: path }: Args,
): Promise<{ readonly application: Application; readonly signature: string }> {
  if (path !== undefined && party === undefined) return readApplication(path, colophon);
  if (path !== undefined || party === undefined) {
    throw new ColophonError("Name either --party or --application", {
      code: "WrongParameter",
      advice: "Who has applied on the chain is named by --party; who has sent a file, by --application.",
      exitCode: 2,
    });
  }
  const account = await addressOf(colophon.chainId, party, "--party");
  const application = await appliedFor(colophon, account);
  if (application !== undefined) return { application, signature: "0x" };
  throw new ColophonError(`The account ${account} has no open application on this chain`, {
    code: "NotApplied",
    advice: "It agrees with npx hardhat party apply, or signs a file: then name that with --application.",
  });
}

async function requireCredential({ account, credentialHash }: Application, path: string | undefined): Promise<void> {
  if (path === undefined || (await documentHash(path)) === credentialHash) return;
  throw new ColophonError(
    `${path} is not the credential that ${account} applied with, whose hash is ${credentialHash}`,
    {
      code: "OtherCredential",
      advice: "Ask the applicant which file it is; nothing was sent.",
      exitCode: 3,
    },
  );
}
