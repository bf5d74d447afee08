import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse,ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import type { WorkRegistry } from "../../typechain-types";
import { functionsOf } from "../shared/abi";
import { Outcome, TitleStatus } from "../shared/enums";
import {
  admit,
  claimOf,
  DAY,
  deployRegistry,
  registerFinalWork,
  registerWork,
  type Registry,
  someHash,
} from "../shared/fixture";
import { namesOf, workHistory } from "../shared/history";
import { NO_OFFER, NO_TITLE, offerOf, titleOf } from "../shared/records";
import { signClaim } from "../shared/signing";

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

describe("attack: an approval that outlives the owner it came from", () => {
  type Move = (deployment: Registry, workId: bigint) => Promise<unknown>;

  const MOVES: Readonly<Record<string, Move>> = {
    "a transfer": ({ registry, accounts }, workId) => registry.transferFrom(accounts.aurora, accounts.borealis, workId),
    "a safe transfer": ({ registry, accounts }, workId) =>
      registry["safeTransferFrom(address,address,uint256)"](accounts.aurora, accounts.borealis, workId),
    "an accepted offer": async ({ registry, accounts, validUntil }, workId) => {
      const deed = someHash();
      await registry.offerTitle(workId, accounts.borealis, deed, validUntil);
      return registry.connect(accounts.borealis).acceptTitle(workId, deed);
    },
    "a correction": ({ registry, accounts }, workId) =>
      registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()),
  };

  for (const [name, move] of Object.entries(MOVES)) {
    it(`ends with ${name}`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      await admit(deployment, accounts.publisher);
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.approve(accounts.publisher, workId);

      await move(deployment, workId);

      expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
      expect(await registry.getApproved(workId)).to.equal(ZeroAddress);
      await expect(
        registry.connect(accounts.publisher).transferFrom(accounts.borealis, accounts.publisher, workId),
      ).to.be.revertedWithCustomError(registry, "NotOwnerNorApproved");
    });

    it(`gives the first owner's operator no hold on a title after ${name}`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.setApprovalForAll(accounts.stranger, true);

      await move(deployment, workId);

      await expect(
        registry.connect(accounts.stranger).transferFrom(accounts.borealis, accounts.aurora, workId),
      ).to.be.revertedWithCustomError(registry, "NotOwnerNorApproved");
    });
  }
});

describe("attack: an offer that outlives the owner who made it", () => {
  it("cannot be accepted after the title moved", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    await admit(deployment, accounts.publisher);
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(workId, accounts.publisher, deed, validUntil);
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

    await expect(registry.connect(accounts.publisher).acceptTitle(workId, deed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
      .withArgs(workId);
    expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
  });

  it("cannot be accepted after the title moved away and back", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    await admit(deployment, accounts.publisher);
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(workId, accounts.publisher, deed, validUntil);
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);
    await registry.connect(accounts.borealis).transferFrom(accounts.borealis, accounts.aurora, workId);

    await expect(registry.connect(accounts.publisher).acceptTitle(workId, deed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
      .withArgs(workId);
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
  });

  it("cannot be accepted after a correction", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    await admit(deployment, accounts.publisher);
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(workId, accounts.publisher, deed, validUntil);
    await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash());

    await expect(registry.connect(accounts.publisher).acceptTitle(workId, deed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
      .withArgs(workId);
  });

  it("cannot be accepted after it was withdrawn or declined", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const buyer = registry.connect(accounts.borealis);
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();

    for (const close of [() => registry.withdrawOffer(workId), () => buyer.declineTitle(workId, deed)]) {
      await registry.offerTitle(workId, accounts.borealis, deed, validUntil);
      await close();
      await expect(buyer.acceptTitle(workId, deed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
        .withArgs(workId);
    }
  });
});

describe("attack: an offer replaced just before it is accepted", () => {
  it("cannot slip another deed under the buyer", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const [read, slipped] = [someHash(), someHash()];
    await registry.offerTitle(workId, accounts.borealis, read, validUntil);
    await registry.offerTitle(workId, accounts.borealis, slipped, validUntil);

    await expect(registry.connect(accounts.borealis).acceptTitle(workId, read))
      .to.be.revertedWithCustomError(registry, "WorkRegistryOfferSuperseded")
      .withArgs(workId, slipped, read);
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    expect((await offerOf(registry, workId)).deedHash).to.equal(slipped);
  });

  it("leaves nothing of an offer to the one before", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    await admit(deployment, accounts.publisher);
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(workId, accounts.borealis, deed, validUntil);
    await registry.offerTitle(workId, accounts.publisher, deed, validUntil);

    await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotOfferee")
      .withArgs(workId, accounts.publisher, accounts.borealis);
  });
});

