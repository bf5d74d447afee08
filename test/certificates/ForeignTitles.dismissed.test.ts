import { expect } from "chai";
import { ZeroHash } from "ethers";

import { signCheckpoint } from "../../lib/certificates/checkpoint";
import { contractSet, contractSignatures } from "../../lib/certificates/foreign/trust-set";
import { readHeader } from "../../lib/proofs/header";
import { encode, readFlatList } from "../../lib/proofs/rlp";
import { memberSource, proofOf, registryIn } from "./foreign";

const NUMBER_FIELD = 8;
/** The largest that a term without an end has. */
const LARGEST = "0xfffffffffe";

describe("ForeignTitles: a source that is admitted anew", () => {
  it("has its titles proven again, also where those before had made up a block that no true one is newer than", async () => {
    const source = await memberSource();
    const { foreign, asAdmin, sourceId, certificate, trust, certified } = source;
    const { stage, workId } = certified;
    const { admin, guardian } = stage.accounts;
    const proof = await proofOf(source);
    const items = [...readFlatList(String(proof.headers[0]), "the header")];
    items[NUMBER_FIELD] = LARGEST;
    const header = encode(items);
    const { number: blockNumber, hash: blockHash, stateRoot } = readHeader("ethereum", header, "the header");
    const block = { blockNumber, blockHash, stateRoot };
    const signatures = await Promise.all(
      [admin, guardian].map((member) => signCheckpoint(member, certificate.registry, block)),
    );
    await foreign.prove(sourceId, workId, { ...proof, headers: [header], signatures: contractSignatures(signatures) });
    expect((await foreign.foreignTitle(sourceId, workId)).sourceBlock).to.equal(blockNumber);

    await asAdmin.dismissSource(sourceId);
    await asAdmin.admitSource(registryIn(certificate.registry, certificate.headers), ZeroHash, contractSet(trust));

    expect((await foreign.foreignTitle(sourceId, workId)).sourceBlock).to.equal(0);
    await expect(foreign.prove(sourceId, workId, await proofOf(source)))
      .to.emit(foreign, "ForeignTitleProven")
      .withArgs(
        ...[sourceId, workId, stage.accounts.aurora.address, 0],
        ...[(await stage.registry.titleOf(workId)).registeredAt, certificate.state.block, certificate.state.block, 0],
      );
  });
});
