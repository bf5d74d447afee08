import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";

import {
  addDelegate,
  type Change,
  CHANGE_TYPES,
  changeOwner,
  identityDomain,
  relayedCallOf,
  revokeAttribute,
  revokeDelegate,
  setAttribute,
  signChange,
} from "../../lib/identity/change";
import { DAY } from "../shared/fixture";
import { someWallet } from "../shared/wallets";
import { deployIdentities, type IdentityStage, signedParts } from "./identities";

const ATTRIBUTE = { name: "did/alsoKnownAs", value: "did:weid:1:0x0d3d2ab0b5f9ba8f5e08a3e2f2f93f7a4b5c6d7e" };

/** Every change, in an order in which each can be made after those before. */
const CHANGES: readonly ((stage: IdentityStage) => Change)[] = [
  ({ accounts }) => addDelegate("signing", accounts.borealis.address, DAY),
  ({ accounts }) => revokeDelegate("signing", accounts.borealis.address),
  () => setAttribute(ATTRIBUTE, DAY),
  () => revokeAttribute(ATTRIBUTE),
  ({ accounts }) => changeOwner(accounts.borealis.address),
];

async function relay({ identities, accounts }: IdentityStage, change: Change, signature: string): Promise<unknown> {
  return accounts.stranger.sendTransaction(await relayedCallOf(identities, accounts.aurora.address, change, signature));
}

describe("IdentityRegistry: a change that its controller has signed", () => {
  it("is made by whoever sends it, each kind of change, and counts", async () => {
    const stage = await deployIdentities();
    const { identities, accounts } = stage;
    const { chainId } = await ethers.provider.getNetwork();

    for (const [index, changeFor] of CHANGES.entries()) {
      const change = changeFor(stage);
      const signature = await signChange(identities, chainId, accounts.aurora, accounts.aurora.address, change);
      await expect(relay(stage, change, signature), change.kind).to.emit(identities, EVENTS[change.kind]);
      expect(await identities.nonce(accounts.aurora), change.kind).to.equal(index + 1);
    }
    expect(await identities.identityOwner(accounts.aurora)).to.equal(accounts.borealis.address);
  });

  it("is not made twice", async () => {
    const stage = await deployIdentities();
    const { identities, accounts } = stage;
    const { chainId } = await ethers.provider.getNetwork();
    const change = addDelegate("signing", accounts.borealis.address, DAY);
    const signature = await signChange(identities, chainId, accounts.aurora, accounts.aurora.address, change);
    await relay(stage, change, signature);

    await expect(relay(stage, change, signature)).to.be.revertedWithCustomError(
      identities,
      "IdentityRegistryNotController",
    );
  });

  describe("when it was signed otherwise", () => {
    for (const [what, sign] of [
      [
        "by somebody else",
        async ({ identities, accounts }: IdentityStage, change: Change, chainId: bigint) =>
          signChange(identities, chainId, accounts.borealis, accounts.aurora.address, change),
      ],
      [
        "for another chain",
        async ({ identities, accounts }: IdentityStage, change: Change, chainId: bigint) =>
          signChange(identities, chainId + 1n, accounts.aurora, accounts.aurora.address, change),
      ],
      [
        "for another identity",
        async ({ identities, accounts }: IdentityStage, change: Change, chainId: bigint) =>
          signChange(identities, chainId, accounts.aurora, accounts.borealis.address, change),
      ],
      [
        "for another change",
        async ({ identities, accounts }: IdentityStage, _: Change, chainId: bigint) =>
          signChange(
            identities,
            chainId,
            accounts.aurora,
            accounts.aurora.address,
            changeOwner(accounts.admin.address),
          ),
      ],
      [
        "with a number of later",
        async ({ identities, accounts }: IdentityStage, change: Change, chainId: bigint) =>
          accounts.aurora.signTypedData(
            identityDomain(await identities.getAddress(), chainId),
            { ChangeOwner: [...CHANGE_TYPES.ChangeOwner] },
            { identity: accounts.aurora.address, nonce: 1n, newOwner: change.values[0] },
          ),
      ],
      // Neither of the two values of v that there are: ecrecover answers with the zero address.
      ["by nobody", async () => `0x${"11".repeat(32)}${"22".repeat(32)}1b`],
    ] as const) {
      it(`reverts where it was signed ${what}, and writes nothing`, async () => {
        const stage = await deployIdentities();
        const { identities, accounts } = stage;
        const { chainId } = await ethers.provider.getNetwork();
        const change = changeOwner(accounts.borealis.address);

        const signature = await sign(stage, change, chainId);

        await expect(relay(stage, change, signature)).to.be.revertedWithCustomError(
          identities,
          "IdentityRegistryNotController",
        );
        expect(await identities.changed(accounts.aurora)).to.equal(0);
        expect(await identities.identityOwner(accounts.aurora)).to.equal(accounts.aurora.address);
        expect(await identities.nonce(accounts.aurora)).to.equal(0);
      });
    }
  });

  it("reverts for an identity that was deactivated, whoever signed", async () => {
    const stage = await deployIdentities();
    const { identities, accounts } = stage;
    const { chainId } = await ethers.provider.getNetwork();
    const change = changeOwner(accounts.borealis.address);
    const signature = await signChange(identities, chainId, accounts.aurora, accounts.aurora.address, change);
    await identities.changeOwner(accounts.aurora, ZeroAddress);

    for (const given of [signature, `0x${"00".repeat(64)}1d`]) {
      const { v, r, s } =
        given === signature ? ethers.Signature.from(given) : { v: 29, r: ethers.ZeroHash, s: ethers.ZeroHash };
      await expect(identities.changeOwnerSigned(accounts.aurora, v, r, s, accounts.borealis))
        .to.be.revertedWithCustomError(identities, "IdentityRegistryDeactivated")
        .withArgs(accounts.aurora.address);
    }
  });

  it("needs no account of its signer on the chain: an identity of a key without a balance", async () => {
    const { identities, accounts } = await deployIdentities();
    const wallet = someWallet();
    const change = changeOwner(accounts.borealis.address);

    const [v, r, s] = await signedParts(identities, wallet, wallet.address, change);
    await identities.connect(accounts.stranger).changeOwnerSigned(wallet, v, r, s, accounts.borealis);

    expect(await identities.identityOwner(wallet)).to.equal(accounts.borealis.address);
  });
});

const EVENTS = {
  ChangeOwner: "DIDOwnerChanged",
  AddDelegate: "DIDDelegateChanged",
  RevokeDelegate: "DIDDelegateChanged",
  SetAttribute: "DIDAttributeChanged",
  RevokeAttribute: "DIDAttributeChanged",
} as const;
