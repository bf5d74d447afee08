import { expect } from "chai";

import type { Trust } from "../../../../lib/certificates/trust";
import { follow } from "../../../../lib/certificates/trust/follow";
import { refusalOf } from "../../shared/refusal";
import { changedTo, membersOf, someMembers } from "./parties";

describe("follow", () => {
  const [old, next] = [someMembers(3), someMembers(3, 10)];
  const own: Trust = {
    format: "colophon-trust/1",
    registry: { chainId: 31337, address: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0" },
    ...membersOf(old, 2),
  };
  let once: Trust;
  let twice: Trust;
  before(async () => {
    once = await changedTo(own, membersOf(next, 1), 100, ...old);
    twice = await changedTo(once, membersOf(old, 3), 200, ...next);
  });

  it("takes all changes that one's own list lacks, and no more", async () => {
    expect(await follow(own, twice)).to.deep.equal(twice);
    expect(await follow(once, twice)).to.deep.equal(twice);
    expect(await follow(twice, twice)).to.deep.equal(twice);
  });

  it("keeps one's own where the other one is older", async () => {
    expect(await follow(twice, own)).to.equal(twice);
    expect(await follow(own, own)).to.equal(own);
  });

  it("refuses a list that begins with others, or whose changes do not hold", async () => {
    const strangers: Trust = { ...own, ...membersOf(next, 2) };
    const unsigned = await changedTo(once, membersOf(old, 3), 200, ...old);

    for (const other of [strangers, unsigned, { ...twice, registry: { ...own.registry, chainId: 1 } }]) {
      expect(await refusalOf(() => follow(own, other))).to.include({ code: "TrustNotContinued", exitCode: 3 });
    }
  });

  it("says aloud that those before have signed two changes", async () => {
    const other = await changedTo(own, membersOf(next, 3), 100, ...old);

    const refusal = await refusalOf(() => follow(once, other));

    expect(refusal).to.include({ code: "TrustForked", exitCode: 3 });
    expect(refusal.message).to.contain("TWO CHANGES OF ONE SET");
  });
});
