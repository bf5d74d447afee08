import { expect } from "chai";

import { parseEither } from "../../../../lib/certificates/attested/either";
import type { Attestation } from "../../../../lib/certificates/attested/format";
import { gatherAttested, signedHistory } from "../../../../lib/certificates/attested/gather";
import { judgeAttested } from "../../../../lib/certificates/attested/judge";
import { CHECKPOINTS_FORMAT, registryOf } from "../../../../lib/certificates/checkpoints";
import { textOf } from "../../../../lib/certificates/file";
import { signHistories } from "../../../../lib/certificates/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { TitleStatus } from "../../../shared/enums";
import { claimOf, someHash } from "../../../shared/fixture";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { trustOf } from "../certified";

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
