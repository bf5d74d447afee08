import { expect } from "chai";
import { concat, dataSlice, keccak256, SigningKey, toBeHex, type Wallet, ZeroHash } from "ethers";

import { linksOf } from "../../lib/certificates/foreign/links";
import { contractSet } from "../../lib/certificates/foreign/trust-set";
import { type Trust, TRUST_FORMAT } from "../../lib/certificates/trust";
import { buildTrie } from "../../lib/proofs/build-trie";
import { encode, readFlatList } from "../../lib/proofs/rlp";
import type { IForeignTitles } from "../../typechain-types";
import { claimOf } from "../shared/fixture";
import { someWallet } from "../shared/wallets";
import {
  admitted,
  freshDestination,
  madeUpBlock,
  memberSource,
  proofOf,
  registryIn,
  sampleSource,
  sealedSource,
  signaturesAt,
  type Source,
} from "./foreign";

type Proof = IForeignTitles.ProofStruct;

interface NodeProof {
  readonly accountProof: string[];
  readonly storageProof: readonly { readonly proof: string[] }[];
}

const [MEMBERS, VALIDATORS] = [0, 1];
/** `TrieProof.ProofError` of OpenZeppelin. */
const [INVALID_ROOT, LEFT_OVER, INCOMPLETE] = [2, 8, 13];
/** The order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
/** An account of Kaia's that is no contract: the byte of its kind, and an empty list in the place of its fields. */
const PERSON = "0x01c0";
/** The place of the state root in Kaia's headers. */
const KAIA_STATE_ROOT = 2;
/** The same of the time. */
const KAIA_TIME = 9;
const STRANGER = new SigningKey(toBeHex(7, 32));

/** Calls `prove` with a proof that differs from the right one. */
async function attempt(source: Source, change: (proof: Proof) => Partial<Proof>): Promise<unknown> {
  const proof = await proofOf(source);
  return source.foreign.prove(source.sourceId, source.certificate.work.id, { ...proof, ...change(proof) });
}

/** A header with one field changed, or more fields. */
function otherHeader({ headers }: Proof, change: (fields: readonly string[]) => readonly string[]): string[] {
  return [encode([...change(readFlatList(String(headers[0]), "the header"))])];
}

/** Who sealed a certificate's title. */
function sealersOf({ certificate }: Source): string[] {
  return (certificate.blocks.at(-1)?.seals?.signatures ?? []).map(({ by }) => by);
}

for (const [engine, source] of [
  ["Kaia", () => sampleSource("kaia", "validator-down")],
  ["QBFT", sealedSource],
] as const) {
  describe(`ForeignTitles: seals of ${engine}`, () => {
    it("are three of four, and no two", async () => {
      const sealed = await source();
      const { foreign, sourceId } = sealed;

      for (const [numbers, count] of [
        [[], 0],
        [[0, 1], 2],
        [[1, 2], 2],
      ] as const) {
        await expect(attempt(sealed, ({ signatures }) => ({ signatures: signaturesAt(signatures, ...numbers) })))
          .to.be.revertedWithCustomError(foreign, "ForeignTitlesTooFew")
          .withArgs(sourceId, 0, count, 3);
      }
      await attempt(sealed, () => ({}));
    });

    it("count once, in the order of their signers", async () => {
      const sealed = await source();
      const [first = "", second = ""] = sealersOf(sealed);

      for (const [numbers, signer, before] of [
        [[0, 0, 1], first, first],
        [[1, 0, 2], first, second],
      ] as const) {
        await expect(attempt(sealed, ({ signatures }) => ({ signatures: signaturesAt(signatures, ...numbers) })))
          .to.be.revertedWithCustomError(sealed.foreign, "ForeignTitlesSignerOrder")
          .withArgs(signer, before);
      }
    });

    it("are of those who are believed alone, in their one form, and whole", async () => {
      const sealed = await source();
      const { foreign } = sealed;
      const seal = STRANGER.sign(ZeroHash).serialized;

      await expect(attempt(sealed, () => ({ signatures: seal }))).to.be.revertedWithCustomError(
        foreign,
        "ForeignTitlesStranger",
      );
      await expect(attempt(sealed, ({ signatures }) => ({ signatures: concat([signatures, "0x00"]) })))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesSignatureLength")
        .withArgs(196);
      await expect(
        attempt(sealed, ({ signatures }) => ({
          signatures: concat([mirrored(signaturesAt(signatures, 0)), signaturesAt(signatures, 1, 2)]),
        })),
      ).to.be.revertedWithCustomError(foreign, "ECDSAInvalidSignatureS");
    });

    it("are of this very header", async () => {
      const sealed = await source();

      // Whoever signed another header is a stranger: what the signature gives is nobody's address, or none.
      for (const index of [0, 1, 7, 8, 9]) {
        await expect(
          attempt(sealed, (proof) => ({
            headers: otherHeader(proof, (fields) => fields.map((field, at) => (at === index ? flipped(field) : field))),
          })),
          `field ${index}`,
        ).to.be.reverted;
      }
    });

    it("are no signatures of members", async () => {
      const sealed = await source();

      await expect(attempt(sealed, () => ({ vouchers: MEMBERS }))).to.be.revertedWithCustomError(
        sealed.foreign,
        "ForeignTitlesStranger",
      );
    });

    it("count in a term that there is", async () => {
      const sealed = await source();

      await expect(attempt(sealed, () => ({ term: 1 })))
        .to.be.revertedWithCustomError(sealed.foreign, "ForeignTitlesOtherTerm")
        .withArgs(sealed.sourceId, 1, sealed.certificate.state.block);
    });
  });
}

