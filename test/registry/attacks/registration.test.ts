import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import type { WorkRegistry } from "../../../typechain-types";
import { anchorAlone } from "../../shared/anchors";
import { Outcome, TitleStatus } from "../../shared/enums";
import { admit, claimOf, DAY, deployRegistry, registerFinalWork, type Registry, someHash } from "../../shared/fixture";
import { namesOf, workHistory } from "../../shared/history";
import { NO_TITLE, titleOf } from "../../shared/records";
import { signClaim } from "../../shared/signing";

describe("attack: an owner given by the caller", () => {
  it("registers nothing in another's name, one work or many", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const attackers = [accounts.stranger, accounts.borealis, accounts.deployer, accounts.accreditor];

    for (const attacker of attackers) {
      for (const call of [
        () => registry.connect(attacker).register(claim),
        () => registry.connect(attacker).registerMany(accounts.aurora, [claim]),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
          .withArgs(accounts.aurora, attacker);
      }
    }
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
  });
});

describe("attack: a contract that the owner calls", () => {
  type Call = (registry: WorkRegistry, deployment: Registry, workId: bigint) => string;

  const CALLS: Readonly<Record<string, { data: Call; error: string }>> = {
    register: {
      data: (registry, { accounts }) => registry.interface.encodeFunctionData("register", [claimOf(accounts.aurora)]),
      error: "WorkRegistryNotAuthorized",
    },
    registerMany: {
      data: (registry, { accounts }) =>
        registry.interface.encodeFunctionData("registerMany", [accounts.aurora.address, [claimOf(accounts.aurora)]]),
      error: "WorkRegistryNotAuthorized",
    },
    amend: {
      data: (registry, _, workId) => registry.interface.encodeFunctionData("amend", [workId, someHash()]),
      error: "WorkRegistryNotAuthorized",
    },
    offerTitle: {
      data: (registry, { accounts, validUntil }, workId) =>
        registry.interface.encodeFunctionData("offerTitle", [
          workId,
          accounts.borealis.address,
          someHash(),
          validUntil,
        ]),
      error: "WorkRegistryNotAuthorized",
    },
    withdrawOffer: {
      data: (registry, _, workId) => registry.interface.encodeFunctionData("withdrawOffer", [workId]),
      error: "WorkRegistryNotAuthorized",
    },
    approve: {
      data: (registry, { accounts }, workId) =>
        registry.interface.encodeFunctionData("approve", [accounts.stranger.address, workId]),
      error: "NotOwnerNorApproved",
    },
    transferFrom: {
      data: (registry, { accounts }, workId) =>
        registry.interface.encodeFunctionData("transferFrom", [
          accounts.aurora.address,
          accounts.borealis.address,
          workId,
        ]),
      error: "NotOwnerNorApproved",
    },
    safeTransferFrom: {
      data: (registry, { accounts }, workId) =>
        registry.interface.encodeFunctionData("safeTransferFrom(address,address,uint256)", [
          accounts.aurora.address,
          accounts.borealis.address,
          workId,
        ]),
      error: "NotOwnerNorApproved",
    },
  };

  for (const [name, { data, error }] of Object.entries(CALLS)) {
    it(`cannot ${name} in the owner's name, though the owner sent the transaction`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const trap = await ethers.deployContract("MockForwarder");
      await admit(deployment, trap);
      const workId = await registerFinalWork(registry, accounts.aurora);
      const before = await titleOf(registry, workId);

      const call = trap.connect(accounts.aurora).forward(registry, data(registry, deployment, workId));

      const refusal = expect(call).to.be.revertedWithCustomError(registry, error);
      await (error === "WorkRegistryNotAuthorized" ? refusal.withArgs(accounts.aurora, trap) : refusal);
      expect(await titleOf(registry, workId)).to.deep.equal(before);
    });
  }

  it("makes operators of its own titles only", async () => {
    const { registry, accounts } = await deployRegistry();
    const trap = await ethers.deployContract("MockForwarder");
    const data = registry.interface.encodeFunctionData("setApprovalForAll", [accounts.stranger.address, true]);

    await trap.connect(accounts.aurora).forward(registry, data);

    expect(await registry.isApprovedForAll(accounts.aurora, accounts.stranger)).to.equal(false);
    expect(await registry.isApprovedForAll(trap, accounts.stranger)).to.equal(true);
  });

  it("cannot accept or decline an offer made to the one who calls it", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const trap = await ethers.deployContract("MockForwarder");
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(workId, accounts.borealis, deed, validUntil);

    for (const data of [
      registry.interface.encodeFunctionData("acceptTitle", [workId, deed]),
      registry.interface.encodeFunctionData("declineTitle", [workId, deed]),
    ]) {
      await expect(trap.connect(accounts.borealis).forward(registry, data))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotOfferee")
        .withArgs(workId, accounts.borealis, trap);
    }
  });
});

