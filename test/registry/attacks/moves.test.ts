import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { functionsOf } from "../../shared/abi";
import {
  admit,
  claimOf,
  deployRegistry,
  registerFinalWork,
  registerWork,
  type Registry,
  someHash,
} from "../../shared/fixture";
import { NO_OFFER, offerOf, titleOf } from "../../shared/records";

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

    await expect(accounts.aurora.sendTransaction({ to, value: 1n })).to.be.revertedWithoutReason();
    await expect(accounts.aurora.sendTransaction({ to, data, value: 1n })).to.be.revertedWithoutReason();
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

describe("attack: a title that is sent to a party that did not ask for it", () => {
  it("comes without a deed, which its history says for good, and goes back at once", async () => {
    const { registry, accounts } = await deployRegistry();
    const { aurora, borealis } = accounts;
    const workId = await registerFinalWork(registry, aurora);

    const sent = await registry.transferFrom(aurora, borealis, workId);

    const [before, back] = [await registry.titleOf(workId), registry.connect(borealis)];
    await expect(sent).to.emit(registry, "TitleTransferred").withArgs(workId, aurora, borealis, ZeroHash, anyValue);
    expect(before.owner).to.equal(borealis.address);
    await back.transferFrom(borealis, aurora, workId);
    expect(await registry.ownerOf(workId)).to.equal(aurora.address);
  });

  it("gives the sender no hold on what the receiver has", async () => {
    const { registry, accounts } = await deployRegistry();
    const { aurora, borealis } = accounts;
    const own = await registerFinalWork(registry.connect(borealis), borealis);
    const workId = await registerFinalWork(registry, aurora);

    await registry.transferFrom(aurora, borealis, workId);

    expect(await registry.isApprovedForAll(borealis, aurora)).to.equal(false);
    for (const id of [own, workId]) {
      await expect(registry.transferFrom(borealis, aurora, id)).to.be.revertedWithCustomError(
        registry,
        "NotOwnerNorApproved",
      );
    }
  });
});
