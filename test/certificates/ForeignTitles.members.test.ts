import { expect } from "chai";
import { type HDNodeWallet, ZeroHash } from "ethers";

import { contractSet, contractSignatures } from "../../lib/certificates/foreign/trust-set";
import { gather } from "../../lib/certificates/issue/issue";
import { blocksOf, signBlocks } from "../../lib/certificates/members/sign";
import type { Trust, TrustChange } from "../../lib/certificates/trust";
import { termsOf } from "../../lib/certificates/trust/terms";
import { setCertified } from "../lib/certificates/certified";
import { changedTo, membersOf, someMembers } from "../lib/certificates/trust/parties";
import { someHash } from "../shared/fixture";
import { admitted, beside, proofOf, type Source } from "./foreign";

const FAR = 1_000_000;

interface Chain extends Source {
  readonly workId: bigint;
  readonly block: number;
  readonly old: readonly HDNodeWallet[];
  readonly young: readonly HDNodeWallet[];
  /** A certificate of the title as it is now, whose blocks these members have signed. */
  readonly certified: (signers: readonly HDNodeWallet[]) => Promise<Source["certificate"]>;
  readonly amend: () => Promise<void>;
}

/** A source whose first set has three members of whom two are needed, and three who may come after them. */
async function chain(first: Partial<Trust> = {}): Promise<Chain> {
  const { stage, workId, certificate } = await setCertified();
  const { colophon, registry } = stage;
  const old = someMembers(3);
  const certified = async (signers: readonly HDNodeWallet[]): Promise<Source["certificate"]> => {
    const blocks = await blocksOf(colophon, workId);
    let checkpoints: Awaited<ReturnType<typeof signBlocks>>["checkpoints"] = [];
    for (const signer of signers) ({ checkpoints } = await signBlocks(colophon, signer, checkpoints, blocks));
    return gather(colophon, {
      workId,
      checkpoints: { ...(await signBlocks(colophon, at(old, 0), [], [])), checkpoints },
    });
  };
  const trust: Trust = { format: "colophon-trust/1", registry: certificate.registry, ...membersOf(old, 2), ...first };
  const source = await admitted(await beside(stage), certificate, trust);
  const block = await colophon.provider.getBlockNumber();
  const amend = async (): Promise<void> => void (await registry.amend(workId, someHash()));
  return { ...source, workId, block, old, young: someMembers(3, 3), certified, amend };
}

/** Brings the newest change of a trust file to the contract. */
async function carry({ foreign, sourceId }: Source, trust: Trust): Promise<unknown> {
  const change = newestOf(trust);
  return foreign.changeMembers(sourceId, contractSet(change), contractSignatures(change.signatures));
}

function at(wallets: readonly HDNodeWallet[], index: number): HDNodeWallet {
  const found = wallets[index];
  if (found === undefined) throw new Error(`there is no member ${index}`);
  return found;
}

function newestOf({ changes }: Trust): TrustChange {
  const change = changes?.at(-1);
  if (change === undefined) throw new Error("there is no change");
  return change;
}

