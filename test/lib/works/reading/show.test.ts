import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { readTitle } from "../../../../lib/chain/contracts/title";
import { formatWorkId } from "../../../../lib/hashing/work-id";
import { showWork } from "../../../../lib/works/reading/show";
import { claimOf, DAY, someHash } from "../../../shared/fixture";
import { setStage } from "../../shared/stage";

describe("showWork", () => {
  it("gives all that the chain says of a work", async () => {
    const { colophon, registry, accounts } = await setStage();
    const claim = claimOf(accounts.aurora);
    await registry.register(claim);
    const workId = BigInt(claim.contentHash);
    const [metadataHash, deedHash, expiresAt] = [someHash(), someHash(), (await time.latest()) + DAY];
    await registry.amend(workId, metadataHash);
    await registry.offerTitle(workId, accounts.borealis, deedHash, expiresAt);

    expect(await showWork(colophon, workId)).to.deep.equal({
      work: claim.contentHash,
      title: await readTitle(colophon, workId),
      offer: { to: accounts.borealis.address, deedHash, expiresAt },
      metadataHash,
      tokenURI: `nih:sha-256;${claim.contentHash.slice(2)}`,
      order: undefined,
    });
  });

  it("says nothing but the work's id where it is not registered", async () => {
    expect(await showWork((await setStage()).colophon, 7n)).to.deep.equal({
      work: formatWorkId(7n),
      title: undefined,
      offer: undefined,
      metadataHash: undefined,
      tokenURI: undefined,
      order: undefined,
    });
  });
});
