import { type Interface, type Result, type TransactionDescription, ZeroHash } from "ethers";

import { ARTIFACTS, MODULES } from "../chain/contracts/artifacts";
import { type CallSentences, callWords, readCall } from "../chain/contracts/call-words";
import { governance } from "../chain/contracts/governance";
import { roleName } from "../chain/contracts/roles";
import { kindsOf } from "../chain/contracts/scope";
import { formatTime } from "../chain/rpc/time";
import { durationOf } from "../duration";
import type { Places, ProposedCall } from "./calls";

/** What a call of a proposal will do. */
export interface DescribedCall {
  /** One sentence; in capitals where the call cannot be read. */
  readonly words: string;
  /** Whether this version knows the contract and the function, and the data are exactly a call of it. */
  readonly isRead: boolean;
}

type ContractsByName = Readonly<Record<string, { readonly address: string; readonly contract: Interface }>>;

const SENTENCES: CallSentences = {
  "Seats.admit": ([member, weight]) => `Gives ${member} a seat with the weight ${weight}`,
  "Seats.expel": ([member]) => `Takes the seat of ${member}`,
  "Seats.changeWeight": ([member, weight]) => `Gives the seat of ${member} the weight ${weight}`,
  "Committee.setRules": ([rules]) => rulesWords(rules),
  "AccessManager.grantRole": ([role, account, delay]) =>
    `Gives ${account} the role ${roleName(role)}${BigInt(delay) === 0n ? "" : `, with a delay of ${durationOf(BigInt(delay))}`}`,
  "AccessManager.revokeRole": ([role, account]) => `Takes the role ${roleName(role)} from ${account}`,
  "WorkRegistry.unpause": () => "Ends the pause of the registry",
  "WorkRegistry.setPauseDuration": ([duration]) => `Lets a pause of the registry last ${durationOf(BigInt(duration))}`,
  "WorkRegistry.setBaseURI": ([uri]) => `Lets tokenURI begin with ${JSON.stringify(String(uri))}`,
  "PartyRegistry.appointAccreditor": ([account, until, scope]) =>
    `Appoints ${account} as an accreditor until ${formatTime(BigInt(until))}: ${kindsOf(scope).join(", ")}`,
  "Recovery.recoverByOrder": ([lost, successor, orderHash]) =>
    `Gives the lost account ${lost} the successor ${successor} by the order ${orderHash}`,
  "ForeignTitles.admitSource": ([registry, previous, set]) => sourceWords(registry, String(previous), set),
  "ForeignTitles.dismissSource": ([source]) => `Believes nobody any more about the registry of another chain ${source}`,
  "PartyRegistry.dismissAccreditor": ([account, reasonHash]) =>
    `Dismisses the accreditor ${account} and ends all that it accredited` +
    (reasonHash === ZeroHash ? "" : `, by the decision ${reasonHash}`),
};

/** Whoever votes compares the addresses with what the members of the other consortium publish. */
function sourceWords(registry: Result, previous: string, set: Result): string {
  const [chainId, address, , window] = registry;
  const [from, until, threshold, members, validators] = set;
  const named = (parties: Result): string => [...parties].map(([account, name]) => `${name} ${account}`).join(", ");
  const believed = [
    ...(named(members) === "" ? [] : [`${threshold} of the members ${named(members)}`]),
    ...(named(validators) === "" ? [] : [`enough of the validators ${named(validators)}`]),
  ];
  const term = [...(from === 0n ? [] : [` from block ${from} on`]), ...(until === 0n ? [] : [` until block ${until}`])];
  const after = previous === ZeroHash ? "" : `, who follow those of the change ${previous}`;
  return (
    `Believes of the registry ${address} on the chain ${chainId}, whose titles are provisional for ${durationOf(BigInt(window))}, ` +
    `what is signed by ${believed.join(" or ")}${term.join("")}${after}`
  );
}

function rulesWords(rules: Result): string {
  const [votingDelay, votingPeriod, executionDelay, participation, winRate] = rules;
  return (
    `Changes the rules: a vote begins after ${durationOf(BigInt(votingDelay))} and lasts ${durationOf(BigInt(votingPeriod))}, what is accepted waits ` +
    `${durationOf(BigInt(executionDelay))}; ${participation} % of the weight must vote, and ${winRate} % of yes and no must be yes`
  );
}

/** What the calls of a proposal will do, decoded from their data alone: nobody's description is believed. */
export function describeCalls(calls: readonly ProposedCall[], places: Places): DescribedCall[] {
  const contracts = contractsAt(places);
  return calls.map((call) => withValue(describe(call.target, call.data, contracts), call.value));
}

function contractsAt({
  manager,
  registry,
  parties,
  committee,
  seats,
  recovery,
  foreignTitles,
}: Places): ContractsByName {
  const { Committee, Seats } = governance();
  const { AccessManager, PartyRegistry, WorkRegistry } = ARTIFACTS;
  return {
    AccessManager: { address: manager, contract: AccessManager.contract },
    WorkRegistry: { address: registry, contract: WorkRegistry.contract },
    PartyRegistry: { address: parties, contract: PartyRegistry.contract },
    Committee: { address: committee, contract: Committee.contract },
    Seats: { address: seats, contract: Seats.contract },
    ...(foreignTitles === undefined
      ? {}
      : { ForeignTitles: { address: foreignTitles, contract: MODULES.ForeignTitles.contract } }),
    ...(recovery === undefined ? {} : { Recovery: { address: recovery, contract: MODULES.Recovery.contract } }),
  };
}

function describe(target: string, data: string, contracts: ContractsByName): DescribedCall {
  const found = Object.entries(contracts).find(([, { address }]) => address.toLowerCase() === target.toLowerCase());
  if (found === undefined) return unread(`CALLS ${target}, A CONTRACT THAT IS NOT OF THIS DEPLOYMENT`, data);
  const [name, { contract }] = found;
  const call = readCall(contract, data);
  if (call === undefined) return unread(`CALLS ${name.toUpperCase()} WITH DATA THAT THIS VERSION CANNOT READ`, data);
  return inside(name, call, contracts) ?? { words: callWords(name, call, SENTENCES), isRead: true };
}

/** Calls inside calls: all of them are told. */
function inside(
  name: string,
  { name: called, args }: TransactionDescription,
  contracts: ContractsByName,
): DescribedCall | undefined {
  if (name !== "AccessManager") return undefined;
  const manager = contracts["AccessManager"]?.address ?? "";
  if (called === "multicall") return joined([...args[0]].map((data) => describe(manager, String(data), contracts)));
  if (called === "execute") return describe(String(args[0]), String(args[1]), contracts);
  return undefined;
}

function joined(parts: readonly DescribedCall[]): DescribedCall {
  return { words: parts.map(({ words }) => words).join("; "), isRead: parts.every(({ isRead }) => isRead) };
}

function unread(what: string, data: string): DescribedCall {
  return { words: `${what}: ${data}`, isRead: false };
}

function withValue(call: DescribedCall, value: string): DescribedCall {
  return value === "0" ? call : { ...call, words: `${call.words}, with ${value} wei` };
}
