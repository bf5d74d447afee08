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
import { setStage } from "../shared/stage";
import { signedBy, trustOf } from "./certified";

/** In bytes: under 40 kB, whether these are of 1,000 bytes or of 1,024. */
const MOST_BYTES = 40_000;
/** A node of sixteen hashes in a proof, in hex and with what divides it from the next one. */
const FULL_NODE = 2 * 532 + 5;
/** So many lead to a title among a million; here there are few titles, and one such node at most. */
const MORE_NODES = 5;

describe("The size of a certificate", () => {
  it("is under 40 kB for a work with five events that a full call of a batch has registered, among a million", async () => {
    const { registry, accounts, colophon, ...stage } = await setStage();
    const metadata = metadataFromFields({ title: "The lighthouse", author: "Aurora", published: "2026-03-14" });
    const works = Array.from({ length: WORKS_PER_CALL }, () => claimOf(accounts.aurora));
    await registry.registerMany(accounts.aurora, works);
    const workId = BigInt(works.at(-1)?.contentHash ?? 0);
    await registry.amend(workId, metadataHash(metadata));
    const deed = someHash();
    await registry.offerTitle(workId, accounts.borealis, deed, (await chainTime(colophon.provider)) + 365 * DAY);
    await time.increase(await registry.REVEAL_WINDOW());
    await registry.connect(accounts.borealis).acceptTitle(workId, deed);
    await registry.connect(accounts.adjudicator).setStatus(workId, 1, someHash());

    const all = { ...stage, registry, accounts, colophon };
    const certificate = await gather(colophon, {
      workId,
      metadataOf: () => Promise.resolve(canonicalText(metadata)),
      checkpoints: await signedBy(all, workId),
    });

    expect(certificate.history.length).to.equal(5);
    expect(await judge(certificate, { trust: trustOf(certificate, all) })).to.include({ verdict: "on hold" });
    expect(textOf(certificate).length + MORE_NODES * FULL_NODE).to.be.lessThan(MOST_BYTES);
    // It is the call that decides: with twice as many works it would be more.
    const shared = (certificate.history[0]?.proof.join("") ?? "").length;
    expect(textOf(certificate).length + MORE_NODES * FULL_NODE + shared).to.be.greaterThan(MOST_BYTES);
  });

  it("is under 40 kB for a work with five events that was registered and has followed its owner's successor, each with a full call", async () => {
    const { registry, accounts, colophon, ...stage } = await setStage();
    const { address } = await deployments.get("Recovery");
    const recovery = await ethers.getContractAt("Recovery", address, accounts.deployer);
    const metadata = metadataFromFields({ title: "The lighthouse", author: "Aurora", published: "2026-03-14" });
    const works = Array.from({ length: WORKS_PER_CALL }, () => claimOf(accounts.aurora));
    await registry.registerMany(accounts.aurora, works);
    const together = works.slice(-TITLES_PER_CALL).map(({ contentHash }) => BigInt(contentHash));
    const workId = together.at(-1) ?? 0n;
    await registry.amend(workId, someHash());
    await time.increase(await registry.REVEAL_WINDOW());
    await recovery.recoverByOrder(accounts.aurora, accounts.borealis, someHash());
    await recovery.moveTitles(accounts.aurora, together);
    await registry.connect(accounts.borealis).amend(workId, metadataHash(metadata));
    await registry.connect(accounts.adjudicator).setStatus(workId, 1, someHash());

    const all = { ...stage, registry, accounts, colophon };
    const certificate = await gather(colophon, {
      workId,
      metadataOf: () => Promise.resolve(canonicalText(metadata)),
      checkpoints: await signedBy(all, workId),
    });

    expect(certificate.history.length).to.equal(5);
    expect(await judge(certificate, { trust: trustOf(certificate, all) })).to.include({ verdict: "on hold" });
    expect(textOf(certificate).length + MORE_NODES * FULL_NODE).to.be.lessThan(MOST_BYTES);
    // It is the call that decides: with twice as many titles it would be more.
    const shared = (certificate.history[2]?.proof.join("") ?? "").length;
    expect(textOf(certificate).length + MORE_NODES * FULL_NODE + shared).to.be.greaterThan(MOST_BYTES);
  });
});
