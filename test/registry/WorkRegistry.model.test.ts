import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, id, toBeHex, ZeroAddress, ZeroHash } from "ethers";

import { proveAll, proveAlone, type ProvenClaim } from "../shared/anchors";
import { TitleStatus } from "../shared/enums";
import { admit, DAY, deployRegistry, type Registry } from "../shared/fixture";
import { workHistory } from "../shared/history";
import { Random, testSeed } from "../shared/random";
import { blockOf, offerOf, titleOf } from "../shared/records";
import { RegistryModel, type Verdict } from "../shared/registry-model";
import { signClaim } from "../shared/signing";

const OPERATIONS = 400;

/** Few works, deeds and accounts, so that operations meet each other. */
const WORKS = Array.from({ length: 20 }, (_, index) => BigInt(id(`work ${index}`)));
const DEEDS = [id("deed 1"), id("deed 2")];

/** Seconds from one block to the next: within a window, to its edge, past an offer, past a term. */
const STEPS = [1, 1, 30, 30, 300, 599, 600, 600, 600, DAY];
const LONG_STEP = 30 * DAY;
/** A claim from an anchor comes soon, or finds a final title. */
const SOON = [1, 1, 30, 300];

/** How often each operation is drawn. */
const WEIGHTS = {
  register: 3,
  registerMany: 3,
  registerFor: 3,
  anchor: 8,
  registerAnchored: 5,
  amend: 3,
  offerTitle: 10,
  acceptTitle: 6,
  declineTitle: 2,
  withdrawOffer: 2,
  transferFrom: 4,
  approve: 3,
  setApprovalForAll: 2,
  setStatus: 4,
  correctTitle: 2,
  pause: 1,
  suspend: 1,
  renew: 2,
} as const;

type OperationName = keyof typeof WEIGHTS;

const NAMES = (Object.keys(WEIGHTS) as OperationName[]).flatMap((name) =>
  Array<OperationName>(WEIGHTS[name]).fill(name),
);

/** One operation on the registry and on its model. */
interface Operation {
  readonly verdict: Verdict;
  readonly send: () => Promise<ContractTransactionResponse>;
}

/** Draws operations at random: mostly such as make sense, sometimes such as do not. */
class Operations {
  private readonly people;
  /** Every claim that somebody put into a tree, with what proves it. */
  private readonly claims: ProvenClaim[] = [];

  constructor(
    private readonly deployment: Registry,
    private readonly model: RegistryModel,
    private readonly random: Random,
  ) {
    const { aurora, borealis, publisher, stranger } = deployment.accounts;
    this.people = [aurora, borealis, publisher, aurora, borealis, publisher, stranger];
  }

  /**
   * What to do next: a pause and a suspension do not last, since little can happen meanwhile, and a claim that can take a
   * title over comes before the title is final.
   */
  name(now: bigint): OperationName {
    if (WORKS.some((workId) => this.canSupersede(workId, now)) && this.random.chance(0.4)) return "registerAnchored";
    if (this.model.isPaused() && this.random.chance(0.4)) return "pause";
    if (this.suspended() !== undefined && this.random.chance(0.3)) return "suspend";
    return this.random.pick(NAMES);
  }

  /** The work to do it with: mostly one with which it can be done. */
  workId(name: OperationName, now: bigint): bigint {
    if (this.random.chance(0.03)) return 0n;
    const { model } = this;
    const isTakeover = WORKS.some((workId) => this.canSupersede(workId, now));
    const fits = (workId: bigint): boolean => {
      const isOffered = model.offerOf(workId).to !== ZeroAddress;
      if (name === "acceptTitle" || name === "declineTitle" || name === "withdrawOffer") return isOffered;
      if (name === "setStatus") return model.titleOf(workId).status !== TitleStatus.InForce || this.random.chance(0.3);
      if (name === "registerAnchored" && isTakeover) return this.canSupersede(workId, now);
      if (name === "anchor" || name.startsWith("register")) return !model.titles.has(workId);
      return model.titles.has(workId);
    };
    const fitting = WORKS.filter(fits);
    return this.random.pick(fitting.length > 0 && this.random.chance(0.8) ? fitting : WORKS);
  }

