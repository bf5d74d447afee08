import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { network } from "hardhat";

import { textOf } from "../../../../lib/certificates/file";
import { gather } from "../../../../lib/certificates/issue/issue";
import { judge } from "../../../../lib/certificates/judge/judge";
import type { Trust, TrustSet } from "../../../../lib/certificates/trust";
import { ROLES } from "../../../../lib/chain/contracts/roles";
import { workHistory } from "../../../../lib/history/history";
import { WORK_EVENTS } from "../../../../lib/history/work-events";
import { signedBy, trustOf, trustWithDeployment } from "../../../lib/certificates/certified";
import { changedTo, membersOf } from "../../../lib/certificates/trust/parties";
import type { Case } from "../../../lib/certificates/verdict-of";
import { GAS } from "../../../lib/shared/one-block";
import { setStage, type Stage } from "../../../lib/shared/stage";
import { anchorAlone, proveAlone, type ProvenClaim } from "../../../shared/anchors";
import { claimOf, FOR_EVER, someHash } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";
import { SecondVerifier } from "./second-verifier";

const WORKS = 3;
const STEPS = 60;
const CERTIFICATES = 25;
const TRUSTS = 400;
const VERDICTS = ["valid", "on hold", "annulled"] as const;

/** Something that somebody does to a title, if the registry lets them. */
type Step = (workId: bigint, who: HardhatEthersSigner) => Promise<unknown>;

