/**
 * Makes samples/certificates/every-part, as make.ts does the other folders: certificates that together have whatever may be in one, of
 * works to which anything has happened that may.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";

import type { EitherCertificate } from "../../../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../../../lib/certificates/attested/gather";
import { type CertificateOrder, gather } from "../../../../lib/certificates/issue/issue";
import type { MemberSigner } from "../../../../lib/certificates/member-signer";
import { secondKeyOf } from "../../../../lib/certificates/members/second-key";
import { blocksOf, signHistories } from "../../../../lib/certificates/members/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { ROLES } from "../../../../lib/chain/contracts/roles";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { canonicalText } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { withDigests } from "../../../../lib/metadata/redactable";
import { timestampIn } from "../../../../lib/proofs/timestamps/timestamp-token";
import { proveAll, type ProvenClaim } from "../../../shared/anchors";
import { TitleStatus } from "../../../shared/enums";
import { type Claim, claimOf, FOR_EVER, someHash } from "../../../shared/fixture";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { type TimestampAuthority, timestampAuthority } from "../timestamp-authority";
import { changedTo } from "../trust/parties";
import type { Answer } from "../verdict-of";
import { CORPUS, type CorpusCase } from "./cases";
import { casesOfParts, changesOf } from "./cases-of";
import { isKept, keep, MEMBERS, membersOf, signed, work } from "./keep";

const FOLDER = "every-part";
const PLAIN = metadataFromFields({ title: "The lighthouse", author: "Aurora", published: "2026-03-14" });
const OTHERS = 4;
const [FIRST_KEY, SECOND_KEY] = [secondKeyOf(`0x${"1".repeat(64)}`), secondKeyOf(`0x${"2".repeat(64)}`)];

/** The members, who sign with second keys as well. */
const TWICE = MEMBERS.map(
  (wallet, index): MemberSigner => ({
    address: wallet.address,
    signTypedData: wallet.signTypedData.bind(wallet),
    second: [FIRST_KEY, SECOND_KEY][index],
  }),
) as [MemberSigner, MemberSigner]; // as many as there are members