describe("attack: a party whose term has ended", () => {
  it("registers nothing: not itself, not in a batch, not by signature, not by an operator", async () => {
    const { parties, registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil + DAY);
    await parties.renew(accounts.borealis, validUntil + DAY, ZeroHash);
    await registry.setApprovalForAll(accounts.borealis, true);
    const operator = registry.connect(accounts.borealis);
    await time.increaseTo(validUntil);

    for (const call of [
      () => registry.register(claim),
      () => registry.registerMany(accounts.aurora, [claim]),
      () => operator.registerFor(claim, validUntil + DAY, signature),
      () => operator.register(claim),
      () => operator.registerMany(accounts.aurora, [claim]),
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

describe("attack: a provisional title that moves", () => {
  type Move = (deployment: Registry, workId: bigint, deed: string) => Promise<ContractTransactionResponse>;

  const MOVES: Readonly<Record<string, Move>> = {
    transferFrom: ({ registry, accounts }, workId) => registry.transferFrom(accounts.aurora, accounts.borealis, workId),
    "safeTransferFrom without data": ({ registry, accounts }, workId) =>
      registry["safeTransferFrom(address,address,uint256)"](accounts.aurora, accounts.borealis, workId),
    "safeTransferFrom with data": ({ registry, accounts }, workId) =>
      registry["safeTransferFrom(address,address,uint256,bytes)"](accounts.aurora, accounts.borealis, workId, "0x"),
    acceptTitle: ({ registry, accounts }, workId, deed) =>
      registry.connect(accounts.borealis).acceptTitle(workId, deed),
    correctTitle: ({ registry, accounts }, workId) =>
      registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()),
  };

  for (const [name, move] of Object.entries(MOVES)) {
    it(`stays by ${name} until the second before finalAt, and moves at finalAt`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts, validUntil } = deployment;
      const workId = await registerWork(registry, accounts.aurora);
      const deed = someHash();
      await registry.offerTitle(workId, accounts.borealis, deed, validUntil);
      const { finalAt } = await titleOf(registry, workId);

      await time.setNextBlockTimestamp(finalAt - 1n);
      await expect(move(deployment, workId, deed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
        .withArgs(workId, finalAt);
      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);

      await time.setNextBlockTimestamp(finalAt);
      await move(deployment, workId, deed);
      expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
      expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    });
  }
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

describe("attack: ether that nobody gets back", () => {
  type Call = (deployment: Registry, workId: bigint, value: bigint) => Promise<ContractTransactionResponse>;

  const PAYABLE: Readonly<Record<string, Call>> = {
    approve: ({ registry, accounts }, workId, value) => registry.approve(accounts.stranger, workId, { value }),
    transferFrom: ({ registry, accounts }, workId, value) =>
      registry.transferFrom(accounts.aurora, accounts.borealis, workId, { value }),
    "safeTransferFrom without data": ({ registry, accounts }, workId, value) =>
      registry["safeTransferFrom(address,address,uint256)"](accounts.aurora, accounts.borealis, workId, { value }),
    "safeTransferFrom with data": ({ registry, accounts }, workId, value) =>
      registry["safeTransferFrom(address,address,uint256,bytes)"](accounts.aurora, accounts.borealis, workId, "0x", {
        value,
      }),
  };

  for (const [name, call] of Object.entries(PAYABLE)) {
    it(`is refused by ${name}, which ERC-721 makes payable`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(call(deployment, workId, 1n))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotPayable")
        .withArgs(1n);
      expect(await ethers.provider.getBalance(registry)).to.equal(0n);
    });
  }

  it("is refused where no function is called, and by functions that are not payable", async () => {
    const { registry, accounts } = await deployRegistry();
    const to = await registry.getAddress();
    const data = registry.interface.encodeFunctionData("register", [claimOf(accounts.aurora)]);

    await expect(accounts.aurora.sendTransaction({ to, value: 1n })).to.be.reverted;
    await expect(accounts.aurora.sendTransaction({ to, data, value: 1n })).to.be.reverted;
    expect(await ethers.provider.getBalance(registry)).to.equal(0n);
  });

  it("is no payable function that this test does not know", async () => {
    const { interface: abi } = await ethers.getContractFactory("WorkRegistry");
    const payable = functionsOf(abi).filter((fragment) => fragment.payable);

    expect(payable.map((fragment) => fragment.format("sighash"))).to.have.members([
      "approve(address,uint256)",
      "transferFrom(address,address,uint256)",
      "safeTransferFrom(address,address,uint256)",
      "safeTransferFrom(address,address,uint256,bytes)",
    ]);
  });
});

describe("attack: a title that is burnt", () => {
  it("cannot be sent to the zero address by its owner, an approved account or an operator", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.approve(accounts.stranger, workId);
    await registry.setApprovalForAll(accounts.publisher, true);

    for (const caller of [accounts.aurora, accounts.stranger, accounts.publisher]) {
      const title = registry.connect(caller);
      for (const call of [
        () => title.transferFrom(accounts.aurora, ZeroAddress, workId),
        () => title["safeTransferFrom(address,address,uint256)"](accounts.aurora, ZeroAddress, workId),
        () => title["safeTransferFrom(address,address,uint256,bytes)"](accounts.aurora, ZeroAddress, workId, "0x"),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited").withArgs(ZeroAddress);
      }
    }
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
  });

  it("cannot be offered or corrected to the zero address", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);

    await expect(registry.offerTitle(workId, ZeroAddress, someHash(), validUntil))
      .to.be.revertedWithCustomError(registry, "WorkRegistryOfferToZero")
      .withArgs(workId);
    await expect(registry.connect(accounts.adjudicator).correctTitle(workId, ZeroAddress, someHash()))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(ZeroAddress);
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
  });
});
