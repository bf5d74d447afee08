import { ZeroAddress } from "ethers";

import { Outcome, TitleStatus } from "./enums";
import { NO_OFFER, NO_TITLE, type Offer, type Title } from "./records";

/** An event about a work, with all its values but `previousBlock`. */
export interface ModelEvent {
  readonly name: string;
  readonly block: bigint;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What the model says of an operation. */
export interface Verdict {
  /** Every error for which the registry has a reason; it must fail with one of them. Empty: it must succeed. */
  readonly refusals: readonly string[];
  /** Notes what the operation did, once it is in a block. */
  readonly apply: (block: bigint) => void;
}

interface ModelTitle {
  owner: string;
  registeredAt: bigint;
  /** The block of its registration or anchor. */
  priorityBlock: bigint;
  hasMoved: boolean;
  status: bigint;
  approved: string;
  offer: Offer;
  readonly events: ModelEvent[];
}

/** What `registerAnchored` is called with, as far as the model needs it. */
export interface ModelClaim {
  readonly owner: string;
  readonly workId: bigint;
  readonly metadataHash: string;
  readonly root: string;
  /** Whether the claim is under the root. */
  readonly isProven: boolean;
}

interface ModelAnchor {
  readonly account: string;
  readonly anchoredAt: bigint;
  readonly block: bigint;
}

type Rule = readonly [broken: boolean, error: string];

const NOTHING: Omit<ModelTitle, "events"> = {
  owner: ZeroAddress,
  registeredAt: 0n,
  priorityBlock: 0n,
  hasMoved: false,
  status: TitleStatus.InForce,
  approved: ZeroAddress,
  offer: NO_OFFER,
};

/** What is known of an accreditation, and since when (seconds). */
interface ModelTerm {
  readonly suspended: boolean;
  readonly validUntil: bigint;
  readonly since: bigint;
}
/** How long a pause lasts, and for how long none follows it, in seconds. */
const PAUSE_DURATION = 7n * 24n * 3600n;

/** What WorkRegistry should do, told once more without a chain. Time is an argument, in seconds. */
export class RegistryModel {
  readonly titles = new Map<bigint, ModelTitle>();
  readonly anchors = new Map<string, ModelAnchor>();
  private readonly terms = new Map<string, ModelTerm>();
  /** When accounts were accredited, in pieces that end with a decision: both ends belong to a piece. */
  private readonly pastTimes: { account: string; from: bigint; to: bigint }[] = [];
  private readonly operators = new Set<string>();
  private paused = false;
  private pausedUntil = 0n;

  constructor(private readonly revealWindow: bigint) {}

  /* WHAT IS OUTSIDE THE REGISTRY */

  /** Time passes: a pause ends by itself. */
  passTo(now: bigint): void {
    if (now >= this.pausedUntil) this.paused = false;
  }

  accredit(account: string, validUntil: bigint, now: bigint): void {
    this.setTerm(account, { suspended: this.isSuspended(account), validUntil, since: now });
  }

  suspend(account: string, suspended: boolean, now: bigint): void {
    this.setTerm(account, { suspended, validUntil: this.terms.get(account)?.validUntil ?? 0n, since: now });
  }

  isSuspended(account: string): boolean {
    return this.terms.get(account)?.suspended ?? false;
  }

  /* OPERATIONS */

  register(caller: string, owner: string, workId: bigint, metadataHash: string, now: bigint): Verdict {
    return this.verdict(
      [[!this.actsFor(caller, owner), "WorkRegistryNotAuthorized"], ...this.newTitleRules(owner, workId, now)],
      (block) => this.create(owner, workId, metadataHash, now, block),
    );
  }

  registerFor(
    signed: boolean,
    owner: string,
    workId: bigint,
    metadataHash: string,
    deadline: bigint,
    now: bigint,
  ): Verdict {
    return this.verdict(
      [
        [now > deadline, "WorkRegistrySignatureExpired"],
        [!signed, "WorkRegistryInvalidSignature"],
        ...this.newTitleRules(owner, workId, now),
      ],
      (block) => this.create(owner, workId, metadataHash, now, block),
    );
  }

  registerMany(
    caller: string,
    owner: string,
    works: readonly (readonly [workId: bigint, metadataHash: string])[],
    now: bigint,
  ): Verdict {
    return this.verdict(
      [
        [!this.actsFor(caller, owner), "WorkRegistryNotAuthorized"],
        [!this.isAccredited(owner, now), "WorkRegistryNotAccredited"],
        [works.length === 0, "WorkRegistryBatchSize"],
      ],
      (block) => {
        for (const [workId, metadataHash] of works) {
          if (this.outcome(workId) === Outcome.Registered) this.create(owner, workId, metadataHash, now, block);
        }
      },
    );
  }

