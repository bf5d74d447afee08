import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { ROLES } from "../../../lib/chain/contracts/roles";
import { scopeOf } from "../../../lib/chain/contracts/scope";
import { formatTime } from "../../../lib/chain/rpc/time";
import { accreditorHistory, partyHistory, workHistory } from "../../../lib/history/history";
import { timelineOf } from "../../../lib/history/timeline";
import { accredit } from "../../shared/agreement";
import { supersededWork } from "../../shared/anchors";
import { PartyKind, TitleStatus } from "../../shared/enums";
import { claimOf, DAY, registerFinalWork, someHash } from "../../shared/fixture";
import { setStage } from "../shared/stage";

/** As the lines show hashes and addresses. */
function short(hex: string): string {
  return `${hex.slice(0, 8)}…${hex.slice(-4)}`;
}

describe("timelineOf", () => {
  it("puts every event of a work into words", async () => {
    const { colophon, manager, registry, accounts } = await setStage();
    const { aurora, borealis, adjudicator } = accounts;
    const workId = await registerFinalWork(registry, aurora);
    const end = (await time.latest()) + DAY;
    const [one, two] = [someHash(), someHash()];
    await registry.amend(workId, one);
    await registry.offerTitle(workId, borealis, one, end);
    await registry.connect(borealis).declineTitle(workId, one);
    await registry.offerTitle(workId, borealis, two, end);
    await registry.withdrawOffer(workId);
    await registry.offerTitle(workId, borealis, two, end);
    await registry.connect(borealis).acceptTitle(workId, two);
    await registry.connect(adjudicator).correctTitle(workId, aurora, one);
    await registry.transferFrom(aurora, borealis, workId);
    await manager.grantRole(ROLES.RECOVERY, adjudicator, 0);
    await registry.connect(adjudicator).recoverTitles([workId], borealis, aurora, one);
    await registry.connect(adjudicator).setStatus(workId, TitleStatus.Held, two);
    await registry.connect(adjudicator).setStatus(workId, TitleStatus.Annulled, one);
    await registry.connect(adjudicator).setStatus(workId, TitleStatus.InForce, two);

    const [registered, ...later] = timelineOf(await workHistory(colophon.provider, colophon.registry, workId));

    const [a, b, judge] = [aurora, borealis, adjudicator].map(({ address }) => short(address));
    expect(registered?.what).to.equal(
      `registered by ${a}, metadata ${short(registered?.values["metadataHash"] ?? "")}`,
    );
    expect(later.map(({ what }) => what)).to.deep.equal([
      `metadata amended by ${a} to ${short(one)}`,
      `offered by ${a} to ${b} until ${formatTime(end)}, deed ${short(one)}`,
      `offer declined by ${b}, deed ${short(one)}`,
      `offered by ${a} to ${b} until ${formatTime(end)}, deed ${short(two)}`,
      `offer to ${b} withdrawn, deed ${short(two)}`,
      `offered by ${a} to ${b} until ${formatTime(end)}, deed ${short(two)}`,
      `moved from ${a} to ${b}, deed ${short(two)}`,
      `moved from ${b} to ${a} by order ${short(one)} of ${judge}`,
      `moved from ${a} to ${b}`,
      `followed the lost account ${b} to ${a} by recovery ${short(one)} of ${judge}`,
      `in force -> held by order ${short(two)} of ${judge}`,
      `held -> annulled by order ${short(one)} of ${judge}`,
      `annulled -> in force by order ${short(two)} of ${judge}`,
    ]);
  });

  it("puts a work that was superseded into words", async () => {
    const { colophon, registry, accounts } = await setStage();
    const { aurora, borealis } = accounts;
    const { anchored, workId } = await supersededWork(registry, borealis, aurora);

    const [, ...later] = timelineOf(await workHistory(colophon.provider, colophon.registry, workId));

    const [a, b] = [short(aurora.address), short(borealis.address)];
    expect(later.map(({ what }) => what)).to.deep.equal([
      `provisional title of ${b} superseded by ${a}`,
      `registered by ${a}, metadata ${short(anchored.proven[0].metadataHash)}`,
      `priority proven: anchored on ${formatTime(anchored.time)}, root ${short(anchored.root)}`,
    ]);
  });

  it("puts every event of an accreditor into words", async () => {
    const { colophon, parties, accounts } = await setStage();
    const [end, reason] = [(await time.latest()) + DAY, someHash()];
    const { stranger } = accounts;
    const asAdmin = parties.connect(accounts.deployer);
    await asAdmin.appointAccreditor(stranger, end, scopeOf(["publisher", "notary"]));
    await asAdmin.dismissAccreditor(stranger, reason);
    await asAdmin.appointAccreditor(stranger, end, scopeOf(["notary"]));
    await asAdmin.dismissAccreditor(stranger, ZeroHash);

    const lines = timelineOf(await accreditorHistory(colophon.provider, colophon.parties, stranger.address));

    expect(lines.map(({ what }) => what)).to.deep.equal([
      `appointed as an accreditor (publisher, notary) until ${formatTime(end)}`,
      `dismissed as an accreditor, reason ${short(reason)}`,
      `appointed as an accreditor (notary) until ${formatTime(end)}`,
      "dismissed as an accreditor",
    ]);
  });

  it("puts every event of a party into words", async () => {
    const { colophon, parties, accounts } = await setStage();
    const end = (await time.latest()) + DAY;
    const { stranger } = accounts;
    const deadline = end - 1;
    await parties.connect(stranger).applyTo(accounts.accreditor, PartyKind.Publisher, end, ZeroHash, deadline);
    await accredit(parties, stranger, { validUntil: end });
    await parties.renew(stranger, end + DAY, ZeroHash);
    await parties.suspend(stranger, ZeroHash);
    await parties.reinstate(stranger, ZeroHash);
    await parties.revoke(stranger, ZeroHash);

    const lines = timelineOf(await partyHistory(colophon.provider, colophon.parties, stranger.address));

    const accreditor = short(accounts.accreditor.address);
    expect(lines.map(({ what }) => what)).to.deep.equal([
      `applied to ${accreditor} as publisher until ${formatTime(end)}, open until ${formatTime(deadline)}`,
      `accredited as publisher by ${accreditor} until ${formatTime(end)}`,
      `renewed by ${accreditor} until ${formatTime(end + DAY)}`,
      `suspended by ${accreditor}`,
      `reinstated by ${accreditor}`,
      `revoked by ${accreditor}`,
    ]);
  });

  it("keeps the values whole, and says when, where and in which transaction", async () => {
    const { colophon, registry, accounts } = await setStage();
    const claim = claimOf(accounts.aurora);
    const { hash } = await registry.register(claim);

    const lines = timelineOf(await workHistory(colophon.provider, colophon.registry, BigInt(claim.contentHash)));

    expect(lines).to.deep.equal([
      {
        time: await time.latest(),
        block: await time.latestBlock(),
        event: "WorkRegistered",
        what: `registered by ${short(claim.owner)}, metadata ${short(claim.metadataHash)}`,
        values: {
          workId: String(BigInt(claim.contentHash)),
          owner: claim.owner,
          metadataHash: claim.metadataHash,
          previousBlock: "0",
        },
        transactionHash: hash,
      },
    ]);
  });
});
