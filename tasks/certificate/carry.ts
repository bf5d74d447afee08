import type { BaseWallet } from "ethers";

import { readCertificate } from "../../lib/certificates/file";
import { foreignTitlesOf, requireProof, unusable } from "../../lib/certificates/foreign/carry";
import { changesFor } from "../../lib/certificates/foreign/changes";
import { isProvenBy, known, sourceOf } from "../../lib/certificates/foreign/known";
import type { Certificate } from "../../lib/certificates/format";
import { readTrust } from "../../lib/certificates/trust";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { write } from "../../lib/chain/sending/write";
import { countOf } from "../../lib/count-of";
import { ColophonError } from "../../lib/errors";
import type { ForeignTitles, IForeignTitles } from "../../typechain-types";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { foreignFields } from "../shared/facts/foreign-fields";
import { signer } from "../shared/open/accounts";
import { findModuleOf, open } from "../shared/open/open";
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
      const { digest } = await contract.sourceOf(source);
      // A source that was admitted anew begins without the changes that were brought before.
      const stillHolds = async (): Promise<boolean> => (await contract.sourceOf(source)).digest !== digest;
      await write(colophon, wallet, contract.changeMembers.populateTransaction(source, set, signatures), {
        stillHolds,
      });
    }
    const proof = found ?? (await requireProof(contract, certificate));
    const transactionHash = await prove({ colophon, contract, wallet, source }, certificate, proof);

    const { registry, work } = certificate;
    const { title } = await known(contract, registry, BigInt(work.id));
    if (title === undefined) throw new Error(`${work.id} was proven, and nothing is known of its title`);
    const result = { work: work.id, registry, ...title, changes: changes.length, transactionHash };
    const text = fields([
      ["Proven here", whole(path)],
      ["Found", transactionHash === undefined ? "so already: nothing is written" : undefined],
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

/** Where a title is proven. */
interface Destination {
  readonly colophon: Colophon;
  readonly contract: ForeignTitles;
  readonly wallet: BaseWallet;
  readonly source: string;
}

/** Proves a title. @returns the transaction; undefined where it was proven before, as of the same block */
async function prove(
  { colophon, contract, wallet, source }: Destination,
  certificate: Certificate,
  proof: IForeignTitles.ProofStruct,
): Promise<string | undefined> {
  const { registry, work } = certificate;
  try {
    const call = contract.prove.populateTransaction(source, work.id, proof);
    return (await write(colophon, wallet, call)).hash;
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code !== "ForeignTitlesNotNewer") throw error;
    const { title } = await known(contract, registry, BigInt(work.id));
    if (await isProvenBy(certificate, title)) return undefined;
    throw error;
  }
}
