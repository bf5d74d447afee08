import { write } from "../../lib/chain/sending/write";
import { home } from "../../lib/env";
import { formatWorkId } from "../../lib/hashing/work-id";
import { metadataHash } from "../../lib/metadata/metadata";
import { metadataFile, saveMetadata, workFolder } from "../../lib/store/records";
import { shelfOf } from "../../lib/works/shelf";
import { action } from "../shared/command/action";
import { addAccount, addJson, addMetadata, addWork, type MetadataArgs, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { metadataOf, workIdOf } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

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
    await followUp(colophon, [{ contentHash: work, metadataHash: hash }]);

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
