import { mine, type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, hexlify, type Provider, toUtf8Bytes, ZeroAddress } from "ethers";
import { getResolver } from "ethr-did-resolver";
import hre, { ethers } from "hardhat";

import { addDelegate, callOf, type Change, setAttribute } from "../../../lib/identity/change";
import { addressOfDid, didOf } from "../../../lib/identity/did";
import type { DidDocument } from "../../../lib/identity/document";
import { type Identities, identitiesOf, identityRegistry } from "../../../lib/identity/registry";
import { resolveIdentity } from "../../../lib/identity/resolve";
import { findModuleOf, open } from "../../../tasks/shared/open/open";
import { deployIdentities, deployPlain, type IdentityStage, SIGNING } from "../../identity/identities";
import { DAY } from "../../shared/fixture";
import { Random, testSeed } from "../../shared/random";
import { refusalOf } from "../shared/refusal";

const WEID = "did:weid:1:0x0d3d2ab0b5f9ba8f5e08a3e2f2f93f7a4b5c6d7e";

async function setIdentities(): Promise<IdentityStage & { readonly all: Identities }> {
  const stage = await deployIdentities();
  return { ...stage, all: identitiesOf(await open(hre), await findModuleOf(hre, "IdentityRegistry")) };
}

/** The ids of the keys of a document, without the DID. */
function keysOf({ id, verificationMethod }: DidDocument): string[] {
  return verificationMethod.map((method) => method.id.slice(id.length));
}

describe("resolveIdentity", () => {
  it("gives an account that never did anything a document, of itself alone", async () => {
    const { all, accounts } = await setIdentities();
    const { address } = accounts.stranger;

    const { did, document, controller, changedAtBlock, history } = await resolveIdentity(all, address);

    expect(did).to.equal(`did:ethr:0x7a69:${address}`);
    expect({ controller, changedAtBlock, history }).to.deep.equal({
      controller: address,
      changedAtBlock: undefined,
      history: [],
    });
    expect(document.verificationMethod).to.deep.equal([
      {
        id: `${did}#controller`,
        type: "EcdsaSecp256k1RecoveryMethod2020",
        controller: did,
        blockchainAccountId: `eip155:31337:${address}`,
      },
    ]);
  });

  it("tells how it was at a past block: keys, controller, and times that had not ended then", async () => {
    const { all, identities, accounts } = await setIdentities();
    const { aurora, borealis, admin } = accounts;
    await identities.addDelegate(aurora, SIGNING, borealis, 60);
    const added = await time.latestBlock();
    await time.increase(60);
    await mine();
    const ended = await time.latestBlock();
    await identities.changeOwner(aurora, admin);

    const then = await resolveIdentity(all, aurora.address, added);
    const later = await resolveIdentity(all, aurora.address, ended);
    const now = await resolveIdentity(all, aurora.address);

    expect(keysOf(then.document)).to.deep.equal(["#controller", "#delegate-1"]);
    expect(then.controller).to.equal(aurora.address);
    expect(then.nextChangeAtBlock).to.equal(await time.latestBlock());
    expect(keysOf(later.document)).to.deep.equal(["#controller"]);
    expect(later.changedAtBlock).to.equal(added);
    expect(now.controller).to.equal(admin.address);
    expect(now.nextChangeAtBlock).to.equal(undefined);
    const before = await resolveIdentity(all, aurora.address, added - 1);
    expect(before.history).to.deep.equal([]);
  });

  it("has nothing in the document of an identity that was deactivated, and all of it before", async () => {
    const { all, identities, accounts } = await setIdentities();
    await identities.changeOwner(accounts.aurora, ZeroAddress);

    const { document, controller, block } = await resolveIdentity(all, accounts.aurora.address);
    const before = await resolveIdentity(all, accounts.aurora.address, block - 1);

    expect(controller).to.equal(undefined);
    expect(keysOf(document)).to.deep.equal([]);
    expect(before.controller).to.equal(accounts.aurora.address);
  });

  it("names a DID of WeIdentity as another name, until it is taken back", async () => {
    const { all, identities, accounts } = await setIdentities();
    const { aurora } = accounts;
    const name = encodeBytes32String("did/alsoKnownAs");
    const value = hexlify(toUtf8Bytes(WEID));
    await identities.setAttribute(aurora, name, value, DAY);

    const named = await resolveIdentity(all, aurora.address);
    await identities.revokeAttribute(aurora, name, value);
    const taken = await resolveIdentity(all, aurora.address);

    expect(named.document.alsoKnownAs).to.deep.equal([WEID]);
    expect(taken.document.alsoKnownAs).to.equal(undefined);
  });

  it("gives a key of another's to nobody: it is named under the identity that named it", async () => {
    const { all, identities, accounts } = await setIdentities();
    const { aurora, borealis } = accounts;
    // Borealis claims that the key of aurora is its own.
    await identities.connect(borealis).addDelegate(borealis, SIGNING, aurora, DAY);

    const { document } = await resolveIdentity(all, aurora.address);

    expect(keysOf(document)).to.deep.equal(["#controller"]);
    expect(await identities.changed(aurora)).to.equal(0);
  });

  it("refuses a block that is not there yet", async () => {
    const { all, accounts } = await setIdentities();
    const newest = await time.latestBlock();

    const refusal = await refusalOf(() => resolveIdentity(all, accounts.aurora.address, newest + 1));

    expect(refusal.code).to.equal("BlockBeyondChain");
    expect(refusal.exitCode).to.equal(2);
  });

  describe("on a chain in milliseconds", () => {
    const MILLISECONDS = 1_900_000_000_000;
    let stage: Awaited<ReturnType<typeof setIdentities>>;
    let snapshot: SnapshotRestorer;
    beforeEach(async () => {
      stage = await setIdentities();
      snapshot = await takeSnapshot();
    });
    afterEach(() => snapshot.restore());

    it("lists a key for as long as the contract says that it signs", async () => {
      const { all, identities, accounts } = stage;
      const { aurora, borealis } = accounts;
      await time.setNextBlockTimestamp(MILLISECONDS);
      await identities.addDelegate(aurora, SIGNING, borealis, 60);

      for (const [after, isListed] of [
        [59_999, true],
        [60_000, false],
      ] as const) {
        await time.increaseTo(MILLISECONDS + after);
        const { document } = await resolveIdentity(all, aurora.address);
        expect(keysOf(document).includes("#delegate-1")).to.equal(isListed);
        expect(await identities.validDelegate(aurora, SIGNING, borealis)).to.equal(isListed);
      }
    });

    it("reads the ends of ethr-did-registry as the milliseconds that they are there", async () => {
      const { all, accounts } = stage;
      const { aurora, borealis } = accounts;
      const plain = await deployPlain(stage);
      const registry = identityRegistry(await plain.getAddress(), all.colophon.provider);
      await time.setNextBlockTimestamp(MILLISECONDS);
      await plain.addDelegate(aurora, SIGNING, borealis, 60_000);

      for (const [after, isListed] of [
        [59_999, true],
        [60_000, false],
      ] as const) {
        await time.increaseTo(MILLISECONDS + after);
        const { document } = await resolveIdentity({ ...all, registry }, aurora.address);
        expect(keysOf(document).includes("#delegate-1")).to.equal(isListed);
        expect(await registry.validDelegate(aurora, SIGNING, borealis)).to.equal(isListed);
      }
    });
  });
});

