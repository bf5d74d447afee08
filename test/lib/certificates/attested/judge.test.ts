import { expect } from "chai";
import { toBeHex } from "ethers";

import { parseEither } from "../../../../lib/certificates/attested/either";
import type { Attestation } from "../../../../lib/certificates/attested/format";
import { gatherAttested, signedHistory } from "../../../../lib/certificates/attested/gather";
import { judgeAttested } from "../../../../lib/certificates/attested/judge";
import { signCheckpoint } from "../../../../lib/certificates/checkpoint";
import { CHECKPOINTS_FORMAT, registryOf } from "../../../../lib/certificates/checkpoints";
import { textOf } from "../../../../lib/certificates/file";
import { historyDigest } from "../../../../lib/certificates/history-digest";
import { signHistories } from "../../../../lib/certificates/members/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { canonicalText, type JsonValue } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { withDigests } from "../../../../lib/metadata/redactable";
import { inOrderOfSigners } from "../../../../lib/proofs/signatures/seals";
import { TitleStatus } from "../../../shared/enums";
import { claimOf, someHash } from "../../../shared/fixture";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { trustOf } from "../certified";

/** The number of events is in the topmost 12 bits of the slot. */
const ONE_EVENT = 1n << 244n;

describe("An attested history", () => {
  let stage: Stage;
  let workId: bigint;
  let attestation: Attestation;
  let trust: Trust;
  beforeEach(async () => {
    stage = await setStage();
    const claim = claimOf(stage.accounts.aurora);
    workId = BigInt(claim.contentHash);
    await stage.registry.register(claim);
    for (const hash of [someHash(), someHash()]) await stage.registry.amend(workId, hash);
    attestation = await attested();
    trust = trustOf(attestation, stage);
  });

  type Signers = readonly Stage["accounts"]["admin"][];

  async function histories(
    signers: Signers = [stage.accounts.admin, stage.accounts.guardian],
  ): ReturnType<typeof signHistories> {
    let signed: Awaited<ReturnType<typeof signHistories>> = [];
    for (const signer of signers) {
      signed = await signHistories(stage.colophon, signer, signed, signed.length === 0 ? [workId] : []);
    }
    return signed;
  }

  async function attested(signers?: Signers): Promise<Attestation> {
    const registry = registryOf(stage.colophon);
    const all = { format: CHECKPOINTS_FORMAT, registry, checkpoints: [], histories: await histories(signers) } as const;
    const signed = signedHistory(workId, { ...all, checkpoints: [] });
    if (signed === undefined) throw new Error("nobody signed it");
    return gatherAttested(stage.colophon, { workId }, signed);
  }

  const verdictOf = async (change: Partial<Attestation> = {}): Promise<string> =>
    (await judgeAttested({ ...attestation, ...change }, { trust })).verdict;

  it("is valid where enough members have signed it, and gives the title and the events as the chain has them", async () => {
    const { verdict, proven } = await judgeAttested(attestation, { trust, contentHash: attestation.work.id });

    const { owner, changedAtBlock } = await stage.registry.titleOf(workId);
    expect(verdict).to.equal("valid");
    expect(proven?.title).to.include({ owner, changedAtBlock: Number(changedAtBlock), events: 3 });
    expect(proven?.history.map(({ event }) => event.name)).to.deep.equal([
      ...["WorkRegistered", "WorkAmended", "WorkAmended"],
    ]);
  });

  it("has what discloses fields of the metadata in their order, whichever way the home keeps them", async () => {
    const plain = metadataFromFields({ title: "The sea", author: "Aurora", published: "2026-01-01" });
    const redactable = withDigests(plain, ["author", "datePublished"], []);
    await stage.registry.amend(workId, metadataHash(redactable.metadata));
    const disclosures = [...redactable.disclosures].sort().reverse();
    const [signed] = await histories();
    if (signed === undefined) throw new Error("nobody signed it");

    const disclosed = await gatherAttested(
      stage.colophon,
      {
        workId,
        metadataOf: () => Promise.resolve(canonicalText(redactable.metadata as unknown as JsonValue)),
        disclosuresOf: () => Promise.resolve(disclosures),
      },
      signed,
    );

    expect(disclosed.work.disclosures).to.deep.equal(disclosures.toReversed());
    expect((await judgeAttested(disclosed, { trust })).verdict).to.equal("valid");
  });

  it("is not enough where one has signed, or nobody who is trusted, and says what the title's status is", async () => {
    const { admin, stranger } = stage.accounts;
    attestation = await attested([admin]);
    expect(await verdictOf()).to.equal("not enough signers");
    attestation = await attested([stranger]);
    expect(await verdictOf()).to.equal("signers unknown");

    await stage.registry.connect(stage.accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());
    attestation = await attested();
    expect(await verdictOf()).to.equal("on hold");
  });

  it("is altered, whichever event is missing, there twice or another's, and whichever value differs", async () => {
    const { history, block } = attestation;
    const others = [
      ...history.map((_, index) => history.filter((_each, other) => other !== index)),
      ...history.map((each) => [...history, each]),
      [...history].reverse(),
      ...history.map((each, index) => history.with(index, { ...each, time: each.time + 1 })),
      ...history.map((each, index) => history.with(index, { ...each, data: each.data.replace(/..$/, "ff") })),
      ...history.map((each, index) => history.with(index, { ...each, data: "0x" })),
    ];
    for (const [index, other] of others.entries()) {
      expect(await verdictOf({ history: other }), `history ${index}`).to.equal("altered");
    }
    expect(await verdictOf({ title: attestation.title.replace(/.$/, "f") })).to.equal("altered");
    for (const change of [{ number: block.number + 1 }, { time: block.time + 1 }, { hash: someHash() }]) {
      expect(await verdictOf({ block: { ...block, ...change } })).to.equal("altered");
    }
    expect(await verdictOf({ work: { id: someHash() } })).to.equal("altered");
    expect(await verdictOf({ work: { ...attestation.work, metadata: "{}" } })).to.equal("altered");
  });

  it("is altered where members have signed that an event between two others is missing", async () => {
    const { registry, work, block, history } = attestation;
    const events = history.filter((_, index) => index !== 1);
    const title = toBeHex(BigInt(attestation.title) - ONE_EVENT, 32);
    const vouched = {
      ...{ blockNumber: block.number, blockHash: block.hash, time: block.time },
      ...{ work: work.id, title, history: historyDigest(events) },
    };
    const { admin, guardian } = stage.accounts;
    const members = inOrderOfSigners([
      await signCheckpoint(admin, registry, vouched),
      await signCheckpoint(guardian, registry, vouched),
    ]);

    const { verdict, reason } = await judgeAttested({ ...attestation, title, history: events, members }, { trust });

    expect(verdict).to.equal("altered");
    expect(reason).to.contain("one is missing");
  });

  it("is read as it was written, and is of a later format where its number is", () => {
    const text = textOf(attestation);

    expect(parseEither(text, "it")).to.deep.equal({ certificate: attestation });
    expect(parseEither(text.replace("attestation/1", "attestation/2"), "it")).to.include({ verdict: "later format" });
    expect(parseEither(text.replace("}\n", " }\n"), "it")).to.include({ verdict: "altered" });
  });

  it("is refused by a member whose node has another history, and where the title has changed since", async () => {
    const signed = await histories();
    const sign = (change: object) => () =>
      signHistories(
        stage.colophon,
        stage.accounts.accreditor,
        signed.map((each) => ({ ...each, ...change })),
        [],
      );

    for (const [change, code] of [
      [{ history: someHash() }, "CheckpointOfOtherHistory"],
      [{ title: someHash() }, "CheckpointOfOtherHistory"],
      [{ blockHash: someHash() }, "CheckpointOfOtherBlock"],
    ] as const) {
      expect(await refusalOf(sign(change))).to.include({ code, exitCode: 3 });
    }
    await stage.registry.amend(workId, someHash());
    expect(await refusalOf(sign({}))).to.include({ code: "HistoryMovedOn", exitCode: 3 });
  });
});
