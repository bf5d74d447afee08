import { expect } from "chai";
import { ZeroHash } from "ethers";

import { contractSet } from "../../lib/certificates/foreign/trust-set";
import { madeUpBlock, memberSource, proofOf, registryIn } from "./foreign";

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
    const lie = await madeUpBlock(
      certificate,
      String(proof.headers[0]),
      { [NUMBER_FIELD]: LARGEST },
      ...[admin, guardian],
    );
    await foreign.prove(sourceId, workId, { ...proof, ...lie });
    expect((await foreign.foreignTitle(sourceId, workId)).sourceBlock).to.equal(BigInt(LARGEST));

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