describe("documentOf, beside ethr-did-resolver", () => {
  /** For the package a key is good in its last second, and for the contract it is not: it is asked about a second later. */
  const asked: Provider = new Proxy(ethers.provider, {
    get(target, property, self) {
      if (property === "provider") return self as unknown;
      if (property === "getBlock") {
        return async (block: number) => {
          const found = await target.getBlock(block);
          return found && { number: found.number, timestamp: found.timestamp + 1 };
        };
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  const NAMES = [
    "did/pub/Secp256k1/veriKey/hex",
    "did/pub/Ed25519/sigAuth/base64",
    "did/pub/RSA/veriKey/pem",
    "did/pub/X25519/enc/base58",
    "did/svc/HubService",
    "did/other",
  ];
  const STEPS = 60;
  const seed = testSeed();

  it(`makes the same documents of a random history (seed ${seed})`, async () => {
    const random = new Random(seed);
    const { all, identities, accounts } = await setIdentities();
    const { aurora, borealis, admin, guardian } = accounts;
    const { chainId } = all.colophon;
    const first = (await time.latestBlock()) + 1;
    for (let step = 0; step < STEPS; step += 1) {
      const validity = 1 + random.below(STEPS);
      const change: Change = random.chance(0.5)
        ? addDelegate(
            random.pick(["signing", "authentication"]),
            random.pick([borealis, admin, guardian]).address,
            validity,
          )
        : setAttribute({ name: random.pick(NAMES), value: random.pick(["one", "{}", "two"]) }, validity);
      await aurora.sendTransaction(await callOf(identities, aurora.address, change));
    }
    const { ethr } = getResolver({
      networks: [{ name: "0x7a69", chainId, registry: await identities.getAddress(), provider: asked }],
    });
    if (ethr === undefined) throw new Error("the package has no resolver");

    for (let block = first; block < first + STEPS; block += 3) {
      const ours = await resolveIdentity(all, aurora.address, block);
      const id = ours.did.slice("did:ethr:".length);
      const parsed = { did: ours.did, didUrl: ours.did, method: "ethr", id, query: `versionId=${block}` };
      const theirs = await ethr(ours.did, parsed, { resolve: () => Promise.reject(new Error("not asked")) }, {});
      expect(theirs.didResolutionMetadata.error).to.equal(undefined);
      expect(compared(ours.document), `block ${block}`).to.deep.equal(compared(theirs.didDocument as DidDocument));
    }
  });

  /**
   * The package leaves a key that was taken back among those for agreements, and one that comes again has its old place there; the
   * rest is compared as it is.
   */
  function compared(document: DidDocument): Partial<DidDocument> {
    const { id, verificationMethod, authentication, assertionMethod, service, keyAgreement } = document;
    const agreements = keyAgreement?.filter((each) => verificationMethod.some((method) => method.id === each)) ?? [];
    return {
      id,
      verificationMethod,
      authentication,
      assertionMethod,
      service: service ?? [],
      keyAgreement: agreements.toSorted(),
    };
  }
});

describe("addressOfDid", () => {
  it("takes the address in any case, and gives it in EIP-55 form", () => {
    const address = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";

    for (const written of [address, address.toLowerCase()]) {
      expect(addressOfDid(`did:ethr:0x7a69:${written}`, 31337n)).to.equal(address);
    }
  });

  for (const [what, did, code] of [
    ["another chain's", "did:ethr:0x7a6a:0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", "DidOfOtherChain"],
    ["another method's", WEID, "NotADid"],
    ["one with zeros before the chain", "did:ethr:0x07a69:0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", "NotADid"],
    ["one whose address has a wrong checksum", "did:ethr:0x7a69:0x9965507d1A55bcC2695C58ba16FB37d819B0A4dc", "NotADid"],
    ["one without a chain", "did:ethr:0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", "NotADid"],
    ["one with a key in it", `${didOf(31337n, "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc")}#controller`, "NotADid"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const refusal = await refusalOf(async () => addressOfDid(did, 31337n));

      expect(refusal.code).to.equal(code);
      expect(refusal.exitCode).to.equal(2);
    });
  }
});