  /** Unlike the other operations, it goes on during a pause. */
  anchor(caller: string, root: string, now: bigint): Verdict {
    const rules: Rule[] = [
      [this.anchors.has(root), "WorkRegistryAlreadyAnchored"],
      [!this.isAccredited(caller, now), "WorkRegistryNotAccredited"],
    ];
    return this.protects(rules, (block) => this.anchors.set(root, { account: caller, anchoredAt: now, block }));
  }

  registerAnchored(caller: string, { owner, workId, metadataHash, root, isProven }: ModelClaim, now: bigint): Verdict {
    const anchor = this.anchors.get(root);
    const anchoredAt = anchor?.anchoredAt ?? 0n;
    const isWanted = this.actsFor(caller, owner) || (anchor !== undefined && this.actsFor(anchor.account, owner));
    const { owner: holder, registeredAt, priorityBlock, status } = this.title(workId);
    const isYounger = holder !== ZeroAddress && anchoredAt < registeredAt;
    const isOwn = holder === owner;
    return this.verdict(
      [
        [anchor === undefined, "WorkRegistryNotAnchored"],
        [anchoredAt >= now, "WorkRegistryAnchorTooNew"],
        [!isProven, "WorkRegistryInvalidProof"],
        [workId === 0n, "WorkRegistryZeroContentHash"],
        [!isWanted, "WorkRegistryNotAuthorized"],
        [!this.isAccredited(owner, now) && !this.wasAccredited(owner, anchoredAt), "WorkRegistryNotAccredited"],
        [holder !== ZeroAddress && !isYounger, "WorkRegistryAlreadyRegistered"],
        [isYounger && (anchor?.block ?? 0n) >= priorityBlock, "WorkRegistryAnchorAfterTitle"],
        [isYounger && !isOwn && !this.isProvisional(workId, now), "WorkRegistryFinal"],
        [isYounger && !isOwn && status !== TitleStatus.InForce, "WorkRegistryNotInForce"],
        [isYounger && isOwn && status === TitleStatus.Annulled, "WorkRegistryNotInForce"],
      ],
      (block) => {
        if (holder === ZeroAddress) {
          this.create(owner, workId, metadataHash, anchoredAt, block);
        } else if (!isOwn) {
          this.move(workId, owner, "WorkSuperseded", block, { from: holder, to: owner });
          this.change(workId, { hasMoved: false });
          this.note(workId, "WorkRegistered", block, { owner, metadataHash });
        }
        this.change(workId, { registeredAt: anchoredAt, priorityBlock: anchor?.block ?? 0n });
        this.note(workId, "PriorityProven", block, { root, anchoredAt });
      },
    );
  }

  amend(caller: string, workId: bigint, metadataHash: string, now: bigint): Verdict {
    const { owner, status } = this.title(workId);
    return this.verdict(
      [
        [owner === ZeroAddress, "WorkRegistryNotRegistered"],
        [!this.actsFor(caller, owner), "WorkRegistryNotAuthorized"],
        [status !== TitleStatus.InForce, "WorkRegistryNotInForce"],
        [!this.isAccredited(owner, now), "WorkRegistryNotAccredited"],
      ],
      (block) => this.note(workId, "WorkAmended", block, { owner, metadataHash }),
    );
  }

  offerTitle(caller: string, workId: bigint, offer: Offer, now: bigint): Verdict {
    const { owner, status } = this.title(workId);
    return this.verdict(
      [
        [owner === ZeroAddress, "WorkRegistryNotRegistered"],
        [!this.actsFor(caller, owner), "WorkRegistryNotAuthorized"],
        [status !== TitleStatus.InForce, "WorkRegistryNotInForce"],
        [offer.to === ZeroAddress, "WorkRegistryOfferToZero"],
        [offer.to === owner, "WorkRegistryOfferToSelf"],
        [BigInt(offer.deedHash) === 0n, "WorkRegistryZeroDeedHash"],
        [offer.expiresAt <= now, "WorkRegistryOfferExpired"],
        [!this.isAccredited(owner, now) || !this.isAccredited(offer.to, now), "WorkRegistryNotAccredited"],
      ],
      (block) => {
        this.change(workId, { offer });
        this.note(workId, "TitleOffered", block, { from: owner, ...offer });
      },
    );
  }

  acceptTitle(caller: string, workId: bigint, deedHash: string, now: bigint): Verdict {
    const { owner, offer } = this.title(workId);
    return this.verdict(
      [
        ...this.offereeRules(caller, workId, deedHash),
        [offer.expiresAt <= now, "WorkRegistryOfferExpired"],
        ...this.moveRules(workId, owner, caller, now),
      ],
      (block) => this.move(workId, caller, "TitleTransferred", block, { from: owner, to: caller, deedHash }),
    );
  }