describe("ForeignTitles: signatures of members", () => {
  it("are as many as the threshold, of those who are believed", async () => {
    const source = await memberSource();
    const { foreign, sourceId } = source;

    await expect(attempt(source, ({ signatures }) => ({ signatures: signaturesAt(signatures, 0) })))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesTooFew")
      .withArgs(sourceId, 0, 1, 2);
    await expect(
      attempt(source, ({ signatures }) => ({ signatures: signaturesAt(signatures, 0, 0) })),
    ).to.be.revertedWithCustomError(foreign, "ForeignTitlesSignerOrder");
    await expect(attempt(source, () => ({ vouchers: VALIDATORS })))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesNoSeals")
      .withArgs(sourceId);
  });

  it("of nobody are never enough where a set has validators alone", async () => {
    const source = await sealedSource();

    await expect(attempt(source, () => ({ vouchers: MEMBERS, signatures: "0x" })))
      .to.be.revertedWithCustomError(source.foreign, "ForeignTitlesTooFew")
      .withArgs(source.sourceId, 0, 0, 0);
  });

  it("are of the registry that was admitted: of another one or another chain they are strangers'", async () => {
    const source = await memberSource();
    const { asAdmin, foreign, certificate, trust } = source;
    const { chainId, address } = certificate.registry;
    const proof = await proofOf(source);

    for (const registry of [
      { chainId: chainId + 1, address },
      { chainId, address: source.certified.stage.accounts.stranger.address },
    ]) {
      await asAdmin.admitSource(registryIn(registry, "ethereum"), ZeroHash, contractSet(trust));
      const other = await foreign.sourceIdOf(registry.chainId, registry.address);
      // A signature of something else gives another address: in its place or out of it.
      await expect(foreign.prove(other, certificate.work.id, proof)).to.be.reverted;
      expect((await foreign.foreignTitle(other, certificate.work.id)).sourceBlock).to.equal(0);
    }
  });
});

describe("ForeignTitles: headers", () => {
  it("have the fields of their kind and none left over", async () => {
    for (const [make, kind, counts] of [
      [() => sampleSource("kaia", "validator-down"), 2, [14, 16]],
      [sealedSource, 1, [14, 22]],
    ] as const) {
      const source = await make();
      for (const count of counts) {
        const resized = (fields: readonly string[]): string[] =>
          Array.from({ length: count }, (_, index) => fields[index] ?? "0x");
        await expect(attempt(source, (proof) => ({ headers: otherHeader(proof, resized) })))
          .to.be.revertedWithCustomError(source.foreign, "ForeignTitlesHeaderFields")
          .withArgs(kind, count);
      }
    }
  });

  it("are of the kind that was admitted", async () => {
    const kaia = await sampleSource("kaia", "validator-down");
    const proof = await proofOf(kaia);
    const { asAdmin, foreign, certificate, trust } = kaia;
    const { id: workId } = certificate.work;

    await asAdmin.dismissSource(kaia.sourceId);
    await asAdmin.admitSource(registryIn(certificate.registry, "qbft"), ZeroHash, contractSet(trust));

    await expect(foreign.prove(kaia.sourceId, workId, { ...proof, term: 1 })).to.be.reverted;
    expect((await foreign.foreignTitle(kaia.sourceId, workId)).sourceBlock).to.equal(0);
  });

  it("are the bytes that were signed: nothing stands behind them", async () => {
    const source = await sampleSource("kaia", "validator-down");

    await expect(attempt(source, ({ headers }) => ({ headers: [concat([String(headers[0]), "0x00"])] }))).to.be
      .reverted;
  });
});

