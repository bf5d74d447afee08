import { createHash } from "node:crypto";

import { expect } from "chai";
import { ZeroHash } from "ethers";

import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { claimOf, deployRegistry } from "../../shared/fixture";

/** Hashes that a careless hand would shorten or change in case. */
const HASHES = [
  `0x${"0".repeat(63)}1`,
  `0x${"00ab".repeat(16)}`,
  `0x${"f".repeat(64)}`,
  hashBytes(Buffer.from("La mer allume ses feux.\n")),
];

describe("formatWorkId", () => {
  for (const contentHash of HASHES) {
    it(`writes ${contentHash} with the digits of the registry's tokenURI, and back as the content hash`, async () => {
      const { registry, accounts } = await deployRegistry();
      await registry.register({ ...claimOf(accounts.aurora), contentHash });
      const workId = BigInt(contentHash);

      const written = formatWorkId(workId);

      expect(written).to.equal(contentHash);
      expect(await registry.tokenURI(workId)).to.equal(`nih:sha-256;${written.slice(2)}`);
    });
  }

  it("writes zero whole", () => {
    expect(formatWorkId(0n)).to.equal(ZeroHash);
  });
});

describe("hashBytes", () => {
  it("is the algorithm that the registry names", async () => {
    const { registry } = await deployRegistry();
    const bytes = Buffer.from("La mer allume ses feux.\n");
    const named = (await registry.digestAlgorithm()).replace("-", "");

    expect(hashBytes(bytes)).to.equal(`0x${createHash(named).update(bytes).digest("hex")}`);
  });
});