  declineTitle(caller: string, workId: bigint, deedHash: string): Verdict {
    return this.protects(this.offereeRules(caller, workId, deedHash), (block) => {
      this.change(workId, { offer: NO_OFFER });
      this.note(workId, "TitleOfferDeclined", block, { to: caller, deedHash });
    });
  }

  withdrawOffer(caller: string, workId: bigint): Verdict {
    const { owner, offer } = this.title(workId);
    return this.protects(
      [
        [owner === ZeroAddress, "WorkRegistryNotRegistered"],
        [!this.actsFor(caller, owner), "WorkRegistryNotAuthorized"],
        [offer.to === ZeroAddress, "WorkRegistryNoOffer"],
      ],
      (block) => {
        this.change(workId, { offer: NO_OFFER });
        this.note(workId, "TitleOfferWithdrawn", block, { to: offer.to, deedHash: offer.deedHash });
      },
    );
  }

  transfer(caller: string, from: string, to: string, workId: bigint, deedHash: string, now: bigint): Verdict {
    const { owner, approved } = this.title(workId);
    return this.verdict(
      [
        ...this.moveRules(workId, from, to, now),
        [from !== owner, "TransferFromIncorrectOwner"],
        [!this.actsFor(caller, from) && caller !== approved, "NotOwnerNorApproved"],
      ],
      (block) => this.move(workId, to, "TitleTransferred", block, { from, to, deedHash }),
    );
  }

  approve(caller: string, account: string, workId: bigint): Verdict {
    const { owner, status } = this.title(workId);
    const isEnd = account === ZeroAddress;
    return this[isEnd ? "protects" : "verdict"](
      [
        [owner === ZeroAddress, isEnd ? "TokenDoesNotExist" : "WorkRegistryNotRegistered"],
        [!isEnd && status !== TitleStatus.InForce, "WorkRegistryNotInForce"],
        [!this.actsFor(caller, owner), "NotOwnerNorApproved"],
      ],
      () => this.change(workId, { approved: account }),
    );
  }

  setOperator(owner: string, operator: string, allowed: boolean): Verdict {
    return this[allowed ? "verdict" : "protects"]([], () => {
      if (allowed) this.operators.add(`${owner} ${operator}`);
      else this.operators.delete(`${owner} ${operator}`);
    });
  }

  setStatus(adjudicator: string, workId: bigint, newStatus: bigint, orderHash: string): Verdict {
    const { owner, status } = this.title(workId);
    return this[newStatus === TitleStatus.Held ? "protects" : "verdict"](
      [
        [owner === ZeroAddress, "WorkRegistryNotRegistered"],
        [BigInt(orderHash) === 0n, "WorkRegistryZeroOrderHash"],
        [newStatus === status, "WorkRegistryStatusUnchanged"],
      ],
      (block) => {
        const ended = newStatus === TitleStatus.Annulled ? { offer: NO_OFFER, approved: ZeroAddress } : {};
        this.change(workId, { status: newStatus, ...ended });
        this.note(workId, "TitleStatusChanged", block, { adjudicator, oldStatus: status, newStatus, orderHash });
      },
    );
  }

  correctTitle(adjudicator: string, workId: bigint, newOwner: string, orderHash: string, now: bigint): Verdict {
    const { owner, status } = this.title(workId);
    return this.verdict(
      [
        [owner === ZeroAddress, "WorkRegistryNotRegistered"],
        [BigInt(orderHash) === 0n, "WorkRegistryZeroOrderHash"],
        [newOwner === owner, "WorkRegistryOwnerUnchanged"],
        [status === TitleStatus.Annulled, "WorkRegistryNotInForce"],
        [this.isProvisional(workId, now), "WorkRegistryProvisional"],
        [!this.isAccredited(newOwner, now), "WorkRegistryNotAccredited"],
      ],
      (block) => {
        this.move(workId, newOwner, "TitleCorrected", block, { adjudicator, from: owner, to: newOwner, orderHash });
      },
    );
  }

  pause(now: bigint): Verdict {
    return this.protects(
      [
        [this.paused, "EnforcedPause"],
        [!this.paused && now < this.pausedUntil + PAUSE_DURATION, "WorkRegistryPauseTooSoon"],
      ],
      () => {
        this.paused = true;
        this.pausedUntil = now + PAUSE_DURATION;
      },
    );
  }

  unpause(now: bigint): Verdict {
    return this.protects([[!this.paused, "ExpectedPause"]], () => {
      this.paused = false;
      this.pausedUntil = now;
    });
  }

  /* READING */

  titleOf(workId: bigint): Title {
    const title = this.titles.get(workId);
    if (title === undefined) return NO_TITLE;
    const { owner, registeredAt, hasMoved, status, events } = title;
    const changedAtBlock = events.at(-1)?.block ?? 0n;
    const finalAt = registeredAt + this.revealWindow;
    return { owner, registeredAt, finalAt, changedAtBlock, events: BigInt(events.length), hasMoved, status };
  }

