import { id as hashOf, type JsonRpcApiProvider, toBeHex, toQuantity } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { ColophonError } from "../errors";
import type { Places, ProposedCall } from "./calls";
import type { Sitting } from "./committee";
import { describeCalls, type DescribedCall } from "./describe";

/** What became of a proposal, by the numbers of `IGovernor.ProposalState`. */
export const STATES = [
  "pending",
  "open",
  "withdrawn",
  "rejected",
  "accepted",
  "accepted",
  "expired",
  "executed",
] as const;

export type ProposalState = (typeof STATES)[number];

/** The votes, by the two bits in which the contract keeps them. */
export const VOTES = [undefined, "no", "yes", "abstain"] as const;

export type Vote = "no" | "yes" | "abstain";

/** The weights of a ballot, of those who still have their seats. */
export interface Tally {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  /** The weight of all seats. */
  readonly total: number;
  readonly neededParticipation: number;
  /** How much yes it takes with the votes that there are. */
  readonly neededYes: number;
}

/** A proposal without its calls. Times are Unix seconds. */
export interface ProposalHead {
  readonly id: number;
  readonly state: ProposalState;
  readonly proposer: string;
  /** The last second before the ballot. */
  readonly snapshot: number;
  /** The last second of the ballot. */
  readonly deadline: number;
  readonly executableAt: number;
  readonly expiresAt: number;
  readonly participation: number;
  readonly winRate: number;
  readonly createdInBlock: number;
  readonly tally: Tally;
  /** Two bits for each seat, the lowest for seat 1; hex. */
  readonly votes: string;
}

/** What a proposal is made of, as its event has it. */
export interface ProposalContent {
  readonly description: string;
  readonly calls: readonly ProposedCall[];
}

/** A proposal with what it will do. */
export interface Proposal extends ProposalHead, ProposalContent {
  readonly described: readonly DescribedCall[];
}

/** One seat in a ballot. */
export interface Ballot {
  readonly seat: number;
  readonly member: string;
  readonly weight: number;
  /** Undefined where the member has not voted. */
  readonly vote: Vote | undefined;
}

/** The addresses of a deployment and its committee. */
export async function placesOf(
  { deployment }: Colophon,
  { committee, seats, recovery, foreignTitles }: Sitting,
): Promise<Places> {
  return {
    manager: deployment.AccessManager.address,
    registry: deployment.WorkRegistry.address,
    parties: deployment.PartyRegistry.address,
    committee: await committee.getAddress(),
    seats: await seats.getAddress(),
    recovery,
    foreignTitles,
  };
}

/** What the contract is told a proposal by, in its order: it keeps no more than their hash. */
export function argumentsOf({ calls, description }: ProposalContent): [string[], string[], string[], string] {
  return [
    calls.map(({ target }) => target),
    calls.map(({ value }) => value),
    calls.map(({ data }) => data),
    hashOf(description),
  ];
}

/** Whether a proposal can still be executed, now or later. */
export function canStillPass({ state }: Pick<ProposalHead, "state">): boolean {
  return state === "pending" || state === "open" || state === "accepted";
}

/** A proposal without its calls. @throws ColophonError where there is none of this number */
export async function readHead({ committee }: Sitting, id: number): Promise<ProposalHead> {
  const newest = Number(await committee.latestProposalId());
  if (id < 1 || id > newest) {
    throw new ColophonError(
      `The committee has no proposal ${id}: ${newest === 0 ? "nothing was proposed yet" : `its newest is ${newest}`}`,
      {
        code: "NoProposal",
        advice: "They are listed by: npx hardhat committee list",
        exitCode: 2,
      },
    );
  }
  return readKnownHead({ committee }, id);
}

/** The same of a proposal that is known to be there, in one question. */
export async function readKnownHead({ committee }: Pick<Sitting, "committee">, id: number): Promise<ProposalHead> {
  return headOf(id, await committee.proposalOf(id));
}

