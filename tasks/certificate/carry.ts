import { readCertificate } from "../../lib/certificates/file";
import { foreignTitlesOf, requireProof, unusable } from "../../lib/certificates/foreign/carry";
import { changesFor } from "../../lib/certificates/foreign/changes";
import { known, sourceOf } from "../../lib/certificates/foreign/known";
import { readTrust } from "../../lib/certificates/trust";
import { write } from "../../lib/chain/sending/write";
import { countOf } from "../../lib/count-of";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { findModuleOf, open } from "../shared/open/open";
import { foreignFields } from "../shared/print/foreign-fields";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly certificate: string;
  readonly trust?: string;
  readonly account?: string;
}

const definition = certificateScope
  .task("carry", "Proves a title of another chain here, from its certificate alone")
  .addParam("certificate", "The certificate of the other chain's registry", undefined, types.string)
  .addOptionalParam("trust", "That registry's trust file: brings its changes first", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async ({ certificate: path, trust, account }: Args, hre) => {
    const read = await readCertificate(path);
    if (!("certificate" in read)) throw unusable(read.verdict, read.reason);
    const { certificate } = read;
    const colophon = await open(hre);
    const contract = foreignTitlesOf(colophon, await findModuleOf(hre, "ForeignTitles"));
    const source = await sourceOf(contract, certificate.registry);
    const changes = trust === undefined ? [] : await changesFor(contract, source, await readTrust(trust));
    const found = changes.length === 0 ? await requireProof(contract, certificate) : undefined;
    const wallet = await signer(colophon.chainId, account, "publisher");
    for (const { set, signatures } of changes) {
      await write(colophon, wallet, contract.changeMembers.populateTransaction(source, set, signatures));
    }
    const proof = found ?? (await requireProof(contract, certificate));
    const call = contract.prove.populateTransaction(source, certificate.work.id, proof);
    const { hash: transactionHash } = await write(colophon, wallet, call);

    const { registry, work } = certificate;
    const { title } = await known(contract, registry, BigInt(work.id));
    if (title === undefined) throw new Error(`transaction ${transactionHash} has proven no title`);
    const result = { work: work.id, registry, ...title, changes: changes.length, transactionHash };
    const text = fields([
      ["Proven here", whole(path)],
      ["Work", work.id],
      ...foreignFields(registry, title),
      [
        "Changes",
        changes.length === 0 ? undefined : `${countOf(changes.length, "change")} of whom to believe brought first`,
      ],
      ["Transaction", transactionHash],
    ]);
    return { result, text };
  }),
);
