import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { deployments, ethers } from "hardhat";

import { WORKS_PER_CALL } from "../../../lib/batch/run/direct-calls";
import { textOf } from "../../../lib/certificates/file";
import { gather } from "../../../lib/certificates/issue/issue";
import { judge } from "../../../lib/certificates/judge/judge";
import { chainTime } from "../../../lib/chain/rpc/time";
import { canonicalText } from "../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../lib/metadata/metadata";
import { TITLES_PER_CALL } from "../../../lib/recovery/moves";
import { claimOf, DAY, someHash } from "../../shared/fixture";
import { setStage, type Stage } from "../shared/stage";
import { signedBy, trustOf } from "./certified";

/** In bytes: under 40 kB, whether these are of 1,000 bytes or of 1,024. */
const MOST_BYTES = 40_000;
/** A node of sixteen hashes in a proof, in hex and with what divides it from the next one. */
const FULL_NODE = 2 * 532 + 5;
/** So many lead to a title among a million; here there are few titles, and one such node at most. */
const MORE_NODES = 5;
const METADATA = metadataFromFields({ title: "The lighthouse", author: "Aurora", published: "2026-03-14" });

/**
 * Whether the certificate of a held title with five events stays small among a million, and would not where the call that made one of
 * them was twice as large.
 * @param shared the place of that event in the history
 */
async function expectSmall(stage: Stage, workId: bigint, shared: number): Promise<void> {
  const certificate = await gather(stage.colophon, {
    workId,
    metadataOf: () => Promise.resolve(canonicalText(METADATA)),
    checkpoints: await signedBy(stage, workId),
  });

  expect(certificate.history.length).to.equal(5);
  expect(await judge(certificate, { trust: trustOf(certificate, stage) })).to.include({ verdict: "on hold" });
  expect(textOf(certificate).length + MORE_NODES * FULL_NODE).to.be.lessThan(MOST_BYTES);
  const call = (certificate.history[shared]?.proof.join("") ?? "").length;
  expect(textOf(certificate).length + MORE_NODES * FULL_NODE + call).to.be.greaterThan(MOST_BYTES);
}

describe("The size of a certificate", () => {
  it("is under 40 kB for a work with five events that a full call of a batch has registered, among a million", async () => {
    const { registry, accounts, colophon, ...stage } = await setStage();
    const works = Array.from({ length: WORKS_PER_CALL }, () => claimOf(accounts.aurora));
    await registry.registerMany(accounts.aurora, works);
    const workId = BigInt(works.at(-1)?.contentHash ?? 0);
    await registry.amend(workId, metadataHash(METADATA));
    const deed = someHash();
    await registry.offerTitle(workId, accounts.borealis, deed, (await chainTime(colophon.provider)) + 365 * DAY);
    await time.increase(await registry.REVEAL_WINDOW());
    await registry.connect(accounts.borealis).acceptTitle(workId, deed);
    await registry.connect(accounts.adjudicator).setStatus(workId, 1, someHash());

    await expectSmall({ ...stage, registry, accounts, colophon }, workId, 0);
  });

  it("is under 40 kB for a work with five events that was registered and has followed its owner's successor, each with a full call", async () => {
    const { registry, accounts, colophon, ...stage } = await setStage();
    const { address } = await deployments.get("Recovery");
    const recovery = await ethers.getContractAt("Recovery", address, accounts.deployer);
    const works = Array.from({ length: WORKS_PER_CALL }, () => claimOf(accounts.aurora));
    await registry.registerMany(accounts.aurora, works);
    const together = works.slice(-TITLES_PER_CALL).map(({ contentHash }) => BigInt(contentHash));
    const workId = together.at(-1) ?? 0n;
    await registry.amend(workId, someHash());
    await time.increase(await registry.REVEAL_WINDOW());
    await recovery.recoverByOrder(accounts.aurora, accounts.borealis, someHash());
    await recovery.moveTitles(accounts.aurora, together);
    await registry.connect(accounts.borealis).amend(workId, metadataHash(METADATA));
    await registry.connect(accounts.adjudicator).setStatus(workId, 1, someHash());

    await expectSmall({ ...stage, registry, accounts, colophon }, workId, 2);
  });
});
