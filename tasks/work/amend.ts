import { ZeroHash } from "ethers";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import { requireMayOffer } from "../../lib/chain/contracts/may-register";
import { explainRevert } from "../../lib/chain/contracts/reverts";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { type Metadata, parseMetadata, withFields } from "../../lib/metadata/metadata";
import { keptMetadataOf } from "../../lib/works/home/kept-metadata";
import { shelfOf } from "../../lib/works/home/shelf";
import { showWork } from "../../lib/works/reading/show";
import { amendWork, requireMayAmend } from "../../lib/works/writing/amend";
import { action } from "../shared/command/action";
import {
  addAccount,
  addJson,
  addMetadata,
  addRedactable,
  addWork,
  type MetadataArgs,
  type WorkArgs,
} from "../shared/command/params";
import { fieldsNamed } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp, withCatalogue } from "../shared/open/catalogue";
import { claimFirst } from "../shared/open/claim-first";
import { open } from "../shared/open/open";
import { fieldsIn, metadataOf, workMeant } from "../shared/open/work-args";
import { fields as printed, whole as inOnePiece } from "../shared/print/output";

interface Args extends WorkArgs, MetadataArgs {
  readonly redactable?: string;
  readonly account?: string;
  readonly replace: boolean;
}

const definition = workScope.task("amend", "Changes what metadata say of a work; those before stay in the history");

definition.addFlag("replace", "The flags are all the metadata: what they do not give does not stay");

addJson(addAccount(addRedactable(addMetadata(addWork(definition))))).setAction(
  action(async (args: Args, hre) => {
    const idOf = await workMeant(args);
    const fields = fieldsIn(args);
    const isWhole = args.replace || args.metadata !== undefined || Object.keys(fields).length === 0;
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    await requireMayOffer(colophon, wallet.address);
    const workId = await idOf();
    await requireMayAmend(colophon, wallet.address, workId, home());
    const whole = isWhole ? await metadataOf(args, args.file) : undefined;
    await claimFirst(colophon, wallet, workId);
    const before = whole === undefined ? await newestMetadata(colophon, workId) : undefined;
    const metadata = whole ?? (before ? withFields(before, fields) : await metadataOf(args, args.file));

    const result = await amendWork(colophon, wallet, {
      ...{ workId, metadata, home: home() },
      redactable: fieldsNamed(args.redactable),
    });
    await followUp(colophon, [{ contentHash: result.work, metadataHash: result.metadataHash }]);

    const text = printed([
      ["Amended", result.work],
      ["Metadata", result.metadataHash],
      ["Kept in", inOnePiece(result.metadataPath)],
      ["Transaction", result.transactionHash],
    ]);
    return { result, text };
  }),
);

/**
 * The metadata that a work has on chain now, as they are kept in this home; undefined where it has none.
 * @throws ColophonError where they are not kept here
 */
async function newestMetadata(colophon: Colophon, workId: bigint): Promise<Metadata | undefined> {
  const { work, metadataHash: hash } = await showWork(colophon, workId);
  if (hash === undefined) {
    throw explainRevert(colophon.registry.interface.encodeErrorResult("WorkRegistryNotRegistered", [workId]));
  }
  if (hash === ZeroHash) return undefined;
  const shelf = shelfOf(colophon, home());
  const text = await withCatalogue((catalogue) => keptMetadataOf(colophon, catalogue, shelf, work, hash));
  if (text === undefined) {
    throw new ColophonError(`The metadata of the work ${work} (hash ${hash}) are not kept in ${home()}`, {
      code: "MetadataNotKept",
      advice: "Nobody knows the other fields here: give all of them, with --replace.",
    });
  }
  return parseMetadata(text, work);
}