  offerOf(workId: bigint): Offer {
    return this.title(workId).offer;
  }

  approvedFor(workId: bigint): string {
    return this.title(workId).approved;
  }

  balanceOf(account: string): number {
    return Array.from(this.titles.values()).filter(({ owner }) => owner === account).length;
  }

  isPaused(): boolean {
    return this.paused;
  }

  isOperator(owner: string, operator: string): boolean {
    return this.operators.has(`${owner} ${operator}`);
  }

  /* RULES */

  private verdict(rules: readonly Rule[], apply: Verdict["apply"]): Verdict {
    return this.protects([[this.paused, "EnforcedPause"], ...rules], apply);
  }

  /** Of what goes on during a pause, since it takes nothing from anybody. */
  private protects(rules: readonly Rule[], apply: Verdict["apply"]): Verdict {
    return { refusals: rules.filter(([broken]) => broken).map(([, error]) => error), apply };
  }

  private newTitleRules(owner: string, workId: bigint, now: bigint): Rule[] {
    return [
      [this.outcome(workId) === Outcome.ZeroContentHash, "WorkRegistryZeroContentHash"],
      [this.outcome(workId) === Outcome.AlreadyRegistered, "WorkRegistryAlreadyRegistered"],
      [!this.isAccredited(owner, now), "WorkRegistryNotAccredited"],
    ];
  }

  private moveRules(workId: bigint, from: string, to: string, now: bigint): Rule[] {
    const { owner, status } = this.title(workId);
    return [
      [owner === ZeroAddress, "WorkRegistryNotRegistered"],
      [status !== TitleStatus.InForce, "WorkRegistryNotInForce"],
      [this.isProvisional(workId, now), "WorkRegistryProvisional"],
      [!this.isAccredited(from, now) || !this.isAccredited(to, now), "WorkRegistryNotAccredited"],
    ];
  }

  private offereeRules(caller: string, workId: bigint, deedHash: string): Rule[] {
    const { offer } = this.title(workId);
    return [
      [offer.to === ZeroAddress, "WorkRegistryNoOffer"],
      [offer.to !== caller, "WorkRegistryNotOfferee"],
      [offer.deedHash !== deedHash, "WorkRegistryOfferSuperseded"],
    ];
  }

  private outcome(workId: bigint): bigint {
    if (workId === 0n) return Outcome.ZeroContentHash;
    return this.titles.has(workId) ? Outcome.AlreadyRegistered : Outcome.Registered;
  }

  private isAccredited(account: string, now: bigint): boolean {
    const term = this.terms.get(account);
    return term !== undefined && !term.suspended && now < term.validUntil;
  }

  /** The second of a decision counts as before it. */
  private wasAccredited(account: string, at: bigint): boolean {
    const since = this.terms.get(account)?.since ?? 0n;
    const past = this.pastTimes.some((one) => one.account === account && one.from <= at && at <= one.to);
    return past || (since <= at && this.isAccredited(account, at));
  }

  private setTerm(account: string, term: ModelTerm): void {
    const last = this.terms.get(account);
    if (last?.suspended === false) {
      const to = last.validUntil <= term.since ? last.validUntil - 1n : term.since;
      this.pastTimes.push({ account, from: last.since, to });
    }
    this.terms.set(account, term);
  }

  private isProvisional(workId: bigint, now: bigint): boolean {
    const { registeredAt, hasMoved } = this.title(workId);
    return !hasMoved && now < registeredAt + this.revealWindow;
  }

  private actsFor(caller: string, owner: string): boolean {
    return caller === owner || this.isOperator(owner, caller);
  }

  /* CHANGES */

  private title(workId: bigint): Omit<ModelTitle, "events"> {
    return this.titles.get(workId) ?? NOTHING;
  }

  private create(owner: string, workId: bigint, metadataHash: string, now: bigint, block: bigint): void {
    this.titles.set(workId, { ...NOTHING, owner, registeredAt: now, priorityBlock: block, events: [] });
    this.note(workId, "WorkRegistered", block, { owner, metadataHash });
  }

  private move(workId: bigint, owner: string, name: string, block: bigint, values: ModelEvent["values"]): void {
    this.change(workId, { owner, hasMoved: true, approved: ZeroAddress, offer: NO_OFFER });
    this.note(workId, name, block, values);
  }

  private change(workId: bigint, change: Partial<ModelTitle>): void {
    const title = this.titles.get(workId);
    if (title !== undefined) Object.assign(title, change);
  }

  private note(workId: bigint, name: string, block: bigint, values: ModelEvent["values"]): void {
    this.titles.get(workId)?.events.push({ name, block, values: { workId, ...values } });
  }
}
