import { expect } from "chai";
import { network } from "hardhat";

import { gather } from "../../../../lib/certificates/issue/issue";
import { judge } from "../../../../lib/certificates/judge/judge";
import { blocksOf, signBlocks } from "../../../../lib/certificates/members/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { standingAt } from "../../../../lib/certificates/trust/standing";
import { readHeader } from "../../../../lib/proofs/header";
import { type Certified, setCertified } from "../certified";
import { changedTo, membersOf, someMembers } from "./parties";

describe("A certificate of blocks before and after the members changed", () => {
  let certified: Certified;
  let newest: number;
  const successors = someMembers(2, 30);
  beforeEach(async () => {
    certified = await setCertified();
    const { blocks } = certified.certificate;
    newest = readHeader("ethereum", blocks.at(-1)?.header ?? "", "the newest").number;
  });

  /** The trust, changed to the successors from a block on. */
  async function succeededAt(from: number): Promise<Trust> {
    const { trust, stage } = certified;
    const once = await changedTo(trust, membersOf(successors, 2), from);
    const { signNewest } = await import("../../../../lib/certificates/trust/update");
    return signNewest(await signNewest(once, stage.accounts.admin), stage.accounts.guardian);
  }

  const verdictBy = async (trust: Trust): Promise<string> => (await judge(certified.certificate, { trust })).verdict;

  it("is believed where those before have signed blocks of their own term", async () => {
    expect(await verdictBy(await succeededAt(newest + 1))).to.equal("valid");
  });

  it("is not believed where those before have signed a block after it, or after the end that was given to it", async () => {
    expect(await verdictBy(await succeededAt(newest))).to.equal("signers unknown");
    expect(await verdictBy({ ...certified.trust, until: newest })).to.equal("signers unknown");
    expect(await verdictBy({ ...certified.trust, until: newest + 1 })).to.equal("valid");
  });

  it("is believed where the successors have signed blocks that are older than their term", async () => {
    const { stage, workId } = certified;
    await network.provider.send("hardhat_mine", ["0x2"]);
    const [first, second] = successors as [(typeof successors)[number], (typeof successors)[number]];
    const one = await signBlocks(stage.colophon, first, [], await blocksOf(stage.colophon, workId));
    const both = await signBlocks(stage.colophon, second, one.checkpoints, []);

    const anew = await gather(stage.colophon, { workId, checkpoints: both });

    expect((await judge(anew, { trust: await succeededAt(newest + 2) })).verdict).to.equal("valid");
    expect((await judge(anew, { trust: certified.trust })).verdict).to.equal("signers unknown");
  });
});

describe("standingAt", () => {
  const [one, two] = someMembers(2) as [Member, Member];
  const nobody = { all: new Set<string>(), secondKeys: new Map<string, string>() };
  const validators = [one, two].map(({ address }) => ({ name: "a validator", address }));
  const term = { from: 10, end: 20, digest: "0x", validators };
  const sealed = new Set([one.address, two.address]);

  type Member = ReturnType<typeof someMembers>[number];

  it("counts the seals of validators in the blocks of their own term, and in no others", () => {
    expect([9, 10, 19, 20].map((block) => standingAt([term], block, nobody, sealed))).to.deep.equal([
      ...["nobody", "vouched", "vouched", "nobody"],
    ]);
  });

  it("takes the best of several terms, and does not add them up", () => {
    const members = (account: Member): object => ({
      threshold: 2,
      keys: [{ name: "a member", address: account.address }],
    });
    const terms = [one, two].map((account, index) => ({
      ...{ from: index, end: Infinity, digest: "0x" },
      members: members(account) as Trust["members"],
    }));

    const signed = { ...nobody, all: sealed };
    expect(standingAt(terms, 5, signed, new Set())).to.equal("too few");
    expect(standingAt([...terms, term], 15, signed, sealed)).to.equal("vouched");
    expect(standingAt([], 5, signed, sealed)).to.equal("nobody");
  });
});
