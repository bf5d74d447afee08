import { ColophonError } from "../../errors";
import { inOrderOfSigners } from "../../proofs/signatures/seals";
import { shortHex } from "../../short-hex";
import { allSigned, type Checkpoints, type Signed, vouchedIn } from "../checkpoints";

/**
 * What several members have signed, in one.
 * @param files of one registry, each signature of which was looked at
 * @throws ColophonError, exit code 3, where two of them have signed different things about one block
 */
export function collect([first, ...others]: readonly [Checkpoints, ...Checkpoints[]]): Checkpoints {
  const merged = new Map<string, Signed>();
  const hashes = new Map<number, Signed>();
  for (const signed of [first, ...others].flatMap(allSigned)) {
    const { blockNumber, blockHash } = signed;
    const sameBlock = hashes.get(blockNumber) ?? signed;
    if (sameBlock.blockHash !== blockHash) throw disagreement("TWO BLOCKS AT ONE HEIGHT", sameBlock, signed);
    hashes.set(blockNumber, sameBlock);

    const key = "work" in signed ? `${blockNumber} ${signed.work}` : String(blockNumber);
    const before = merged.get(key);
    if (before !== undefined && !isSame(before, signed)) {
      throw disagreement("work" in signed ? "TWO HISTORIES OF ONE WORK" : "TWO STATES OF ONE BLOCK", before, signed);
    }
    merged.set(key, { ...signed, members: together(before?.members ?? [], signed.members) });
  }
  const all = [...merged.values()].sort((a, b) => a.blockNumber - b.blockNumber);
  const histories = all.filter((each) => "work" in each);
  return {
    ...first,
    checkpoints: all.filter((each) => "stateRoot" in each),
    ...(histories.length > 0 && { histories }),
  };
}

function isSame(a: Signed, b: Signed): boolean {
  const values = (signed: Signed): string => JSON.stringify(Object.entries(vouchedIn(signed)).sort());
  return values(a) === values(b);
}

/** Each member once: what it signed last by the order of the files, and what it signed with both keys before what it did not. */
function together(some: Signed["members"], others: Signed["members"]): Signed["members"] {
  const all = [...some, ...others];
  const isSecond = ({ mlDsa44 }: Signed["members"][number]): boolean => mlDsa44 !== undefined;
  const last = [...all.filter((each) => !isSecond(each)), ...all.filter(isSecond)];
  return inOrderOfSigners([...new Map(last.map((each) => [each.by, each])).values()]);
}

function disagreement(what: string, one: Signed, other: Signed): ColophonError {
  const by = ({ blockHash, members }: Signed): string =>
    `${shortHex(blockHash)} by ${members.map((each) => each.by).join(", ")}`;
  const both = one.members.flatMap((each) => (other.members.some((also) => also.by === each.by) ? [each.by] : []));
  const twice = both.length === 0 ? "" : `. SIGNED BOTH: ${both.join(", ")}`;
  return new ColophonError(`${what}: of block ${one.blockNumber}, ${by(one)}; ${by(other)}${twice}`, {
    code: "CheckpointsDisagree",
    advice:
      "Publish nothing, and let each of them ask its own node again: either a node follows another chain, or somebody deceives.",
    exitCode: 3,
  });
}
