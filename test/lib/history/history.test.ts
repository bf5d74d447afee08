import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, type Interface, type LogDescription, ZeroHash } from "ethers";

import { MODULES } from "../../../lib/chain/contracts/artifacts";
import { ROLES } from "../../../lib/chain/contracts/roles";
import {
  ACCREDITOR_EVENTS,
  PARTY_EVENTS,
  partyHistory,
  RECOVERY_EVENTS,
  workHistory,
} from "../../../lib/history/history";
import type { HistoryEvent } from "../../../lib/history/walk";
import { currentMetadataHash, currentRegistration, WORK_EVENTS } from "../../../lib/history/work-events";
import { agreementOf } from "../../shared/agreement";
import { registerAnchored, supersededWork } from "../../shared/anchors";
import { TitleStatus } from "../../shared/enums";
import { claimOf, registerWork, someHash } from "../../shared/fixture";
import { Random, testSeed } from "../../shared/random";
import { GAS, inOneBlock } from "../shared/one-block";
import { setStage, type Stage } from "../shared/stage";

const WORKS = 4;
const BLOCKS = 40;
const MOST_IN_A_BLOCK = 6;
const LONG = 100;
const LATEST = 2n ** 40n - 1n;

/** What the model expects of one event: its name, its block and the value that tells it from others. */
type Expected = readonly [name: string, block: number, hash: string];

const MARKS = ["metadataHash", "deedHash", "orderHash", "recoveryHash", "credentialHash", "reasonHash", "root"];

function told(history: readonly HistoryEvent[]): Expected[] {
  return history.map(({ event, blockNumber }) => [event.name, blockNumber, markOf(event)]);
}

function markOf({ args }: LogDescription): string {
  const values: Record<string, unknown> = args.toObject();
  return String(values[MARKS.find((mark) => mark in values) ?? ""]);
}

/** The events of an interface that belong to a history: they name the block before them. */
function historical(contract: Interface): string[] {
  const names: string[] = [];
  contract.forEachEvent(({ name, inputs }) => {
    if (inputs.some((input) => input.name === "previousBlock")) names.push(name);
  });
  return names;
}

describe("WORK_EVENTS, PARTY_EVENTS, ACCREDITOR_EVENTS and RECOVERY_EVENTS", () => {
  it("are the events of the contracts that name the block before them, all of them and no other", async () => {
    const { registry, parties } = (await setStage()).colophon;

    expect([...WORK_EVENTS]).to.have.members(historical(registry.interface));
    expect([...PARTY_EVENTS, ...ACCREDITOR_EVENTS]).to.have.members(historical(parties.interface));
    expect([...RECOVERY_EVENTS]).to.have.members(historical(MODULES.Recovery.contract));
  });

  it("have the subject as their first topic", async () => {
    const { registry, parties } = (await setStage()).colophon;

    for (const [contract, names, subject] of [
      [registry.interface, WORK_EVENTS, "workId"],
      [parties.interface, [...PARTY_EVENTS, ...ACCREDITOR_EVENTS], "account"],
      [MODULES.Recovery.contract, RECOVERY_EVENTS, "account"],
    ] as const) {
      for (const name of names) {
        const [first] = (contract as Interface).getEvent(name)?.inputs ?? [];
        expect({ name: first?.name, indexed: first?.indexed }, name).to.deep.equal({ name: subject, indexed: true });
      }
    }
  });
});

/** A step that the chain takes, and what the model expects of it. */
interface Step {
  readonly workId: bigint;
  readonly name: string;
  readonly hash: string;
  readonly send: () => Promise<ContractTransactionResponse>;
}

/** An amendment or an offer of one of the works. */
function someStep({ registry, accounts }: Stage, works: readonly bigint[], random: Random): Step {
  const workId = random.pick(works);
  const hash = someHash();
  const amend = (): Promise<ContractTransactionResponse> => registry.amend(workId, hash, GAS);
  const offer = (): Promise<ContractTransactionResponse> =>
    registry.offerTitle(workId, accounts.borealis, hash, LATEST, GAS);
  return random.chance(0.5)
    ? { workId, hash, name: "WorkAmended", send: amend }
    : { workId, hash, name: "TitleOffered", send: offer };
}