  /** @param workId the work that the operation is about, where it is about one */
  async draw(name: OperationName, workId: bigint, now: bigint): Promise<Operation> {
    const { model, random } = this;
    const { registry, parties, accounts } = this.deployment;
    const publishers = [accounts.aurora, accounts.borealis, accounts.publisher];
    const caller = this.person();
    const someone = this.person();
    const hash = random.chance(0.1) ? ZeroHash : id(`hash ${random.below(1_000_000)}`);
    const title = model.titleOf(workId);
    const offer = model.offerOf(workId);
    const deed = random.chance(0.85) ? offer.deedHash : random.pick(DEEDS);
    // Whoever has the right to it, four times in five.
    const holder = random.chance(0.8) ? this.signer(title.owner, caller) : caller;
    const offeree = random.chance(0.8) ? this.signer(offer.to, caller) : caller;

    switch (name) {
      case "register": {
        const owner = random.chance(0.8) ? caller : someone;
        const claim = { owner: owner.address, contentHash: toBeHex(workId, 32), metadataHash: hash };
        return {
          verdict: model.register(caller.address, owner.address, workId, hash, now),
          send: () => registry.connect(caller).register(claim),
        };
      }
      case "registerMany": {
        const owner = random.chance(0.8) ? caller : someone;
        const works = Array.from({ length: random.below(4) }, () => [this.workId(name, now), hash] as const);
        const input = works.map(([work, metadataHash]) => ({ contentHash: toBeHex(work, 32), metadataHash }));
        return {
          verdict: model.registerMany(caller.address, owner.address, works, now),
          send: () => registry.connect(caller).registerMany(owner, input),
        };
      }
      case "registerFor": {
        const signer = random.chance(0.8) ? someone : caller;
        const deadline = now + BigInt(random.pick([-1, 0, 1, DAY]));
        const claim = { owner: someone.address, contentHash: toBeHex(workId, 32), metadataHash: hash };
        const signature = await signClaim(registry, signer, claim, Number(deadline));
        return {
          verdict: model.registerFor(signer === someone, someone.address, workId, hash, deadline, now),
          send: () => registry.connect(caller).registerFor(claim, deadline, signature),
        };
      }
      case "anchor": {
        const isKnown = this.claims.length > 0 && random.chance(0.1);
        const root = isKnown ? random.pick(this.claims)[2] : this.commit(workId, hash, publishers);
        return {
          verdict: model.anchor(caller.address, root, now),
          send: () => registry.connect(caller).anchor(root),
        };
      }
      case "registerAnchored": {
        const claims = this.claimsTo(workId);
        const owner = random.pick(publishers).address;
        const unknown = proveAlone({ owner, contentHash: toBeHex(workId, 32), metadataHash: hash });
        const [claim, salt, root, proof] = claims.length === 0 ? unknown : random.pick(claims);
        const isProven = random.chance(0.9);
        return {
          verdict: model.registerAnchored(caller.address, { ...claim, workId, root, isProven }, now),
          send: () => registry.connect(caller).registerAnchored(claim, isProven ? salt : id("salt"), root, proof),
        };
      }
      case "amend":
        return {
          verdict: model.amend(holder.address, workId, hash, now),
          send: () => registry.connect(holder).amend(workId, hash),
        };
      case "offerTitle": {
        const buyer = random.chance(0.8) ? random.pick(publishers.filter((one) => one !== holder)) : someone;
        const to = random.chance(0.95) ? buyer.address : ZeroAddress;
        const expiresAt = now + BigInt(random.pick([0, 1, 600, DAY, 90 * DAY, 90 * DAY, 90 * DAY]));
        const deedHash = random.chance(0.95) ? random.pick(DEEDS) : ZeroHash;
        return {
          verdict: model.offerTitle(holder.address, workId, { to, expiresAt, deedHash }, now),
          send: () => registry.connect(holder).offerTitle(workId, to, deedHash, expiresAt),
        };
      }
      case "acceptTitle":
        return {
          verdict: model.acceptTitle(offeree.address, workId, deed, now),
          send: () => registry.connect(offeree).acceptTitle(workId, deed),
        };
      case "declineTitle":
        return {
          verdict: model.declineTitle(offeree.address, workId, deed),
          send: () => registry.connect(offeree).declineTitle(workId, deed),
        };
      case "withdrawOffer":
        return {
          verdict: model.withdrawOffer(holder.address, workId),
          send: () => registry.connect(holder).withdrawOffer(workId),
        };
      case "transferFrom": {
        const from = random.chance(0.9) ? title.owner : someone.address;
        const to = random.chance(0.95) ? someone.address : ZeroAddress;
        const by = random.chance(0.3) ? this.signer(model.approvedFor(workId), holder) : holder;
        return {
          verdict: model.transfer(by.address, from, to, workId, ZeroHash, now),
          send: () => registry.connect(by).transferFrom(from, to, workId),
        };
      }
      case "approve": {
        const approved = random.chance(0.2) ? ZeroAddress : someone.address;
        return {
          verdict: model.approve(holder.address, approved, workId),
          send: () => registry.connect(holder).approve(approved, workId),
        };
      }
      case "setApprovalForAll": {
        const allowed = random.chance(0.4);
        return {
          verdict: model.setOperator(caller.address, someone.address, allowed),
          send: () => registry.connect(caller).setApprovalForAll(someone, allowed),
        };
      }
      case "setStatus": {
        const status = title.status === TitleStatus.InForce ? this.status() : TitleStatus.InForce;
        return {
          verdict: model.setStatus(accounts.adjudicator.address, workId, status, hash),
          send: () => registry.connect(accounts.adjudicator).setStatus(workId, status, hash),
        };
      }
      case "correctTitle":
        return {
          verdict: model.correctTitle(accounts.adjudicator.address, workId, someone.address, hash, now),
          send: () => registry.connect(accounts.adjudicator).correctTitle(workId, someone, hash),
        };
      case "pause": {
        const { guardian, deployer } = accounts;
        return random.chance(model.isPaused() ? 0.1 : 0.7)
          ? { verdict: model.pause(now), send: () => registry.connect(guardian).pause() }
          : { verdict: model.unpause(now), send: () => registry.connect(deployer).unpause() };
      }
      case "suspend": {
        const party = this.suspended() ?? random.pick(publishers);
        const suspended = !model.isSuspended(party.address);
        return {
          verdict: { refusals: [], apply: () => model.suspend(party.address, suspended, now) },
          send: () => (suspended ? parties.suspend(party, hash) : parties.reinstate(party, hash)),
        };
      }
      case "renew": {
        const party = random.pick(publishers);
        const validUntil = now + BigInt(random.pick([10, 90, 365]) * DAY);
        return {
          verdict: { refusals: [], apply: () => model.accredit(party.address, validUntil, now) },
          send: () => parties.renew(party, validUntil, hash),
        };
      }
    }
  }

