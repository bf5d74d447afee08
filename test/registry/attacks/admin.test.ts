import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Interface, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { ROLES } from "../../../lib/chain/contracts/roles";
import type { AccessManager } from "../../../typechain-types";
import { functionsOf, writesOf } from "../../shared/abi";
import { leafOf, provenBy, treeOf } from "../../shared/anchors";
import { TitleStatus } from "../../shared/enums";
import {
  admit,
  type Claim,
  claimOf,
  DAY,
  deployRegistry,
  EVERY_KIND,
  FOR_EVER,
  type Registry,
  someHash,
} from "../../shared/fixture";
import { workHistory } from "../../shared/history";
import { NO_OFFER, offerOf, titleOf } from "../../shared/records";
import { signClaim } from "../../shared/signing";

interface Target extends Registry {
  readonly admin: HardhatEthersSigner;
  /** The account that calls the registry, and for which it tries to take the title. */
  readonly taker: string;
  /** A final title of aurora's. */
  readonly workId: bigint;
  /** What the admin anchored before: the same work, claimed for itself and for the manager. */
  readonly claims: ReturnType<typeof treeOf>;
}

interface Attempt {
  readonly args: (target: Target) => unknown[] | Promise<unknown[]>;
  /** How the registry refuses; undefined where it has nothing to refuse, since the title stays. */
  readonly error?: string;
}

/** A function that no role may be set for: AccessManager keeps it to itself. */
const SET_AUTHORITY = "setAuthority(address)";

function moves({ accounts, taker, workId }: Target): unknown[] {
  return [accounts.aurora.address, taker, workId];
}

function claimTo(owner: string, { workId }: Target): Claim {
  return { ...claimOf(owner), contentHash: toBeHex(workId, 32) };
}

/** What an admin can try with each function that writes, short of an order. */
const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  "register((address,bytes32,bytes32))": {
    args: (target) => [claimTo(target.taker, target)],
    error: "WorkRegistryAlreadyRegistered",
  },
  "registerMany(address,(bytes32,bytes32)[])": {
    args: (target) => [target.accounts.aurora.address, [claimTo(target.taker, target)]],
    error: "WorkRegistryNotAuthorized",
  },
  "registerFor((address,bytes32,bytes32),uint256,bytes)": {
    args: async (target) => {
      const { registry, admin, validUntil } = target;
      const claim = claimTo(admin.address, target);
      return [claim, validUntil, await signClaim(registry, admin, claim, validUntil)];
    },
    error: "WorkRegistryAlreadyRegistered",
  },
  // An anchor older than the title is the best that there is, and too late.
  "registerAnchored((address,bytes32,bytes32),bytes32,bytes32,bytes32[])": {
    args: ({ claims, admin, taker }) => provenBy(claims, taker === admin.address ? 0 : 1),
    error: "WorkRegistryFinal",
  },
  "anchor(bytes32)": { args: () => [someHash()] },
  "amend(uint256,bytes32)": { args: ({ workId }) => [workId, someHash()], error: "WorkRegistryNotAuthorized" },
  "offerTitle(uint256,address,bytes32,uint40)": {
    args: ({ taker, workId, validUntil }) => [workId, taker, someHash(), validUntil],
    error: "WorkRegistryNotAuthorized",
  },
  "acceptTitle(uint256,bytes32)": { args: ({ workId }) => [workId, ZeroHash], error: "WorkRegistryNoOffer" },
  "declineTitle(uint256,bytes32)": { args: ({ workId }) => [workId, ZeroHash], error: "WorkRegistryNoOffer" },
  "withdrawOffer(uint256)": { args: ({ workId }) => [workId], error: "WorkRegistryNotAuthorized" },
  "approve(address,uint256)": { args: ({ taker, workId }) => [taker, workId], error: "NotOwnerNorApproved" },
  "setApprovalForAll(address,bool)": { args: ({ taker }) => [taker, true] },
  "transferFrom(address,address,uint256)": { args: moves, error: "NotOwnerNorApproved" },
  "safeTransferFrom(address,address,uint256)": { args: moves, error: "NotOwnerNorApproved" },
  "safeTransferFrom(address,address,uint256,bytes)": {
    args: (target) => [...moves(target), "0x"],
    error: "NotOwnerNorApproved",
  },
  "setStatus(uint256,uint8,bytes32)": {
    args: ({ workId }) => [workId, TitleStatus.Annulled, ZeroHash],
    error: "WorkRegistryZeroOrderHash",
  },
  "correctTitle(uint256,address,bytes32)": {
    args: ({ taker, workId }) => [workId, taker, ZeroHash],
    error: "WorkRegistryZeroOrderHash",
  },
  "recoverTitles(uint256[],address,address,bytes32)": {
    args: ({ accounts, taker, workId }) => [[workId], accounts.aurora.address, taker, ZeroHash],
    error: "WorkRegistryZeroOrderHash",
  },
  [SET_AUTHORITY]: { args: ({ admin }) => [admin.address], error: "AccessManagedUnauthorized" },
  "setBaseURI(string)": { args: () => ["urn:admin:"] },
  "pause()": { args: () => [] },
  "unpause()": { args: () => [] },
  "setPauseDuration(uint32)": { args: () => [DAY] },
};