describe("workHistory", () => {
  const seed = testSeed();

  it(`tells ${WORKS} works apart, through blocks with several events of one (seed ${seed})`, async () => {
    const stage = await setStage();
    const { colophon, registry, accounts } = stage;
    const random = new Random(seed);
    const model = new Map<bigint, Expected[]>();
    for (let count = 0; count < WORKS; count += 1) {
      const claim = claimOf(accounts.aurora);
      const block = await inOneBlock([() => registry.register(claim, GAS)]);
      model.set(BigInt(claim.contentHash), [["WorkRegistered", block, claim.metadataHash]]);
    }
    const works = [...model.keys()];

    for (let count = 0; count < BLOCKS; count += 1) {
      const length = 1 + random.below(MOST_IN_A_BLOCK);
      const steps = Array.from({ length }, () => someStep(stage, works, random));
      const block = await inOneBlock(steps.map(({ send }) => send));
      for (const { workId, name, hash } of steps) model.get(workId)?.push([name, block, hash]);
    }

    for (const [workId, expected] of model) {
      expect(told(await workHistory(colophon.provider, colophon.registry, workId))).to.deep.equal(expected);
    }
  });

  it("tells a whole life: every kind of event", async () => {
    const { colophon, manager, registry, accounts } = await setStage();
    const { aurora, borealis, adjudicator } = accounts;
    const { anchored, workId } = await supersededWork(registry, borealis, aurora);
    await time.increase(await registry.REVEAL_WINDOW());
    const [metadata, declined, withdrawn, deed, order, hold, recovery] = Array.from({ length: 7 }, someHash);
    const [byBorealis, byAdjudicator] = [registry.connect(borealis), registry.connect(adjudicator)];

    await registry.amend(workId, metadata ?? "");
    await registry.offerTitle(workId, borealis, declined ?? "", LATEST);
    await byBorealis.declineTitle(workId, declined ?? "");
    await registry.offerTitle(workId, borealis, withdrawn ?? "", LATEST);
    await registry.withdrawOffer(workId);
    await registry.offerTitle(workId, borealis, deed ?? "", LATEST);
    await byBorealis.acceptTitle(workId, deed ?? "");
    await byAdjudicator.correctTitle(workId, aurora, order ?? "");
    await registry.transferFrom(aurora, borealis, workId);
    await manager.grantRole(ROLES.RECOVERY, adjudicator, 0);
    await byAdjudicator.recoverTitles([workId], borealis, aurora, recovery ?? "");
    await byAdjudicator.setStatus(workId, TitleStatus.Held, hold ?? "");

    const history = told(await workHistory(colophon.provider, colophon.registry, workId));
    expect(history.slice(1).map(([name, , hash]) => [name, hash])).to.deep.equal([
      ["WorkSuperseded", "undefined"],
      ["WorkRegistered", anchored.proven[0].metadataHash],
      ["PriorityProven", anchored.root],
      ["WorkAmended", metadata],
      ["TitleOffered", declined],
      ["TitleOfferDeclined", declined],
      ["TitleOffered", withdrawn],
      ["TitleOfferWithdrawn", withdrawn],
      ["TitleOffered", deed],
      ["TitleTransferred", deed],
      ["TitleCorrected", order],
      ["TitleTransferred", ZeroHash],
      ["TitleRecovered", recovery],
      ["TitleStatusChanged", hold],
    ]);
    expect(new Set(history.map(([name]) => name))).to.deep.equal(new Set(WORK_EVENTS));
  });

  it("tells a work that is registered from an anchor, in one block", async () => {
    const { colophon, registry, accounts } = await setStage();
    const { proven, root } = await registerAnchored(registry, claimOf(accounts.aurora));
    const [{ contentHash, metadataHash }] = proven;

    const block = await time.latestBlock();
    expect(told(await workHistory(colophon.provider, colophon.registry, BigInt(contentHash)))).to.deep.equal([
      ["WorkRegistered", block, metadataHash],
      ["PriorityProven", block, root],
    ]);
  });

  it(`tells a long history: ${LONG} events in as many blocks`, async () => {
    const { colophon, registry, accounts } = await setStage();
    const workId = await registerWork(registry, accounts.aurora);
    const hashes = Array.from({ length: LONG - 1 }, someHash);
    for (const hash of hashes) await registry.amend(workId, hash, GAS);

    const history = await workHistory(colophon.provider, colophon.registry, workId);

    expect(history.slice(1).map(({ event }) => markOf(event))).to.deep.equal(hashes);
    expect(new Set(history.map(({ blockNumber }) => blockNumber)).size).to.equal(LONG);
  });
});