  /** Makes a tree of claims to this work and two others, and gives its root. */
  private commit(workId: bigint, metadataHash: string, owners: readonly { address: string }[]): string {
    const claims = [workId, this.random.pick(WORKS), this.random.pick(WORKS)].map((work) => ({
      owner: this.random.pick(owners).address,
      contentHash: toBeHex(work, 32),
      metadataHash,
    }));
    const proven = proveAll(claims);
    this.claims.push(...proven);
    return proven[0]?.[2] ?? ZeroHash;
  }

  private claimsTo(workId: bigint): ProvenClaim[] {
    return this.claims.filter(([{ contentHash }]) => BigInt(contentHash) === workId);
  }

  /** Whether the work has a provisional title, and a claim to it an earlier anchor. */
  private canSupersede(workId: bigint, now: bigint): boolean {
    const { registeredAt, finalAt } = this.model.titleOf(workId);
    const anchors = this.claimsTo(workId).map(([, , root]) => this.model.anchors.get(root));
    return now < finalAt && anchors.some((anchor) => anchor !== undefined && anchor.anchoredAt < registeredAt);
  }

  private suspended(): Registry["accounts"]["aurora"] | undefined {
    return this.people.find(({ address }) => this.model.isSuspended(address));
  }

  private status(): bigint {
    return this.random.pick(Object.values<bigint>(TitleStatus));
  }

