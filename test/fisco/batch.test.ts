import { type SnapshotRestorer, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { WORKS_PER_CALL } from "../../lib/batch/run/direct-calls";
import { contractsOf } from "../../lib/chain/contracts/deployment";
import { setStage } from "../lib/shared/stage";
import { someHash } from "../shared/fixture";
import { viewInProcessChain } from "./provider";

/** The gas of the smallest block for which the client makes full calls. */
const ROOM = 120_000n + 36_000n * BigInt(WORKS_PER_CALL);
/** Less than every work takes beyond what it takes elsewhere. */
const COLD_PER_WORK = 4_000n;

describe("a full call of a batch, where every access is cold", () => {
  let snapshot: SnapshotRestorer;
  afterEach(() => snapshot.restore());

  it("needs no more gas than a block has that it is made for", async () => {
    const { colophon, accounts } = await setStage();
    snapshot = await takeSnapshot();
    const { provider } = viewInProcessChain();
    const { registry } = contractsOf(colophon.deployment, provider);
    const from = accounts.aurora.address;
    const works = Array.from({ length: WORKS_PER_CALL }, () => ({
      contentHash: someHash(),
      metadataHash: someHash(),
    }));

    const cold = await registry.registerMany.estimateGas(from, works, { from });

    const warm = await colophon.registry.registerMany.estimateGas(from, works, { from });
    expect(cold - warm).to.be.greaterThan(BigInt(works.length) * COLD_PER_WORK);
    expect(cold).to.be.lessThan(ROOM);
  });
});