describe("Certificates of works to which anything happens, in any order", function () {
  this.timeout(600_000);
  const seed = testSeed();
  let second: SecondVerifier;
  let stage: Stage;
  let random: Random;
  beforeEach(async () => {
    second = await SecondVerifier.prepare();
    stage = await setStage();
    random = new Random(seed);
  });

  /** Registers works, in one transaction, and does things to them; several are in one block, and one transaction moves two titles. */
  async function lived(onward: (workIds: readonly bigint[]) => Promise<void>): Promise<void> {
    const { registry, manager, accounts } = stage;
    const { aurora, borealis, adjudicator } = accounts;
    await manager.grantRole(ROLES.RECOVERY, adjudicator, 0);
    const claims = Array.from({ length: WORKS }, () => claimOf(aurora));
    // The oldest first: each gives the title an earlier date.
    const anchors: ProvenClaim[] = [];
    for (const claim of [...claims, ...claims]) anchors.push((await anchorAlone(registry, claim)).proven);
    await registry.registerMany(
      aurora,
      claims.map(({ contentHash, metadataHash }) => ({ contentHash, metadataHash })),
    );
    await time.increase(await registry.REVEAL_WINDOW());
    const workIds = claims.map(({ contentHash }) => BigInt(contentHash));
    const deed = someHash();

    const other = (who: HardhatEthersSigner): HardhatEthersSigner => (who === aurora ? borealis : aurora);
    const amend: Step = (id, who) => registry.connect(who).amend(id, someHash(), GAS);
    const offer: Step = (id, who) => registry.connect(who).offerTitle(id, other(who), deed, FOR_EVER, GAS);
    const accept: Step = (id, who) => registry.connect(who).acceptTitle(id, deed, GAS);
    const decline: Step = (id, who) => registry.connect(who).declineTitle(id, deed, GAS);
    const withdraw: Step = (id, who) => registry.connect(who).withdrawOffer(id, GAS);
    const transfer: Step = (id, who) => registry.connect(who).transferFrom(who, other(who), id, GAS);
    const annul: Step = (id) => registry.connect(adjudicator).setStatus(id, 2, someHash(), GAS);
    const release: Step = (id) => registry.connect(adjudicator).setStatus(id, 0, someHash(), GAS);
    const decide: Step = (id) => registry.connect(adjudicator).setStatus(id, random.below(3), someHash(), GAS);
    const correct: Step = (id, who) => registry.connect(adjudicator).correctTitle(id, who, someHash(), GAS);
    const prove: Step = () =>
      registry.registerAnchored(...(anchors.pop() ?? proveAlone(claimOf(aurora))), { gasLimit: 400_000n });
    const recover: Step = (_, who) =>
      registry.connect(adjudicator).recoverTitles(workIds, who, other(who), someHash(), { gasLimit: 600_000n });

    // Everything once, so that every history has it whatever comes by chance.
    const [first = 0n] = workIds;
    for (const workId of workIds) {
      for (const step of [prove, amend, offer, withdraw, offer]) await step(workId, aurora);
      await decline(workId, borealis);
      await offer(workId, aurora);
      await accept(workId, borealis);
      for (const step of [annul, release, correct]) await step(workId, aurora);
    }
    await recover(first, aurora);

    const steps = [amend, offer, accept, decline, withdraw, transfer, decide, release, correct, prove, recover];
    for (let step = 0; step < STEPS; step += 1) {
      // Whatever the registry refuses is in its block all the same, and leaves no event.
      await network.provider.send("evm_setAutomine", [false]);
      for (let left = 1 + random.below(4); left > 0; left -= 1) {
        await random.pick(steps)(random.pick(workIds), random.pick([aurora, borealis]));
      }
      await network.provider.send("evm_setAutomine", [true]);
      await network.provider.send("evm_mine");
      if (random.chance(CERTIFICATES / STEPS)) await onward(workIds);
    }
  }

  it(`have every event, and both verifiers say what the registry has (seed ${seed})`, async () => {
    const cases: Case[] = [];
    const expected: string[] = [];
    const names = new Set<string>();
    await lived(async (workIds) => {
      const { colophon, registry } = stage;
      const workId = random.pick(workIds);
      const certificate = await gather(colophon, { workId, checkpoints: await signedBy(stage, workId) });
      const trust = await trustWithDeployment(certificate, stage);
      const verdict = VERDICTS[Number((await registry.titleOf(workId)).status)] ?? "";

      const judgement = await judge(certificate, { trust });
      const events = (await workHistory(colophon.provider, registry, workId)).map(({ event }) => event.name);
      expect(judgement.verdict).to.equal(verdict);
      expect(judgement.proven?.history.map(({ event }) => event.name)).to.deep.equal(events);
      for (const name of events) names.add(name);
      cases.push({ certificate: textOf(certificate), trust });
      expected.push(verdict);
    });

    expect(await second.verdictsOf(cases)).to.deep.equal(expected);
    expect([...names]).to.have.members(WORK_EVENTS.filter((name) => name !== "WorkSuperseded"));
  });

  it(`are judged alike by whom is trusted, however the members change (seed ${seed})`, async () => {
    const texts: string[] = [];
    let first: Trust | undefined;
    await lived(async (workIds) => {
      const workId = random.pick(workIds);
      const certificate = await gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId) });
      first ??= trustOf(certificate, stage);
      texts.push(textOf(certificate));
    });
    const newest = await stage.colophon.provider.getBlockNumber();

    const cases: Case[] = [];
    for (let index = 0; index < TRUSTS; index += 1) {
      if (first === undefined) throw new Error("there is no certificate");
      cases.push({ certificate: random.pick(texts), trust: await someTrust(first, newest) });
    }
    const counts = await second.expectAgreement(cases);
    expect([...counts.keys()]).to.include.members(["signers unknown", "not enough signers", "trust not continued"]);
    expect(VERDICTS.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0)).to.be.above(TRUSTS / 20);
  });

  /** Whom one trusts whose members change up to four times: some leave and come back, more or fewer are needed, terms touch or do not. */
  async function someTrust({ registry }: Trust, newest: number): Promise<Trust> {
    const { admin, guardian, accreditor, stranger } = stage.accounts;
    const everybody = [admin, guardian, accreditor, stranger];
    const someSet = (): { readonly set: TrustSet; readonly members: readonly HardhatEthersSigner[] } => {
      const members = everybody.filter((each) => random.chance(each === stranger ? 0.2 : 0.9));
      const listed = members.length === 0 ? [admin] : members;
      return { set: membersOf(listed, 1 + random.below(Math.min(3, listed.length))), members: listed };
    };
    const begin = someSet();
    let [trust, before, from]: [Trust, readonly HardhatEthersSigner[], number] = [
      { format: "colophon-trust/1", registry, ...begin.set, ...(random.chance(0.3) && { until: newest - 20 }) },
      begin.members,
      0,
    ];
    for (let left = random.below(5); left > 0; left -= 1) {
      const { set, members } = someSet();
      from += 1 + random.below(Math.ceil(newest / 2));
      const until = random.chance(0.2) ? { until: from + 1 + random.below(20) } : {};
      // Now and then too few of those before have signed it.
      const signing = random.chance(0.95) ? before : before.slice(1);
      try {
        trust = await changedTo(trust, { ...set, ...until }, from, ...signing);
      } catch (error) {
        // What does not follow cannot be signed: it is judged without signatures.
        expect(error).to.include({ code: "TrustNotContinued" });
        return { ...trust, changes: [...(trust.changes ?? []), { ...set, ...until, from, signatures: [] }] };
      }
      before = members;
    }
    return trust;
  }
});