  private person(): Registry["accounts"]["aurora"] {
    return this.random.pick(this.people);
  }

  private signer(address: string, otherwise: Registry["accounts"]["aurora"]): Registry["accounts"]["aurora"] {
    return this.people.find((person) => person.address === address) ?? otherwise;
  }
}

async function expectSameTitle({ registry }: Registry, model: RegistryModel, workId: bigint): Promise<void> {
  expect(await titleOf(registry, workId)).to.deep.equal(model.titleOf(workId));
  expect(await offerOf(registry, workId)).to.deep.equal(model.offerOf(workId));
  if (model.titles.has(workId)) expect(await registry.getApproved(workId)).to.equal(model.approvedFor(workId));
}

async function expectSameHistory({ registry }: Registry, model: RegistryModel, workId: bigint): Promise<void> {
  const history = await workHistory(registry, workId);
  const entries = history.map(({ name, block, values }) => ({ name, block, values }));
  expect(entries).to.deep.equal(model.titles.get(workId)?.events ?? []);
}

/** The name of the registry's error with which a transaction failed. */
function errorName({ registry, parties }: Registry, error: unknown): string {
  const data = error instanceof Error && "data" in error && typeof error.data === "string" ? error.data : "0x";
  const description = registry.interface.parseError(data) ?? parties.interface.parseError(data);
  if (description === null) throw error;
  return description.name;
}

describe("WorkRegistry beside a model of it", () => {
  const seed = testSeed();

  it(`agrees through ${OPERATIONS} random operations (seed ${seed})`, async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const random = new Random(seed);
    const model = new RegistryModel(await registry.REVEAL_WINDOW());
    await admit(deployment, accounts.publisher);
    for (const { address } of [accounts.aurora, accounts.borealis, accounts.publisher]) {
      model.accredit(address, BigInt(validUntil), 0n);
    }
    const operations = new Operations(deployment, model, random);
    let succeeded = 0;
    let now = await time.latest();

    for (let index = 0; index < OPERATIONS; index += 1) {
      const name = operations.name(BigInt(now));
      now += random.chance(0.03) ? LONG_STEP : random.pick(name === "registerAnchored" ? SOON : STEPS);
      model.passTo(BigInt(now));
      const workId = operations.workId(name, BigInt(now));
      const { verdict, send } = await operations.draw(name, workId, BigInt(now));
      const step = `operation ${index}: ${name}`;

      await time.setNextBlockTimestamp(now);
      try {
        const { number } = await blockOf(await send());
        expect(verdict.refusals, `${step} succeeded`).to.deep.equal([]);
        verdict.apply(number);
        succeeded += 1;
      } catch (error) {
        if (error instanceof Error && error.name === "AssertionError") throw error;
        expect(verdict.refusals, step).to.include(errorName(deployment, error));
      }
      await expectSameTitle(deployment, model, workId);
    }

    expect(succeeded, "operations that succeeded").to.be.greaterThan(OPERATIONS / 6);
    for (const workId of WORKS) {
      await expectSameTitle(deployment, model, workId);
      await expectSameHistory(deployment, model, workId);
    }
    for (const [root, { account, anchoredAt, block }] of model.anchors) {
      expect(await registry.anchorOf(root)).to.deep.equal([account, anchoredAt, block]);
    }
    for (const owner of Object.values(accounts)) {
      expect(await registry.balanceOf(owner)).to.equal(model.balanceOf(owner.address));
      for (const operator of Object.values(accounts)) {
        expect(await registry.isApprovedForAll(owner, operator)).to.equal(
          model.isOperator(owner.address, operator.address),
        );
      }
    }
  });
});