function headOf(id: number, found: Awaited<ReturnType<Sitting["committee"]["proposalOf"]>>): ProposalHead {
  const { tally } = found;
  return {
    id,
    state: STATES[Number(found.state)] ?? "pending",
    proposer: found.proposer,
    snapshot: Number(found.snapshot),
    deadline: Number(found.deadline),
    executableAt: Number(found.executableAt),
    expiresAt: Number(found.expiresAt),
    participation: Number(found.participation),
    winRate: Number(found.winRate),
    createdInBlock: Number(found.createdInBlock),
    votes: toBeHex(found.votes),
    tally: {
      yes: Number(tally.forVotes),
      no: Number(tally.againstVotes),
      abstain: Number(tally.abstainVotes),
      total: Number(tally.totalWeight),
      neededParticipation: Number(tally.neededParticipation),
      neededYes: Number(tally.neededFor),
    },
  };
}

/** The place of `values` among the arguments of the event. */
const VALUES = 3;

interface RawLog {
  readonly address: string;
  readonly blockNumber: string;
  readonly topics: string[];
  readonly data: string;
}

/**
 * What a proposal is made of, by the one block that its record names: no log is searched for.
 * @throws ColophonError where the node does not have the event
 */
export async function readContent(
  provider: JsonRpcApiProvider,
  { committee }: Sitting,
  { id, createdInBlock }: Pick<ProposalHead, "id" | "createdInBlock">,
): Promise<ProposalContent> {
  const address = await committee.getAddress();
  const abi = committee.interface;
  const block = toQuantity(createdInBlock);
  const topics = [abi.getEvent("ProposalCreated").topicHash];
  const logs: RawLog[] = await provider.send("eth_getLogs", [{ address, fromBlock: block, toBlock: block, topics }]);
  for (const log of logs) {
    if (log.address.toLowerCase() !== address.toLowerCase() || Number(log.blockNumber) !== createdInBlock) continue;
    const args = abi.parseLog(log)?.args;
    if (args === undefined || Number(args["proposalId"]) !== id) continue;
    // `values` is a function of every Result.
    const values: readonly unknown[] = Array.from(args[VALUES]);
    const data: readonly unknown[] = Array.from(args["calldatas"]);
    const calls = Array.from<unknown>(args["targets"]).map((target, index) => ({
      target: String(target),
      data: String(data[index]),
      value: String(values[index]),
    }));
    return { description: String(args["description"]), calls };
  }
  throw new ColophonError(`The node does not give the event of the proposal ${id} in block ${createdInBlock}`, {
    code: "ProposalEventMissing",
    advice: "Ask another node of the network.",
  });
}

/** A proposal with what it will do. */
export async function readProposal(colophon: Colophon, sitting: Sitting, id: number): Promise<Proposal> {
  return complete(colophon, sitting, await readHead(sitting, id));
}

/** The rest of a proposal: what it will do. */
export async function complete(colophon: Colophon, sitting: Sitting, head: ProposalHead): Promise<Proposal> {
  const content = await readContent(colophon.provider, sitting, head);
  return { ...head, ...content, described: describeCalls(content.calls, await placesOf(colophon, sitting)) };
}

/** Who votes on a proposal and how: the seats at the beginning of its ballot that are still the same member's. */
export async function readBallots(
  { committee, seats }: Sitting,
  { snapshot, deadline, votes }: ProposalHead,
): Promise<Ballot[]> {
  const now = Number(await committee.clock());
  const [first, last] = await Promise.all([seats.seatsAt(snapshot), seats.seatsAt(Math.min(deadline, now))]);
  return first.flatMap(({ member, weight }, index) => {
    const later = last[index];
    if (BigInt(member) === 0n || later?.member !== member) return [];
    const vote = VOTES[Number((BigInt(votes) >> BigInt(2 * index)) & 3n)];
    return [{ seat: index + 1, member, weight: Math.min(Number(weight), Number(later.weight)), vote }];
  });
}
