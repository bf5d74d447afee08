import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { type BaseContract, type ContractTransactionResponse, id as hashOf } from "ethers";
import { deployments, ethers } from "hardhat";

import { ROLES } from "../../lib/chain/contracts/roles";
import type { Committee, ICommittee, Seats } from "../../typechain-types";
import { DAY, deployRegistry, type Registry } from "./fixture";

export const RULES = { votingDelay: 0, votingPeriod: 7 * DAY, executionDelay: DAY, participation: 60, winRate: 66 };

/** `support` of IGovernor. */
export const Support = { No: 0, Yes: 1, Abstain: 2 } as const;

/** `IGovernor.ProposalState`. */
export const State = {
  Pending: 0n,
  Active: 1n,
  Canceled: 2n,
  Defeated: 3n,
  Succeeded: 4n,
  Queued: 5n,
  Expired: 6n,
  Executed: 7n,
} as const;

/** A registry with a committee of five. */
export interface Sitting extends Registry {
  readonly committee: Committee;
  readonly seats: Seats;
  readonly members: readonly [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
}

/** One call of a proposal. */
export interface Action {
  readonly target: BaseContract | string;
  readonly data: string;
  readonly value?: bigint;
}

/** A proposal as it was made. */
export interface Proposed {
  readonly id: bigint;
  /** What `execute` takes. */
  readonly payload: readonly [targets: string[], values: bigint[], calldatas: string[], descriptionHash: string];
}

/** Deploys a committee over an AccessManager, of seats of these weights. */
export async function deployCommittee(
  manager: BaseContract,
  seats: { member: string; weight: number }[],
  rules: ICommittee.RulesStruct = RULES,
): Promise<{ committee: Committee; seats: Seats }> {
  const committee = await ethers.deployContract("Committee", [manager, rules, seats]);
  return { committee, seats: await ethers.getContractAt("Seats", await committee.seats()) };
}

/** What a committee is made of. */
interface Convened {
  readonly rules: Partial<typeof RULES>;
  /** Those of the five seats. */
  readonly weights: readonly number[];
}

const FIVE_ALIKE: Convened = { rules: {}, weights: [1, 1, 1, 1, 1] };

/**
 * A registry whose only admin is a committee of five, as after the hand-over.
 * @param weights those of the five seats
 */
export async function convene(rules = FIVE_ALIKE.rules, weights = FIVE_ALIKE.weights): Promise<Sitting> {
  return conveneOnce({ rules, weights });
}

const conveneOnce = deployments.createFixture<Sitting, Convened>(async (_, { rules, weights } = FIVE_ALIKE) => {
  const deployment = await deployRegistry();
  const { publisher, adjudicator, accreditor, admin, guardian, deployer } = deployment.accounts;
  const members = [publisher, adjudicator, accreditor, admin, guardian] as const;
  const first = members.map(({ address }, index) => ({ member: address, weight: weights[index] ?? 1 }));
  const deployed = await deployCommittee(deployment.manager, first, { ...RULES, ...rules });
  await deployment.manager.grantRole(ROLES.ADMIN, deployed.committee, 0);
  await deployment.manager.renounceRole(ROLES.ADMIN, deployer);
  return { ...deployment, ...deployed, members };
});

let proposals = 0;

/** What a proposal of these calls is made of. */
export async function payloadOf(actions: readonly Action[], description: string): Promise<Proposed["payload"]> {
  const targets = await Promise.all(
    actions.map(async ({ target }) => (typeof target === "string" ? target : target.getAddress())),
  );
  const values = actions.map(({ value = 0n }) => value);
  return [targets, values, actions.map(({ data }) => data), hashOf(description)];
}

/** Proposes calls in a member's name, the first one's where none is named. */
export async function propose(
  { committee, members: [first] }: Sitting,
  actions: readonly Action[],
  by: HardhatEthersSigner = first,
): Promise<Proposed> {
  const description = `proposal ${(proposals += 1)}`;
  const payload = await payloadOf(actions, description);
  await committee.connect(by).propose(payload[0], payload[1], payload[2], description);
  return { id: await committee.latestProposalId(), payload };
}

/** A committee with a proposal to admit aurora, made by its first member. */
export async function conveneOnAdmission(
  rules?: Partial<typeof RULES>,
  weights?: number[],
): Promise<Sitting & { readonly proposed: Proposed }> {
  const sitting = await convene(rules, weights);
  const { seats, accounts } = sitting;
  return { ...sitting, proposed: await propose(sitting, [admission(seats, accounts.aurora.address)]) };
}

/** Casts the same vote for several members. */
export async function vote(
  { committee }: Sitting,
  { id }: Proposed,
  members: readonly HardhatEthersSigner[],
  support: number = Support.Yes,
): Promise<void> {
  for (const member of members) await committee.connect(member).castVote(id, support);
}

/** Lets time pass until a ballot has ended. */
export async function endBallot({ committee }: Sitting, { id }: Proposed): Promise<void> {
  await time.increaseTo((await committee.proposalDeadline(id)) + 1n);
}

/** Executes a proposal at once. */
export function execute({ committee }: Sitting, { payload }: Proposed): Promise<ContractTransactionResponse> {
  return committee.execute(...spread(payload));
}

/** Lets time pass until a proposal can be executed, and executes it. */
export async function executeInTime(sitting: Sitting, proposed: Proposed): Promise<ContractTransactionResponse> {
  await time.increaseTo(await sitting.committee.proposalEta(proposed.id));
  return execute(sitting, proposed);
}

/** Brings calls to a vote that all members win, and executes them. */
export async function decide(sitting: Sitting, actions: readonly Action[]): Promise<ContractTransactionResponse> {
  const proposed = await propose(sitting, actions);
  await time.increaseTo((await sitting.committee.proposalSnapshot(proposed.id)) + 1n);
  await vote(sitting, proposed, await seated(sitting));
  return executeInTime(sitting, proposed);
}

async function seated({ seats, members }: Sitting): Promise<HardhatEthersSigner[]> {
  const weights = await Promise.all(members.map((member) => seats.getVotes(member)));
  return members.filter((_, index) => weights[index] !== 0n);
}

/** A readonly tuple as the arguments of a call. */
function spread([targets, values, calldatas, hash]: Proposed["payload"]): [string[], bigint[], string[], string] {
  return [[...targets], [...values], [...calldatas], hash];
}

/** A call to give a seat. */
export function admission(seats: Seats, member: string, weight = 1): Action {
  return { target: seats, data: seats.interface.encodeFunctionData("admit", [member, weight]) };
}

/** A call to take a seat. */
export function expulsion(seats: Seats, member: string): Action {
  return { target: seats, data: seats.interface.encodeFunctionData("expel", [member]) };
}

/** A call to set other rules. */
export function newRules(committee: Committee, rules: Partial<typeof RULES>): Action {
  return { target: committee, data: committee.interface.encodeFunctionData("setRules", [{ ...RULES, ...rules }]) };
}
