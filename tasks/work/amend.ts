import { home } from "../../lib/env";
import { action } from "../shared/action";
import { addAccount, addJson, addMetadata, addWork, type MetadataArgs, type WorkArgs } from "../shared/definitions";
import { workScope } from "../shared/scopes";

interface Args extends WorkArgs, MetadataArgs {
  readonly account?: string;
}

const definition = workScope.task("amend", "Corrects a work's metadata; the old ones stay in the history");

addJson(addAccount(addMetadata(addWork(definition)))).setAction(
  action(async (args: Args, hre, { fields, formatWorkId, metadataOf, open, signer, workIdOf, write }) => {
    const { metadataFile, saveMetadata, workFolder } = await import("../../lib/store/records");
    const { shelfOf } = await import("../../lib/works/shelf");
    const { metadataHash } = await import("../../lib/metadata");
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
