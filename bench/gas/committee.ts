import { id } from "ethers";

import { ROLES } from "../../lib/chain/contracts/roles";
import { someAddress } from "../../test/shared/wallets";
import type { Committee, Seats } from "../../typechain-types";
import { deployPlainGovernor } from "../peers/plain-governor";
import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, type Subjects } from "./subjects";

/** BSN's number of members, and a large consortium. */
const SIZES = [14, 100];
const VOTERS = 14;
/** A vote may cost so much more than that of OpenZeppelin's plain Governor. */
const MOST_BESIDE_PEER = 1.05;
const YES = 1;
const DAY = 24 * 3600;
const RULES = { votingDelay: 0, votingPeriod: 7 * DAY, executionDelay: 0, participation: 10, winRate: 66 };
const PROPOSAL = 1n;

/** What a committee of 14 and of 100 members costs, its votes beside those of a plain Governor with the same votes. */
export async function measureCommittee(subjects: Subjects): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await measureSize(subjects, size)));
  return rows;
}

async function measureSize({ hre, manager, accounts }: Subjects, size: number): Promise<Row[]> {
  const { ethers } = hre;
  const signers = (await ethers.getSigners()).slice(0, VOTERS);
  const [first, second] = signers;
  if (first === undefined || second === undefined) throw new Error("the chain has too few accounts");
  const members = Array.from({ length: size }, (_, index) => ({
    member: signers[index]?.address ?? someAddress(),
    weight: 1,
  }));
  const committee: Committee = await ethers.deployContract("Committee", [manager, RULES, members]);
  const seats: Seats = await ethers.getContractAt("Seats", await committee.seats());
  await manager.grantRole(ROLES.ADMIN, committee, 0);
  const deployed = await ethers.provider.getTransactionReceipt(committee.deploymentTransaction()?.hash ?? "");
  const plain = await deployPlainGovernor(first, await seats.getAddress());

  const last = members.at(-1)?.member ?? "";
  const calldata = seats.interface.encodeFunctionData("expel", [last]);
  const payload: [string[], number[], string[]] = [[await seats.getAddress()], [0], [calldata]];
  const proposed = await gasOf(committee.connect(first).propose(...payload, "expel"));
  const peerProposed = await gasOf(plain.propose(...payload, "expel"));
  const peerProposal = await plain.hashProposal(...payload, id("expel"));
  await hre.network.provider.send("evm_increaseTime", [1]);

  const name = (what: string): string => `committee.${what}.${size}`;
  const beside = (what: string, value: number, peer: number): Row =>
    gasRow(name(what), value, Math.floor(peer * MOST_BESIDE_PEER), [{ name: "OpenZeppelin Governor", value: peer }]);
  const rows = [
    gasRow(name("deploy"), Number(deployed?.gasUsed ?? 0)),
    gasRow(name("propose"), proposed, null, [{ name: "OpenZeppelin Governor", value: peerProposed }]),
  ];
  for (const [what, voter] of [
    ["vote.first", first],
    ["vote.next", second],
  ] as const) {
    const own = await gasOf(committee.connect(voter).castVote(PROPOSAL, YES));
    rows.push(beside(what, own, await gasOf(plain.connect(voter).castVote(peerProposal, YES))));
  }
  for (const voter of signers.slice(2)) await committee.connect(voter).castVote(PROPOSAL, YES);
  await hre.network.provider.send("evm_increaseTime", [RULES.votingPeriod + 1]);
  const execution = committee.connect(accounts.stranger).execute(...payload, id("expel"));
  return [...rows, gasRow(name("execute.expel"), await gasOf(execution))];
}