/** Lets a role call every function. */
async function mapAllFunctions({ registry, admin }: Target, manager: AccessManager, role: bigint): Promise<void> {
  const selectors = functionsOf(registry.interface)
    .filter((fragment) => fragment.format("sighash") !== SET_AUTHORITY)
    .map(({ selector }) => selector);
  await manager.connect(admin).setTargetFunctionRole(registry, selectors, role);
}

/** A final title of aurora's, and an admin who has taken every role and is accredited. */
async function almightyAdmin(): Promise<Target> {
  const deployment = await deployRegistry();
  const { manager, registry, accounts } = deployment;
  const admin = accounts.deployer;
  for (const role of Object.values(ROLES)) await manager.grantRole(role, admin, 0);
  const parties = deployment.parties.connect(admin);
  await parties.appointAccreditor(admin, FOR_EVER, EVERY_KIND);
  await admit({ ...deployment, parties }, admin);
  const claim = claimOf(accounts.aurora);
  const owners = [admin.address, await manager.getAddress()];
  const claims = treeOf(owners.map((owner) => leafOf({ ...claim, owner })));
  await registry.connect(admin).anchor(claims.root);
  await registry.register(claim);
  await time.increase(await registry.REVEAL_WINDOW());
  return { ...deployment, admin, taker: admin.address, workId: BigInt(claim.contentHash), claims };
}

type Send = (data: string) => Promise<unknown>;

/**
 * Tries everything, and expects the title to stay where and what it is.
 * @param errors how the registry refuses what it refuses otherwise than in ATTEMPTS
 */
async function expectNothingTaken(
  target: Target,
  send: Send = async (data) => target.admin.sendTransaction({ to: await target.registry.getAddress(), data }),
  errors: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { registry, accounts, taker, workId } = target;
  const abi = Interface.from(registry.interface.fragments);
  const before = await titleOf(registry, workId);
  for (const [signature, { args, error }] of Object.entries(ATTEMPTS)) {
    const data = abi.encodeFunctionData(signature, await args(target));
    const refusal = errors[signature] ?? error;
    if (refusal === undefined) await send(data);
    else await expect(send(data), signature).to.be.revertedWithCustomError(registry, refusal);

    expect(await titleOf(registry, workId), signature).to.deep.equal(before);
    expect(await offerOf(registry, workId), signature).to.deep.equal(NO_OFFER);
    expect(await registry.getApproved(workId), signature).to.equal(ZeroAddress);
    expect(await registry.isApprovedForAll(accounts.aurora, taker), signature).to.equal(false);
  }
}

describe("attack: the admin takes a title", () => {
  it("tries every function that writes", async () => {
    const { interface: abi } = await ethers.getContractFactory("WorkRegistry");

    expect(Object.keys(ATTEMPTS)).to.have.members(writesOf(abi));
  });

  it("fails with every role", async () => {
    await expectNothingTaken(await almightyAdmin());
  });

  for (const name of ["ADMIN", "PUBLIC"] as const) {
    it(`fails once every function asks for the role ${name}`, async () => {
      const target = await almightyAdmin();
      const { manager } = target;
      await mapAllFunctions(target, manager, name === "ADMIN" ? ROLES.ADMIN : await manager.PUBLIC_ROLE());

      await expectNothingTaken(target);
    });
  }

  it("fails through AccessManager's own account", async () => {
    const target = await almightyAdmin();
    const { manager, parties, registry, admin } = target;
    await mapAllFunctions(target, manager, ROLES.ADMIN);
    await admit({ ...target, parties: parties.connect(admin) }, manager);

    await expectNothingTaken(
      { ...target, taker: await manager.getAddress() },
      (data) => manager.connect(admin).execute(registry, data),
      {
        [SET_AUTHORITY]: "AccessManagedInvalidAuthority",
        "setStatus(uint256,uint8,bytes32)": "WorkRegistryIndirectCall",
        "correctTitle(uint256,address,bytes32)": "WorkRegistryIndirectCall",
        "recoverTitles(uint256[],address,address,bytes32)": "WorkRegistryIndirectCall",
      },
    );
  });

  it("fails under a new authority of the admin's own", async () => {
    const target = await almightyAdmin();
    const { manager, registry, admin } = target;
    const newManager = await ethers.deployContract("AccessManager", [admin]);
    await manager.connect(admin).updateAuthority(registry, newManager);
    await mapAllFunctions(target, newManager, ROLES.ADMIN);
    expect(await registry.authority()).to.equal(await newManager.getAddress());

    await expectNothingTaken(target);
  });

  it("works by correctTitle alone, with an order that its event names for good", async () => {
    const { registry, accounts, admin, workId } = await almightyAdmin();
    const order = someHash();

    await registry.connect(admin).correctTitle(workId, admin, order);

    expect(await registry.ownerOf(workId)).to.equal(admin.address);
    const last = (await workHistory(registry, workId)).at(-1);
    expect(last?.name).to.equal("TitleCorrected");
    expect(last?.values).to.deep.include({ from: accounts.aurora.address, to: admin.address, orderHash: order });
  });
});
