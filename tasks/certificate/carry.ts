import { readCertificate } from "../../lib/certificates/file";
import { foreignTitlesOf, knownTitle, requireProof, sourceOf, unusable } from "../../lib/certificates/foreign/carry";
import { formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { findModuleOf, open } from "../shared/open/open";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly certificate: string;
  readonly account?: string;
}

const definition = certificateScope
  .task("carry", "Proves a title of another chain here, from its certificate alone")
  .addParam("certificate", "The certificate of the other chain's registry", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async ({ certificate: path, account }: Args, hre) => {
    const read = await readCertificate(path);
    if (!("certificate" in read)) throw unusable(read.verdict, read.reason);
    const { certificate } = read;
    const colophon = await open(hre);
    const contract = foreignTitlesOf(colophon, await findModuleOf(hre, "ForeignTitles"));
    const proof = await requireProof(contract, certificate);
    const wallet = await signer(colophon.chainId, account, "publisher");
    const source = await sourceOf(contract, certificate);
    const call = contract.prove.populateTransaction(source, certificate.work.id, proof);
    const { hash: transactionHash } = await write(colophon, wallet, call);

    const title = await knownTitle(contract, certificate);
    if (title === undefined) throw new Error(`transaction ${transactionHash} has proven no title`);
    const { registry, work } = certificate;
    const result = { work: work.id, registry, ...title, transactionHash };
    const text = fields([
      ["Proven here", whole(path)],
      ["Work", work.id],
      ["Registry", `${registry.address} of chain ${registry.chainId}`],
      ["Owner", title.owner],
      ["Registered", formatTime(title.registeredAt)],
      ["Status", title.status],
      ["As of", `block ${title.sourceBlock} of that chain, ${formatTime(title.sourceTime)}`],
      ["Transaction", transactionHash],
    ]);
    return { result, text };
  }),
);