describe("attack: registering a work again", () => {
  type Again = (deployment: Registry, contentHash: string) => Promise<ContractTransactionResponse>;

  const AGAIN: Readonly<Record<string, Again>> = {
    register: ({ registry, accounts }, contentHash) =>
      registry.connect(accounts.borealis).register({ ...claimOf(accounts.borealis), contentHash }),
    registerFor: async ({ registry, accounts, validUntil }, contentHash) => {
      const claim = { ...claimOf(accounts.borealis), contentHash };
      return registry.registerFor(claim, validUntil, await signClaim(registry, accounts.borealis, claim, validUntil));
    },
  };

  for (const [name, again] of Object.entries(AGAIN)) {
    it(`changes neither owner nor time with ${name}`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const claim = claimOf(accounts.aurora);
      await registry.register(claim);
      const before = await titleOf(registry, BigInt(claim.contentHash));
      await time.increase(DAY);

      await expect(again(deployment, claim.contentHash))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(claim.contentHash, accounts.aurora, before.registeredAt);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(before);
    });

    it(`is not free with ${name} once the title is annulled`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const claim = claimOf(accounts.aurora);
      const workId = BigInt(claim.contentHash);
      await registry.register(claim);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash());
      const before = await titleOf(registry, workId);

      await expect(again(deployment, claim.contentHash))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(workId, accounts.aurora, before.registeredAt);
      expect(await titleOf(registry, workId)).to.deep.equal(before);
    });

    it(`is not free with ${name} once the owner's accreditation is revoked`, async () => {
      const deployment = await deployRegistry();
      const { parties, registry, accounts } = deployment;
      const claim = claimOf(accounts.aurora);
      await registry.register(claim);
      const before = await titleOf(registry, BigInt(claim.contentHash));
      await parties.revoke(accounts.aurora, someHash());

      await expect(again(deployment, claim.contentHash))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(claim.contentHash, accounts.aurora, before.registeredAt);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(before);
    });
  }

  it("changes nothing in a batch: not a title in force, not an annulled one", async () => {
    const { registry, accounts } = await deployRegistry();
    const [claim, annulled] = [claimOf(accounts.aurora), claimOf(accounts.aurora)];
    await registry.register(claim);
    await registry.register(annulled);
    await registry.connect(accounts.adjudicator).setStatus(annulled.contentHash, TitleStatus.Annulled, someHash());
    const ids = [BigInt(claim.contentHash), BigInt(annulled.contentHash)];
    const before = await Promise.all(ids.map((workId) => titleOf(registry, workId)));

    await registry.connect(accounts.borealis).registerMany(accounts.borealis, [claim, annulled]);

    expect(await Promise.all(ids.map((workId) => titleOf(registry, workId)))).to.deep.equal(before);
    expect(await registry.balanceOf(accounts.borealis)).to.equal(0n);
  });

  it("changes no time when a title moves, is amended, held or corrected", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const { registeredAt } = await titleOf(registry, workId);

    await registry.amend(workId, someHash());
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());
    await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.aurora, someHash());

    expect((await titleOf(registry, workId)).registeredAt).to.equal(registeredAt);
  });
});

describe("attack: a party whose term has ended", () => {
  it("registers nothing: not itself, not in a batch, by signature, by an operator or from an anchor", async () => {
    const { parties, registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil + DAY);
    await parties.renew(accounts.borealis, validUntil + DAY, ZeroHash);
    await registry.setApprovalForAll(accounts.borealis, true);
    const operator = registry.connect(accounts.borealis);
    await time.increaseTo(validUntil);
    // An anchor of its own from before would be good.
    const { proven } = await anchorAlone(operator, claim);

    for (const call of [
      () => registry.register(claim),
      () => registry.registerMany(accounts.aurora, [claim]),
      () => operator.registerFor(claim, validUntil + DAY, signature),
      () => operator.register(claim),
      () => operator.registerMany(accounts.aurora, [claim]),
      () => registry.registerAnchored(...proven),
      () => operator.registerAnchored(...proven),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.aurora);
    }
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
  });

  it("does so in the last second before", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    await time.setNextBlockTimestamp(validUntil - 1);

    await registry.connect(accounts.stranger).registerFor(claim, validUntil, signature);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });
});

describe("attack: one bad work that stops a batch", () => {
  const BAD: Readonly<Record<string, (deployment: Registry, good: string) => Promise<string>>> = {
    "a hash of zero": async () => ZeroHash,
    "a work that another has registered just before": async ({ registry, accounts }) => {
      const claim = claimOf(accounts.borealis);
      await registry.connect(accounts.borealis).register(claim);
      return claim.contentHash;
    },
    "a work that is in the batch twice": async (_, good) => good,
  };

  for (const [name, bad] of Object.entries(BAD)) {
    it(`is ${name}: the rest is registered`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const good = [someHash(), someHash(), someHash()] as const;
      const contentHash = await bad(deployment, good[0]);
      const hashes = [good[0], contentHash, good[1], contentHash, good[2]];
      const works = hashes.map((hash) => ({ contentHash: hash, metadataHash: ZeroHash }));

      const outcomes = await registry.registerMany.staticCall(accounts.aurora, works);
      await registry.registerMany(accounts.aurora, works);

      const rejected = contentHash === ZeroHash ? Outcome.ZeroContentHash : Outcome.AlreadyRegistered;
      expect(Array.from(outcomes)).to.deep.equal([
        Outcome.Registered,
        rejected,
        Outcome.Registered,
        rejected,
        Outcome.Registered,
      ]);
      for (const hash of good) {
        expect(await registry.ownerOf(hash)).to.equal(accounts.aurora.address);
        expect(namesOf(await workHistory(registry, BigInt(hash)))).to.deep.equal(["WorkRegistered"]);
      }
      expect(await registry.balanceOf(accounts.aurora)).to.equal(good.length);
    });
  }
});