describe("ForeignTitles: changeMembers", () => {
  it("takes over the change that a trust file has, and believes those after it alone from its first block on", async () => {
    const source = await chain();
    const { foreign, sourceId, workId, old, young, trust, certified, amend } = source;
    const from = source.block + 10;
    const changed = await changedTo(trust, membersOf(young, 2), from, at(old, 0), at(old, 2));
    const [, term] = await termsOf(changed);

    await expect(carry(source, changed))
      .to.emit(foreign, "SourceMembersChanged")
      .withArgs(sourceId, 1, from, term?.digest);

    expect((await foreign.sourceOf(sourceId)).digest).to.equal(term?.digest);
    expect((await foreign.termOf(sourceId, 0)).end).to.equal(from);
    // Before it both sets vouch: those before it in their term, and those after it, who look at their own nodes.
    for (const [signers, number] of [
      [old, 0],
      [young, 1],
    ] as const) {
      await amend();
      const proof = await proofOf({ ...source, certificate: await certified(signers) });
      expect(proof.term).to.equal(number);
      await foreign.prove(sourceId, workId, proof);
    }
    while (((await foreign.runner?.provider?.getBlockNumber()) ?? 0) < from) await amend();
    const byOld = await certified(old);
    const proof = await proofOf({ ...source, certificate: await certified(young) });
    await expect(
      foreign.prove(sourceId, workId, {
        ...proof,
        term: 0,
        signatures: contractSignatures(byOld.blocks.at(-1)?.members ?? []),
      }),
    )
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesOtherTerm")
      .withArgs(sourceId, 0, byOld.state.block);
    await expect(
      foreign.prove(sourceId, workId, { ...proof, signatures: contractSignatures(byOld.blocks.at(-1)?.members ?? []) }),
    ).to.be.revertedWithCustomError(foreign, "ForeignTitlesStranger");
    await foreign.prove(sourceId, workId, proof);
  });

  it("counts by the threshold of the term: a higher one from its first block on", async () => {
    const source = await chain();
    const { foreign, sourceId, workId, old, trust, certified, amend } = source;
    const from = source.block + 3;
    await carry(source, await changedTo(trust, membersOf(old, 3), from, at(old, 0), at(old, 1)));

    await amend();
    const before = await certified(old.slice(0, 2));
    expect(before.state.block).to.be.below(from);
    await foreign.prove(sourceId, workId, await proofOf({ ...source, certificate: before }));
    await amend();
    await amend();
    const after = await certified(old.slice(0, 2));
    expect(after.state.block).to.be.at.least(from);
    await expect(foreign.prove(sourceId, workId, await proofOf({ ...source, certificate: after })))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesTooFew")
      .withArgs(sourceId, 1, 2, 3);
    await foreign.prove(sourceId, workId, await proofOf({ ...source, certificate: await certified(old) }));
  });

  it("refuses a change that too few signed, that one signed twice, that strangers signed, or that was signed of another set", async () => {
    const source = await chain();
    const { foreign, sourceId, old, young, trust } = source;
    const set = membersOf(young, 2);
    const changed = await changedTo(trust, set, FAR, at(old, 0), at(old, 1));
    const { signatures } = newestOf(changed);
    const bring = (change: Trust, ...by: readonly number[]): Promise<unknown> =>
      foreign.changeMembers(
        sourceId,
        contractSet(newestOf(change)),
        `0x${by.map((index) => newestOf(change).signatures[index]?.signature.slice(2)).join("")}`,
      );

    await expect(bring(changed, 0))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesTooFew")
      .withArgs(sourceId, 0, 1, 2);
    await expect(bring(changed, 0, 0)).to.be.revertedWithCustomError(foreign, "ForeignTitlesSignerOrder");
    await expect(bring(changed, 1, 0)).to.be.revertedWithCustomError(foreign, "ForeignTitlesSignerOrder");
    const strangers = await changedTo(trust, set, FAR, at(young, 0), at(young, 1));
    await expect(bring(strangers, 0, 1)).to.be.revertedWithCustomError(foreign, "ForeignTitlesStranger");
    for (const other of [membersOf(young, 1), membersOf(young.slice(0, 2), 2), { ...set, until: FAR + 1 }]) {
      const change = { ...other, from: FAR };
      await expect(foreign.changeMembers(sourceId, contractSet(change), contractSignatures(signatures))).to.be.reverted;
    }
    await bring(changed, 0, 1);
    // The same again: it is of the set before, and not of this one.
    await expect(bring(changed, 0, 1))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesTermOutOfOrder")
      .withArgs(sourceId, FAR, FAR, 2n ** 40n - 1n);
  });

  it("refuses a term that begins before the one before it, or after its end", async () => {
    const source = await chain({ from: 5, until: 50 });
    const { foreign, sourceId, old, young, trust } = source;
    const { signatures } = newestOf(await changedTo(trust, membersOf(young, 2), 20, at(old, 0), at(old, 1)));

    for (const from of [0, 4, 5, 51]) {
      const set = { ...contractSet(membersOf(young, 2)), from };
      await expect(foreign.changeMembers(sourceId, set, contractSignatures(signatures)))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesTermOutOfOrder")
        .withArgs(sourceId, from, 5, 50);
    }
    await carry(source, await changedTo(trust, membersOf(young, 2), 50, at(old, 0), at(old, 1)));
    expect(await foreign.termOf(sourceId, 1)).to.deep.equal([50n, 2n ** 40n - 1n, 2n, 0n]);
  });

  it("lets validators hand over as well, by the stricter count, beside members or alone", async () => {
    const validators = someMembers(3, 6);
    const parties = validators.map(({ address }, index) => ({ name: `node ${index}`, address }));
    for (const [first, needed] of [
      [{ validators: parties }, 3],
      [{ members: undefined, validators: parties }, 3],
    ] as const) {
      const source = await chain(first);
      const { foreign, sourceId, old, young, trust } = source;
      const next = membersOf(young, 2);
      const isMixed = trust.members !== undefined;

      await expect(carry(source, await changedTo(trust, next, FAR, at(validators, 0), at(validators, 1))))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesTooFew")
        .withArgs(sourceId, 0, isMixed ? 0 : 2, isMixed ? 2 : needed);
      if (isMixed) {
        // One of each is enough of neither.
        await expect(carry(source, await changedTo(trust, next, FAR, at(validators, 0), at(old, 0))))
          .to.be.revertedWithCustomError(foreign, "ForeignTitlesTooFew")
          .withArgs(sourceId, 0, 1, 2);
      }
      await carry(source, await changedTo(trust, next, FAR, ...validators));
      expect((await foreign.sourceOf(sourceId)).terms).to.equal(2);
    }
  });

  it("seals of validators count in their own term alone", async () => {
    const source = await chain();
    const { foreign, asAdmin, sourceId, certificate, trust } = source;
    await asAdmin.dismissSource(sourceId);
    const set = {
      from: certificate.state.block + 1,
      validators: [{ name: "", address: at(someMembers(1, 9), 0).address }],
    };
    await asAdmin.admitSource(
      { ...trust.registry, registry: trust.registry.address, kind: 1, revealWindow: 0 },
      ZeroHash,
      contractSet(set),
    );
    const headers = [certificate.blocks.at(-1)?.header ?? "0x"];
    const { account, storage } = certificate.state;

    await expect(
      foreign.prove(sourceId, certificate.work.id, {
        ...{ headers, vouchers: 1, term: 1, signatures: "0x", account, slot: storage },
      }),
    )
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesOtherTerm")
      .withArgs(sourceId, 1, certificate.state.block);
  });
});

describe("contractSet", () => {
  it("says that no contract counts second signatures", () => {
    const set = membersOf(someMembers(2), 2);
    const members = { ...set.members, secondSignature: "required" as const };

    expect(() => contractSet({ ...set, members } as never)).to.throw("post-quantum");
    expect(() => contractSet({ ...set, from: 0 })).to.throw("from: 0");
  });
});