describe("samples/certificates/every-part", function () {
  this.timeout(600_000);
  let stage: Stage;
  let folder: TemporaryFolder;
  let authority: TimestampAuthority;
  let trusts: Readonly<Record<string, Trust>>;
  before(async function () {
    if (isKept(FOLDER)) this.skip();
    stage = await setStage();
    folder = await temporaryFolder();
    authority = timestampAuthority(folder, "authority", "ec");
    trusts = await allTrusts();
  });
  after(() => folder.remove());

  /** Whom to believe: beside those of every folder, with all that a file of trust may have, and those whose members have changed. */
  async function allTrusts(): Promise<typeof trusts> {
    const { colophon, registry } = stage;
    const deployment = {
      parties: colophon.deployment.PartyRegistry.address,
      revealWindow: Number(await registry.REVEAL_WINDOW()),
    };
    const checked = { chainId: Number(colophon.chainId), address: await registry.getAddress() };
    const kept = membersOf(checked);
    const timestampAuthorities = [{ name: "an authority", certificate: authority.certificate }];
    const trust: Trust = { ...kept.trust, deployment, timestampAuthorities };
    const keys = MEMBERS.map(({ address }, index) => ({
      ...{ name: `number ${index + 1}`, address },
      mlDsa44: [FIRST_KEY, SECOND_KEY][index]?.publicKey,
    }));
    const first = devWallet("accreditor");
    const old: Trust = {
      ...{ format: trust.format, registry: checked, deployment },
      members: { threshold: 1, keys: [{ name: "the first", address: first.address }] },
    };
    const change = { members: trust.members, from: 1, until: 1_000_000 };
    return {
      ...kept,
      trust,
      twice: { ...trust, members: { threshold: 2, secondSignature: "required", keys } },
      continued: await changedTo(old, change, change.from, first),
      broken: { ...old, changes: [{ ...change, signatures: [] }] },
    };
  }

  function claimed(name: string, owner = stage.accounts.aurora): Claim {
    return { ...claimOf(owner), contentHash: work(`${FOLDER} ${name}`).contentHash };
  }

  /** A claim among others of one anchor, which is made. */
  async function anchored(claim: Claim): Promise<ProvenClaim> {
    const others = Array.from({ length: OTHERS }, () => claimOf(stage.accounts.aurora));
    const [proven] = proveAll([claim, ...others]);
    if (proven === undefined) throw new Error("there is no claim");
    await stage.registry.anchor(proven[2]);
    return proven;
  }

  async function certified(
    { contentHash }: Claim,
    order: Partial<CertificateOrder> = {},
    signers: readonly [MemberSigner, MemberSigner] = MEMBERS,
  ): Promise<EitherCertificate> {
    const { colophon } = stage;
    const workId = BigInt(contentHash);
    const checkpoints = await signed(colophon, await blocksOf(colophon, workId), signers);
    return gather(colophon, { workId, checkpoints, ...order });
  }

  async function keepOf(
    name: string,
    certificate: EitherCertificate,
    verdict: Answer,
    { more = [], ...how }: NonNullable<Parameters<typeof casesOfParts>[4]> & { readonly more?: CorpusCase[] } = {},
  ): Promise<void> {
    const cases = [...casesOfParts(FOLDER, name, certificate, verdict, how), ...more];
    await keep(FOLDER, name, certificate, { trusts, cases });
  }

  const asked = (name: string, trust: string, verdict: Answer): CorpusCase => ({
    ...{ certificate: `${FOLDER}/${name}.json`, trust: `${FOLDER}/${trust}.json`, verdict },
  });

  it("asks of what the seals in other folders have beside the signatures", async () => {
    for (const [other, name] of [
      ["qbft-form", "in-force"],
      ["kaia", "validator-down"],
    ] as const) {
      const text = readFileSync(join(CORPUS, other, `${name}.json`), "utf8");
      const certificate = JSON.parse(text) as EitherCertificate; // as it was kept
      const cases = changesOf(certificate)
        .filter(({ at }) => ["round", "by"].includes(String(at.at(-1))))
        .map(
          (change): CorpusCase => ({
            certificate: `${other}/${name}.json`,
            trust: `${other}/trust.json`,
            change,
            verdict: "altered",
          }),
        );
      await keep(other, name, certificate, { trusts: {}, cases });
    }
  });

  it("has a title out of an anchor, with a timestamp, and a description of which one field is told and one withheld", async () => {
    const claim = claimed("from-anchor");
    const { metadata, disclosures } = withDigests(PLAIN, ["author", "datePublished"], []);
    await stage.registry.registerAnchored(...(await anchored(claim)));
    await time.increase(await stage.registry.REVEAL_WINDOW());
    await stage.registry.amend(claim.contentHash, metadataHash(metadata));
    const response = authority.stamp(claim.contentHash);

    const certificate = await certified(claim, {
      metadataOf: () => Promise.resolve(canonicalText(metadata)),
      disclosuresOf: () => Promise.resolve(disclosures.slice(0, 1)),
      timestamp: await timestampIn(readFileSync(response), claim.contentHash, response),
    });
    const none: CorpusCase = {
      ...asked("from-anchor", "trust", "not a trust file"),
      trust: `${FOLDER}/from-anchor.work.txt`,
    };
    await keepOf("from-anchor", certificate, "valid", {
      more: [asked("from-anchor", "continued", "valid"), asked("from-anchor", "broken", "trust not continued"), none],
    });
  });

  it("has a title that an earlier anchor could still take", async () => {
    const claim = claimed("provisional");
    await stage.registry.register(claim);

    await keepOf("provisional", await certified(claim), "provisional");
  });

  it("has works without a title, of which one is anchored", async () => {
    const absent = claimed("absent");
    // Where the way ends that would lead to it, another work's would end as well.
    await keepOf("absent", await certified(absent, { untitled: {} }), "no title", { unseen: ["work.id"] });

    const claim = claimed("anchored");
    const [{ owner, metadataHash: hash }, salt, root, siblings] = await anchored(claim);
    const untitled = { anchored: { root, claim: { owner, metadataHash: hash, salt, siblings } } };
    await keepOf("anchored", await certified(claim, { untitled }), "anchored");
  });

  it("has what members have signed with second keys as well", async () => {
    const claim = claimed("twice-signed");
    await stage.registry.register(claim);
    await time.increase(await stage.registry.REVEAL_WINDOW());
    await stage.registry.amend(claim.contentHash, someHash());
    await keepOf("twice-signed", await certified(claim, {}, TWICE), "valid", {
      trust: "twice",
      more: [asked("twice-signed", "trust", "valid"), asked("from-anchor", "twice", "signers unknown")],
    });
  });

  it("has every event that there is", async () => {
    const { registry, manager, accounts } = stage;
    const { aurora, borealis, adjudicator } = accounts;
    const claim = claimed("every-event");
    const { contentHash: id } = claim;
    const [deed, order] = [someHash(), someHash()];
    const proven = await anchored(claim);
    const theirs = registry.connect(borealis);
    const court = registry.connect(adjudicator);
    await theirs.register({ ...claim, owner: borealis.address });
    await registry.registerAnchored(...proven);
    await time.increase(await registry.REVEAL_WINDOW());
    await registry.amend(id, someHash());
    await registry.offerTitle(id, borealis, deed, FOR_EVER);
    await registry.withdrawOffer(id);
    await registry.offerTitle(id, borealis, deed, FOR_EVER);
    await theirs.declineTitle(id, deed);
    await registry.offerTitle(id, borealis, deed, FOR_EVER);
    await theirs.acceptTitle(id, deed);
    for (const status of [TitleStatus.Held, TitleStatus.Annulled, TitleStatus.InForce]) {
      await court.setStatus(id, status, order);
    }
    await court.correctTitle(id, aurora, order);
    await manager.grantRole(ROLES.RECOVERY, adjudicator, 0);
    await court.recoverTitles([id], aurora, borealis, order);

    await keepOf("every-event", await certified(claim), "valid");
  });

  it("has a history for which nothing but members' word stands", async () => {
    const { colophon } = stage;
    const claim = { ...claimed("attested"), metadataHash: metadataHash(PLAIN) };
    await stage.registry.register(claim);
    await time.increase(await stage.registry.REVEAL_WINDOW());
    await stage.registry.amend(claim.contentHash, metadataHash(PLAIN));
    const workId = BigInt(claim.contentHash);
    const { checkpoints, ...empty } = await signed(colophon, []);
    const one = await signHistories(colophon, TWICE[0], [], [workId]);
    const histories = await signHistories(colophon, TWICE[1], one, []);
    const history = signedHistory(workId, { ...empty, checkpoints, histories });
    if (history === undefined) throw new Error("nobody signed it");
    const metadataOf = (): Promise<string> => Promise.resolve(canonicalText(PLAIN));

    await keepOf("attested", await gatherAttested(colophon, { workId, metadataOf }, history), "valid", {
      trust: "twice",
      more: [asked("attested", "trust", "valid")],
    });
  });
});
