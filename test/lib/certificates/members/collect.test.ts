import { expect } from "chai";

import { signCheckpoint, type Vouched } from "../../../../lib/certificates/checkpoint";
import { type Checkpoints, CHECKPOINTS_FORMAT } from "../../../../lib/certificates/checkpoints";
import { collect } from "../../../../lib/certificates/members/collect";
import type { Trust } from "../../../../lib/certificates/trust";
import { countSigned, publishable } from "../../../../lib/certificates/trust/publish";
import { refusalOf } from "../../shared/refusal";
import { membersOf, someMembers } from "../trust/parties";

const REGISTRY = { chainId: 31337, address: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0" };
const hash = (digit: number): string => `0x${String(digit).repeat(64)}`;
const block = (blockNumber: number, digit = blockNumber): Vouched & { stateRoot: string } => ({
  blockNumber,
  blockHash: hash(digit),
  stateRoot: hash(digit + 1),
});

describe("What members have signed", () => {
  const [a, b, c, stranger] = someMembers(4) as [Signer, Signer, Signer, Signer];
  const trust: Trust = { format: "colophon-trust/1", registry: REGISTRY, ...membersOf([a, b, c], 2) };

  type Signer = ReturnType<typeof someMembers>[number];

  async function by(signer: Signer, ...vouched: ReturnType<typeof block>[]): Promise<Checkpoints> {
    const checkpoints = vouched.map(async (each) => ({
      ...each,
      members: [await signCheckpoint(signer, REGISTRY, each)],
    }));
    return { format: CHECKPOINTS_FORMAT, registry: REGISTRY, checkpoints: await Promise.all(checkpoints) };
  }

  async function historyBy(signer: Signer, history: string): Promise<Checkpoints> {
    const vouched = { blockNumber: 1, blockHash: hash(1), time: 5, work: hash(7), title: hash(8), history };
    const members = [await signCheckpoint(signer, REGISTRY, vouched)];
    return { format: CHECKPOINTS_FORMAT, registry: REGISTRY, checkpoints: [], histories: [{ ...vouched, members }] };
  }

  describe("collected", () => {
    it("is one list in the order of its blocks, each member once", async () => {
      const one = await by(a, block(2), block(1));

      const collected = collect([one, await by(b, block(1)), one, await historyBy(c, hash(9))]);

      expect(collected.checkpoints.map(({ blockNumber, members }) => [blockNumber, members.length])).to.deep.equal([
        [1, 2],
        [2, 1],
      ]);
      expect(collected.histories?.length).to.equal(1);
    });

    it("keeps what a member signed with both keys, whichever file is named first, and of two such the last", async () => {
      const once = await by(a, block(1));
      const twice = (mlDsa44: string): Checkpoints => ({
        ...once,
        checkpoints: once.checkpoints.map((each) => ({
          ...each,
          members: each.members.map((m) => ({ ...m, mlDsa44 })),
        })),
      });
      const secondOf = (...files: [Checkpoints, ...Checkpoints[]]): unknown =>
        collect(files).checkpoints[0]?.members.map(({ mlDsa44 }) => mlDsa44);

      expect(secondOf(once, twice("0x01"))).to.deep.equal(["0x01"]);
      expect(secondOf(twice("0x01"), once)).to.deep.equal(["0x01"]);
      expect(secondOf(twice("0x01"), once, twice("0x02"))).to.deep.equal(["0x02"]);
    });

    it("sounds an alarm at two blocks of one height, and names who signed which, and who both", async () => {
      const other = block(1, 3);
      const refusal = await refusalOf(async () => collect([await by(a, block(1)), await by(b, other)]));

      expect(refusal).to.include({ code: "CheckpointsDisagree", exitCode: 3 });
      expect(refusal.message).to.contain("TWO BLOCKS AT ONE HEIGHT: of block 1").and.to.contain(a.address);
      expect(refusal.message).to.contain(b.address).and.not.to.contain("SIGNED BOTH");

      const both = await refusalOf(async () => collect([await by(a, block(1)), await by(a, other)]));
      expect(both.message).to.contain(`SIGNED BOTH: ${a.address}`);
    });

    it("sounds it at two states of one block, two histories of one work, and a history of another block", async () => {
      const other = { ...block(1), stateRoot: hash(9) };

      for (const [files, words] of [
        [[await by(a, block(1)), await by(b, other)], "TWO STATES OF ONE BLOCK"],
        [[await historyBy(a, hash(3)), await historyBy(b, hash(4))], "TWO HISTORIES OF ONE WORK"],
        [[await by(a, block(1, 5)), await historyBy(b, hash(4))], "TWO BLOCKS AT ONE HEIGHT"],
      ] as const) {
        const refusal = await refusalOf(() => collect([...files]));
        expect(refusal.message).to.contain(words);
      }
    });
  });

  it("is counted by whom the trust file lists: others' signatures count for nothing", async () => {
    const collected = collect([
      await by(a, block(1), block(2), block(3)),
      await by(b, block(1)),
      await by(stranger, block(2)),
    ]);

    const told: string[] = [];
    const counted = await countSigned(trust, collected, ({ done, total }) => told.push(`${done} of ${total}`));

    expect(told).to.deep.equal(["1 of 3", "2 of 3", "3 of 3"]);
    expect(counted.map(({ signatures, standing }) => [signatures, standing])).to.deep.equal([
      [2, "vouched"],
      [1, "too few"],
      [1, "too few"],
    ]);
  });

  it("is published as far as enough have signed it, with their signatures alone", async () => {
    const all = collect([
      await by(a, block(1), block(2)),
      await by(b, block(1)),
      await by(stranger, block(1), block(2)),
    ]);

    const { checkpoints } = await publishable(trust, all);

    expect(checkpoints.map(({ blockNumber }) => blockNumber)).to.deep.equal([1]);
    const signers = checkpoints[0]?.members.map((each) => each.by).sort();
    expect(signers).to.deep.equal([a.address, b.address].sort());
    const refusal = await refusalOf(async () => publishable(trust, await by(a, block(1))));
    expect(refusal).to.include({ code: "NothingToPublish", exitCode: 3 });
  });
});
