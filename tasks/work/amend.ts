import { write } from "../../lib/chain/colophon";
import { home } from "../../lib/env";
import { metadataHash } from "../../lib/metadata";
import { metadataFile, saveMetadata, workFolder } from "../../lib/store/records";
import { formatWorkId } from "../../lib/work-id";
import { shelfOf } from "../../lib/works/shelf";
import { signer } from "../shared/accounts";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addAccount, addJson, addMetadata, addWork, type MetadataArgs, type WorkArgs } from "../shared/params";
import { workScope } from "../shared/scopes";
import { metadataOf, workIdOf } from "../shared/work-args";

interface Args extends WorkArgs, MetadataArgs {
  readonly account?: string;
}

const definition = workScope.task(
  "amend",
  "Gives a work other metadata, all of them; those before stay in the history",
);

addJson(addAccount(addMetadata(addWork(definition)))).setAction(
  action(async (args: Args, hre) => {
    const workId = await workIdOf(args);
    const metadata = await metadataOf(args, args.file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const work = formatWorkId(workId);
    const hash = metadataHash(metadata);
    const folder = workFolder(shelfOf(colophon, home()), work);
    const call = colophon.registry.amend.populateTransaction(workId, hash);
    const receipt = await write(colophon, wallet, call, { beforeSending: () => saveMetadata(folder, metadata) });

    const metadataPath = metadataFile(folder, hash);
    const result = { work, metadataHash: hash, metadataPath, transactionHash: receipt.hash };
    const text = fields([
      ["Amended", work],
      ["Metadata", hash],
      ["Kept in", metadataPath],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