describe("partyHistory", () => {
  it("tells every decision, also several of one block, and an accreditation anew", async () => {
    const { colophon, parties, accounts } = await setStage();
    const account = accounts.stranger.address;
    const hashes = Array.from({ length: 6 }, someHash);
    const [credential = "", renewal = "", suspension = "", reinstatement = "", revocation = "", anew = ""] = hashes;

    const agreed = await agreementOf(parties, account, { validUntil: LATEST, credentialHash: credential });
    const first = await inOneBlock([() => parties.accredit(...agreed, GAS)]);
    const second = await inOneBlock([
      () => parties.renew(account, LATEST, renewal, GAS),
      () => parties.suspend(account, suspension, GAS),
      () => parties.reinstate(account, reinstatement, GAS),
      () => parties.revoke(account, revocation, GAS),
    ]);
    const again = await agreementOf(parties, account, { validUntil: LATEST, credentialHash: anew });
    const third = await inOneBlock([() => parties.accredit(...again, GAS)]);

    expect(told(await partyHistory(colophon.provider, colophon.parties, account))).to.deep.equal([
      ["PartyAccredited", first, credential],
      ["PartyRenewed", second, renewal],
      ["PartySuspended", second, suspension],
      ["PartyReinstated", second, reinstatement],
      ["PartyRevoked", second, revocation],
      ["PartyAccredited", third, anew],
    ]);
  });

  it("tells nothing of an account that was never accredited", async () => {
    const { colophon, accounts } = await setStage();

    expect(await partyHistory(colophon.provider, colophon.parties, accounts.stranger.address)).to.deep.equal([]);
  });
});

describe("currentRegistration", () => {
  it("is the first of a work that was never superseded, whatever came after it", async () => {
    const { colophon, registry, accounts } = await setStage();
    const workId = await registerWork(registry, accounts.aurora);
    await registry.amend(workId, someHash());

    const history = await workHistory(colophon.provider, colophon.registry, workId);

    expect(currentRegistration(history)).to.equal(history[0]);
  });

  it("is the one that superseded the others", async () => {
    const { colophon, registry, accounts } = await setStage();
    const { anchored, workId } = await supersededWork(registry, accounts.borealis, accounts.aurora);
    await registry.amend(workId, someHash());

    const history = await workHistory(colophon.provider, colophon.registry, workId);

    const found = currentRegistration(history);
    expect(found?.event.name).to.equal("WorkRegistered");
    expect(found?.event.args["owner"]).to.equal(accounts.aurora.address);
    expect(found?.event.args["metadataHash"]).to.equal(anchored.proven[0].metadataHash);
    expect(history.findIndex((event) => event === found)).to.equal(2);
  });

  it("is undefined for a work without a history", () => {
    expect(currentRegistration([])).to.equal(undefined);
  });
});

describe("currentMetadataHash", () => {
  it("is the last that the owner said, whatever came after it", async () => {
    const { colophon, registry, accounts } = await setStage();
    const { metadataHash, ...claim } = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const current = async (): Promise<string | undefined> =>
      currentMetadataHash(await workHistory(colophon.provider, colophon.registry, workId));
    await registry.register({ ...claim, metadataHash });
    expect(await current()).to.equal(metadataHash);

    const amended = someHash();
    await registry.amend(workId, amended);
    await registry.offerTitle(workId, accounts.borealis, someHash(), LATEST);

    expect(await current()).to.equal(amended);
  });

  it("is that of the claim that superseded the others, until it is amended", async () => {
    const { colophon, registry, accounts } = await setStage();
    const { anchored, workId } = await supersededWork(registry, accounts.borealis, accounts.aurora);
    const current = async (): Promise<string | undefined> =>
      currentMetadataHash(await workHistory(colophon.provider, colophon.registry, workId));

    expect(await current()).to.equal(anchored.proven[0].metadataHash);
    const amended = someHash();
    await registry.amend(workId, amended);
    expect(await current()).to.equal(amended);
  });

  it("is undefined for a work without a history", () => {
    expect(currentMetadataHash([])).to.equal(undefined);
  });
});