describe("ForeignTitles: nodes", () => {
  for (const [engine, make] of [
    ["Kaia", () => sampleSource("kaia", "validator-down")],
    ["QBFT", sealedSource],
  ] as const) {
    it(`lead to the registry and to the work, and none is left over: ${engine}`, async () => {
      const source = await make();
      const { foreign, certificate } = source;
      const { address } = certificate.registry;
      const { id: workId } = certificate.work;

      for (const [part, other, error, subject] of [
        ["account", "slot", "ForeignTitlesAccountNotProven", address],
        ["slot", "account", "ForeignTitlesTitleNotProven", workId],
      ] as const) {
        const changes = [
          [(nodes: Proof["slot"]) => nodes.slice(1), INVALID_ROOT],
          [(nodes: Proof["slot"]) => nodes.slice(0, -1), INCOMPLETE],
          [(nodes: Proof["slot"]) => [...nodes, ...nodes.slice(-1)], LEFT_OVER],
          [(_: Proof["slot"], proof: Proof) => proof[other], INVALID_ROOT],
        ] as const;
        for (const [change, reason] of changes) {
          await expect(attempt(source, (proof) => ({ [part]: change(proof[part], proof) })))
            .to.be.revertedWithCustomError(foreign, error)
            .withArgs(subject, reason);
        }
      }
    });
  }

  it("stand under a header in milliseconds, whose time is told in seconds", async () => {
    const { foreign, sourceId, certificate, header, member } = await kaiaSource();
    const { state, work } = certificate;
    const seconds = BigInt(readFlatList(header, "the header")[KAIA_TIME] ?? 0);
    const block = await madeUpBlock(certificate, header, { [KAIA_TIME]: toBeHex(seconds * 1_000n) }, member);
    await foreign.prove(sourceId, work.id, {
      ...{ ...block, vouchers: MEMBERS, term: 0 },
      ...{ account: [...state.account], slot: [...state.storage] },
    });

    expect((await foreign.foreignTitle(sourceId, work.id)).sourceTime).to.equal(seconds);
  });

  it("are not those of a person's account, which Kaia keeps in the same trie", async () => {
    const { foreign, sourceId, certificate, header, member } = await kaiaSource();
    const { registry, state, work } = certificate;
    const key = keccak256(registry.address);
    const trie = await buildTrie([[key, PERSON]]);
    const proof: Proof = {
      ...(await madeUpBlock(certificate, header, { [KAIA_STATE_ROOT]: trie.root }, member)),
      ...{ vouchers: MEMBERS, term: 0, account: [...(await trie.proofOf(key))], slot: [...state.storage] },
    };

    await expect(foreign.prove(sourceId, work.id, proof))
      .to.be.revertedWithCustomError(foreign, "ForeignTitlesAccountNotProven")
      .withArgs(registry.address, 0);
  });

  it("are not those of another account, nor of another slot", async () => {
    const source = await memberSource();
    const { foreign, sourceId, certificate, certified } = source;
    const { stage, workId } = certified;
    const { provider } = stage.colophon;
    const proof = await proofOf(source);
    const other = claimOf(stage.accounts.aurora).contentHash;
    const at = `0x${certificate.state.block.toString(16)}`;
    const read = async (address: string, slot: string): Promise<NodeProof> =>
      (await provider.send("eth_getProof", [address, [slot], at])) as NodeProof; // As EIP-1186 has it.

    const manager = await read(await stage.manager.getAddress(), ZeroHash);
    const account = await read(await stage.registry.getAddress(), keccak256(other));

    await expect(
      foreign.prove(sourceId, workId, { ...proof, account: manager.accountProof }),
    ).to.be.revertedWithCustomError(foreign, "ForeignTitlesAccountNotProven");
    // Where a slot's way ends at a branch without a child, OpenZeppelin's library reverts in its own words.
    const refused = /ForeignTitlesTitleNotProven|RLPInvalidEncoding/;
    const slot = account.storageProof[0]?.proof ?? [];
    expect(await messageOf(foreign.prove(sourceId, workId, { ...proof, slot }))).to.match(refused);
    expect(await messageOf(foreign.prove(sourceId, other, proof))).to.match(refused);
  });
});

/** A source of Kaia's whose title was certified, believed by the word of one member, with the header of the title's block. */
async function kaiaSource(): Promise<Source & { readonly header: string; readonly member: Wallet }> {
  const { certificate } = await sampleSource("kaia", "strangers-failure");
  const member = someWallet();
  const keys = [{ name: "member", address: member.address }];
  const trust: Trust = { format: TRUST_FORMAT, registry: certificate.registry, members: { threshold: 1, keys } };
  const source = await admitted(await freshDestination(), certificate, trust);
  return { ...source, member, header: linksOf(certificate)[0]?.headers[0] ?? "0x" };
}

/** What a call is refused with; nothing where it is not. */
async function messageOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "",
    (error: unknown) => String(error),
  );
}

/** The same signer by n - s and the other v, which EIP-2 rules out. */
function mirrored(signature: string): string {
  const s = BigInt(dataSlice(signature, 32, 64));
  const v = dataSlice(signature, 64) === "0x1b" ? "0x1c" : "0x1b";
  return concat([dataSlice(signature, 0, 32), toBeHex(ORDER - s, 32), v]);
}

function flipped(field: string): string {
  return field === "0x" ? "0x01" : `${field.slice(0, -1)}${field.endsWith("1") ? "2" : "1"}`;
}
