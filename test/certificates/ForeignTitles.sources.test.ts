import { expect } from "chai";
import { toBeHex, ZeroAddress, ZeroHash } from "ethers";

import { contractSet } from "../../lib/certificates/foreign/trust-set";
import type { TrustSet } from "../../lib/certificates/trust";
import { changeDigest } from "../../lib/certificates/trust/change";
import { membersOf, someMembers } from "../lib/certificates/trust/parties";
import { admitted, freshDestination, proofOf, registryIn, sampleSource, WINDOW } from "./foreign";

const REGISTRY = { chainId: 1001, address: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0" };
const KAIA = 2n;
const FOR_EVER = 2n ** 40n - 1n;
const SECOND_KEY_BYTES = 1_312;

describe("ForeignTitles: admitSource", () => {
  it("is for the role ADMIN alone, and so is dismissSource", async () => {
    const { foreign } = await freshDestination();
    const set = contractSet(membersOf(someMembers(3), 2));

    await expect(foreign.admitSource(registryIn(REGISTRY, "kaia"), ZeroHash, set)).to.be.revertedWithCustomError(
      foreign,
      "AccessManagedUnauthorized",
    );
    await expect(foreign.dismissSource(ZeroHash)).to.be.revertedWithCustomError(foreign, "AccessManagedUnauthorized");
  });

  it("begins a term with the digest that members sign the next set with", async () => {
    const { foreign, asAdmin } = await freshDestination();
    const wallets = someMembers(3);
    const set: TrustSet = {
      ...membersOf(wallets, 2),
      validators: [{ name: "node", address: wallets[0]?.address ?? "" }],
    };
    const digest = changeDigest(REGISTRY, undefined, set);
    const sourceId = await foreign.sourceIdOf(REGISTRY.chainId, REGISTRY.address);

    await expect(asAdmin.admitSource(registryIn(REGISTRY, "kaia"), ZeroHash, contractSet(set)))
      .to.emit(foreign, "SourceAdmitted")
      .withArgs(sourceId, REGISTRY.chainId, REGISTRY.address, KAIA, WINDOW, 0, digest);

    expect(await foreign.sourceOf(sourceId)).to.deep.equal([
      [BigInt(REGISTRY.chainId), REGISTRY.address, KAIA, BigInt(WINDOW)],
      digest,
      0n,
      1n,
    ]);
    expect(await foreign.termOf(sourceId, 0)).to.deep.equal([0n, FOR_EVER, 2n, 1n]);
    expect(await foreign.countsIn(sourceId, 0, wallets[0] ?? "")).to.deep.equal([true, true]);
    expect(await foreign.countsIn(sourceId, 0, wallets[1] ?? "")).to.deep.equal([true, false]);
    expect(await foreign.countsIn(sourceId, 0, ZeroAddress)).to.deep.equal([false, false]);
  });

  it("makes the text that is signed of every set as RFC 8785 does", async () => {
    const { foreign, asAdmin } = await freshDestination();
    const [one, two] = someMembers(2);
    if (one === undefined || two === undefined) throw new Error("there are no members");
    const second = `0x${"5a".repeat(SECOND_KEY_BYTES)}`;
    const names = ['出版社 "甲"', "a\\b\n\u0001/é", "\\", ""];
    const sets: TrustSet[] = [
      { members: { threshold: 1, keys: [{ name: names[0] ?? "", address: one.address.toLowerCase() }] } },
      { validators: names.map((name, index) => ({ name, address: toBeHex(index + 1, 20) })) },
      { from: 7, until: 1_000_000_000_000, validators: [{ name: "é", address: two.address }] },
      {
        ...{
          from: 1,
          members: {
            threshold: 2,
            keys: [
              { name: "1", address: one.address, mlDsa44: second },
              { name: "2", address: two.address },
            ],
          },
        },
        validators: [{ name: "v", address: two.address }],
      },
    ];

    for (const [index, set] of sets.entries()) {
      const registry = { ...REGISTRY, chainId: index + 1 };
      await asAdmin.admitSource(registryIn(registry, "kaia"), ZeroHash, contractSet(set));
      const { digest } = await foreign.sourceOf(await foreign.sourceIdOf(registry.chainId, registry.address));
      expect(digest, `set ${index}`).to.equal(changeDigest(registry, undefined, set));
    }
  });

  it("goes on from the set before, where a destination begins later than the trust file", async () => {
    const { foreign, asAdmin } = await freshDestination();
    const first = membersOf(someMembers(3), 2);
    const next = { ...first, from: 9 };
    const previous = changeDigest(REGISTRY, undefined, first);

    await asAdmin.admitSource(registryIn(REGISTRY, "ethereum"), previous, contractSet(next));

    const { digest } = await foreign.sourceOf(await foreign.sourceIdOf(REGISTRY.chainId, REGISTRY.address));
    expect(digest).to.equal(changeDigest(REGISTRY, previous, next));
  });

  it("counts whoever is listed twice once", async () => {
    const { foreign, asAdmin } = await freshDestination();
    const [one, two] = someMembers(2);
    if (one === undefined || two === undefined) throw new Error("there are no members");
    const validators = [one.address, two.address, one.address.toLowerCase()].map((address) => ({ name: "", address }));

    await asAdmin.admitSource(registryIn(REGISTRY, "kaia"), ZeroHash, contractSet({ validators }));

    const sourceId = await foreign.sourceIdOf(REGISTRY.chainId, REGISTRY.address);
    expect((await foreign.termOf(sourceId, 0)).validators).to.equal(2);
  });

  it("reverts without a registry, and with sets of whom nobody could ever be enough", async () => {
    const { foreign, asAdmin } = await freshDestination();
    const members = contractSet(membersOf(someMembers(3), 2));
    const [one] = members.members;
    const source = registryIn(REGISTRY, "kaia");

    await expect(asAdmin.admitSource({ ...source, registry: ZeroAddress }, ZeroHash, members))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesZeroRegistry")
      .withArgs(REGISTRY.chainId);
    for (const [set, threshold, count, validators] of [
      [{ ...members, threshold: 0 }, 0, 3, 0],
      [{ ...members, threshold: 4 }, 4, 3, 0],
      [{ ...members, members: [one, one], threshold: 2 }, 2, 1, 0],
      [{ ...members, members: [], threshold: 0 }, 0, 0, 0],
      [{ ...members, members: [], validators: [one], threshold: 1 }, 1, 0, 1],
      [{ ...members, members: Array.from({ length: 129 }, () => one) }, 0, 129, 129],
    ] as const) {
      await expect(asAdmin.admitSource(source, ZeroHash, set as typeof members))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesInvalidSet")
        .withArgs(threshold, count, validators);
    }
    expect(await foreign.MAX_PARTIES()).to.equal(128);
  });

  it("reverts with what is no address, and with a name that would end its quotes", async () => {
    const { foreign, asAdmin } = await freshDestination();
    const set = contractSet(membersOf(someMembers(1), 1));
    const [one] = set.members;
    if (one === undefined) throw new Error("there is no member");
    const admit = (party: Partial<typeof one>): Promise<unknown> =>
      asAdmin.admitSource(registryIn(REGISTRY, "kaia"), ZeroHash, { ...set, members: [{ ...one, ...party }] });

    for (const account of ["", "0x12", one.account.slice(2), `${one.account}0`, `${one.account.slice(0, -1)}g`]) {
      await expect(admit({ account }))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesNotAnAddress")
        .withArgs(account);
    }
    for (const text of ['"', 'a","b":"c', '\\\\"', "\\", "a\\\\\\"]) {
      for (const field of ["name", "secondKey"]) {
        await expect(admit({ [field]: text }))
          .to.be.revertedWithCustomError(foreign, "ForeignTitlesNotJsonText")
          .withArgs(text);
      }
    }
    await admit({ name: '\\\\\\"' });
  });
});

describe("ForeignTitles: dismissSource", () => {
  it("ends what is believed and what is told, and what was proven before a new beginning is told no more", async () => {
    const source = await sampleSource("kaia", "strangers-failure");
    const { foreign, asAdmin, sourceId, certificate, trust } = source;
    const { id: workId } = certificate.work;
    const proof = await proofOf(source);
    await foreign.prove(sourceId, workId, proof);

    await expect(asAdmin.dismissSource(sourceId)).to.emit(foreign, "SourceDismissed").withArgs(sourceId);

    for (const call of [
      () => foreign.prove(sourceId, workId, proof),
      () => foreign.foreignTitle(sourceId, workId),
      () => foreign.changeMembers(sourceId, contractSet(trust), "0x"),
      () => asAdmin.dismissSource(sourceId),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(foreign, "ForeignTitlesUnknownSource").withArgs(sourceId);
    }
    await admitted(source, certificate, trust);
    expect((await foreign.sourceOf(sourceId)).firstTerm).to.equal(1);
    expect((await foreign.foreignTitle(sourceId, workId)).sourceBlock).to.equal(0);
    await foreign.prove(sourceId, workId, await proofOf(source));
    expect((await foreign.foreignTitle(sourceId, workId)).sourceBlock).to.equal(certificate.state.block);
  });

  it("leaves nobody of the terms before it after a new beginning", async () => {
    const source = await sampleSource("kaia", "validator-down");
    const { foreign, asAdmin, sourceId, certificate } = source;
    const proof = await proofOf(source);

    await asAdmin.dismissSource(sourceId);
    await admitted(source, certificate, { ...source.trust, validators: undefined, ...membersOf(someMembers(2), 2) });

    await expect(foreign.prove(sourceId, certificate.work.id, proof))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesOtherTerm")
      .withArgs(sourceId, 0, certificate.state.block);
  });

  it("must come before another beginning", async () => {
    const { foreign, asAdmin, sourceId, certificate, trust } = await sampleSource("kaia", "validator-down");

    await expect(asAdmin.admitSource(registryIn(certificate.registry, "kaia"), ZeroHash, contractSet(trust)))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesSourceAdmitted")
      .withArgs(sourceId);
  });
});
