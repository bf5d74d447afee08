import { expect } from "chai";
import { type ContractTransactionResponse, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import type { MockTitleReceiver } from "../../../typechain-types";
import { ReceiverAnswer } from "../../shared/enums";
import { admit, claimOf, deployRegistry, registerFinalWork, type Registry, someHash } from "../../shared/fixture";
import { namesOf, workHistory } from "../../shared/history";
import { blockOf, NO_OFFER, NO_TITLE, offerOf, titleOf } from "../../shared/records";

interface Situation extends Registry {
  readonly receiver: MockTitleReceiver;
  readonly receiverAddress: string;
  /** A final title of aurora's. */
  readonly workId: bigint;
  /** Plans a call of the registry for the moment of receipt. */
  readonly plan: (data: string) => Promise<unknown>;
  /** Sends the title safely from aurora to the receiver. */
  readonly send: () => Promise<ContractTransactionResponse>;
}

/** An accredited contract that calls the registry when it receives a title. */
async function reentrantReceiver(): Promise<Situation> {
  const deployment = await deployRegistry();
  const { registry, accounts } = deployment;
  const receiver = await ethers.deployContract("MockTitleReceiver");
  await admit(deployment, receiver);
  const workId = await registerFinalWork(registry, accounts.aurora);
  return {
    ...deployment,
    receiver,
    receiverAddress: await receiver.getAddress(),
    workId,
    plan: (data) => receiver.plan(registry, data),
    send: () => registry["safeTransferFrom(address,address,uint256)"](accounts.aurora, receiver, workId),
  };
}

describe("attack: re-entry from onERC721Received", () => {
  it("finds the move complete: the receiver owns the title, nobody is approved, no offer is open", async () => {
    const { registry, accounts, validUntil, receiver, receiverAddress, workId, plan, send } = await reentrantReceiver();
    const abi = registry.interface;
    await registry.approve(accounts.stranger, workId);
    await registry.offerTitle(workId, accounts.borealis, someHash(), validUntil);
    await plan(abi.encodeFunctionData("titleOf", [workId]));
    await plan(abi.encodeFunctionData("getApproved", [workId]));
    await plan(abi.encodeFunctionData("offerOf", [workId]));
    await plan(abi.encodeFunctionData("balanceOf", [receiverAddress]));
    const before = await titleOf(registry, workId);

    const transaction = send();

    const { number } = await blockOf(await transaction);
    const title = [
      receiverAddress,
      before.registeredAt,
      before.finalAt,
      number,
      before.events + 1n,
      true,
      before.status,
    ];
    await expect(transaction)
      .to.emit(receiver, "CallMade")
      .withArgs(0, true, abi.encodeFunctionResult("titleOf", [title]))
      .and.to.emit(receiver, "CallMade")
      .withArgs(1, true, abi.encodeFunctionResult("getApproved", [ZeroAddress]))
      .and.to.emit(receiver, "CallMade")
      .withArgs(2, true, abi.encodeFunctionResult("offerOf", [[ZeroAddress, 0, ZeroHash]]))
      .and.to.emit(receiver, "CallMade")
      .withArgs(3, true, abi.encodeFunctionResult("balanceOf", [1]));
  });

  it("may move the title on, as its owner may, and is then nobody to it", async () => {
    const { registry, accounts, validUntil, receiver, receiverAddress, workId, plan, send } = await reentrantReceiver();
    const abi = registry.interface;
    const onward = abi.encodeFunctionData("transferFrom", [receiverAddress, accounts.borealis.address, workId]);
    await plan(onward);
    await plan(onward);
    await plan(abi.encodeFunctionData("offerTitle", [workId, accounts.aurora.address, someHash(), validUntil]));
    await plan(abi.encodeFunctionData("approve", [accounts.stranger.address, workId]));

    await expect(send())
      .to.emit(receiver, "CallMade")
      .withArgs(0, true, "0x")
      .and.to.emit(receiver, "CallMade")
      .withArgs(1, false, abi.encodeErrorResult("TransferFromIncorrectOwner", []))
      .and.to.emit(receiver, "CallMade")
      .withArgs(
        2,
        false,
        abi.encodeErrorResult("WorkRegistryNotAuthorized", [accounts.borealis.address, receiverAddress]),
      )
      .and.to.emit(receiver, "CallMade")
      .withArgs(3, false, abi.encodeErrorResult("NotOwnerNorApproved", []));
    expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
    expect(await registry.balanceOf(receiver)).to.equal(0n);
    expect(await registry.balanceOf(accounts.borealis)).to.equal(1n);
    const history = await workHistory(registry, workId);
    expect(namesOf(history)).to.deep.equal(["WorkRegistered", "TitleTransferred", "TitleTransferred"]);
    expect(history.slice(1).map(({ values }) => [values["from"], values["to"]])).to.deep.equal([
      [accounts.aurora.address, receiverAddress],
      [receiverAddress, accounts.borealis.address],
    ]);
  });

  it("may send the title back, which leaves nothing open behind", async () => {
    const { registry, accounts, receiver, receiverAddress, workId, plan, send } = await reentrantReceiver();
    const abi = registry.interface;
    await registry.approve(accounts.stranger, workId);
    await plan(abi.encodeFunctionData("transferFrom", [receiverAddress, accounts.aurora.address, workId]));

    await expect(send()).to.emit(receiver, "CallMade").withArgs(0, true, "0x");
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    expect(await registry.getApproved(workId)).to.equal(ZeroAddress);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
    expect(await registry.balanceOf(receiver)).to.equal(0n);
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "TitleTransferred",
      "TitleTransferred",
    ]);
  });

  it("cannot accept the offer that the move has ended", async () => {
    const { registry, validUntil, receiver, workId, plan, send } = await reentrantReceiver();
    const deed = someHash();
    await registry.offerTitle(workId, receiver, deed, validUntil);
    await plan(registry.interface.encodeFunctionData("acceptTitle", [workId, deed]));

    await expect(send())
      .to.emit(receiver, "CallMade")
      .withArgs(0, false, registry.interface.encodeErrorResult("WorkRegistryNoOffer", [workId]));
    expect(await registry.balanceOf(receiver)).to.equal(1n);
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "TitleOffered",
      "TitleTransferred",
    ]);
  });

  it("may accept another offer that is open to it", async () => {
    const { registry, accounts, validUntil, receiver, receiverAddress, workId, plan, send } = await reentrantReceiver();
    const otherWork = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(otherWork, receiver, deed, validUntil);
    await plan(registry.interface.encodeFunctionData("acceptTitle", [otherWork, deed]));

    await expect(send()).to.emit(receiver, "CallMade").withArgs(0, true, "0x");
    expect(await registry.ownerOf(workId)).to.equal(receiverAddress);
    expect(await registry.ownerOf(otherWork)).to.equal(receiverAddress);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
    expect(await registry.balanceOf(receiver)).to.equal(2n);
    expect(namesOf(await workHistory(registry, otherWork))).to.deep.equal([
      "WorkRegistered",
      "TitleOffered",
      "TitleTransferred",
    ]);
  });

  it("may register a work of its own, and none of the sender's", async () => {
    const { registry, accounts, receiver, receiverAddress, plan, send } = await reentrantReceiver();
    const abi = registry.interface;
    const [own, stolen] = [claimOf(receiverAddress), claimOf(accounts.aurora)];
    await plan(abi.encodeFunctionData("register", [own]));
    await plan(abi.encodeFunctionData("register", [stolen]));

    await expect(send())
      .to.emit(receiver, "CallMade")
      .withArgs(0, true, "0x")
      .and.to.emit(receiver, "CallMade")
      .withArgs(
        1,
        false,
        abi.encodeErrorResult("WorkRegistryNotAuthorized", [accounts.aurora.address, receiverAddress]),
      );
    expect(await registry.ownerOf(own.contentHash)).to.equal(receiverAddress);
    expect(await titleOf(registry, BigInt(stolen.contentHash))).to.deep.equal(NO_TITLE);
    expect(await registry.balanceOf(receiver)).to.equal(2n);
  });

  it("may offer the title, in an offer that stays open and can be accepted", async () => {
    const { registry, accounts, validUntil, receiver, receiverAddress, workId, plan, send } = await reentrantReceiver();
    const deedHash = someHash();
    const [to, expiresAt] = [accounts.borealis.address, BigInt(validUntil)];
    await plan(registry.interface.encodeFunctionData("offerTitle", [workId, to, deedHash, expiresAt]));

    await expect(send()).to.emit(receiver, "CallMade").withArgs(0, true, "0x");
    expect(await registry.ownerOf(workId)).to.equal(receiverAddress);
    expect(await offerOf(registry, workId)).to.deep.equal({ to, expiresAt, deedHash });
    await registry.connect(accounts.borealis).acceptTitle(workId, deedHash);
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "TitleTransferred",
      "TitleOffered",
      "TitleTransferred",
    ]);
  });

  it("cannot take another title of the sender's", async () => {
    const { registry, accounts, receiver, receiverAddress, plan, send } = await reentrantReceiver();
    const otherWork = await registerFinalWork(registry, accounts.aurora);
    const abi = registry.interface;
    await plan(abi.encodeFunctionData("transferFrom", [accounts.aurora.address, receiverAddress, otherWork]));

    await expect(send())
      .to.emit(receiver, "CallMade")
      .withArgs(0, false, abi.encodeErrorResult("NotOwnerNorApproved", []));
    expect(await registry.ownerOf(otherWork)).to.equal(accounts.aurora.address);
  });

  it("leaves no trace of what it did when it refuses the title in the end", async () => {
    const { registry, accounts, validUntil, receiver, receiverAddress, workId, plan, send } = await reentrantReceiver();
    const own = claimOf(receiverAddress);
    await plan(registry.interface.encodeFunctionData("register", [own]));
    await plan(
      registry.interface.encodeFunctionData("offerTitle", [workId, accounts.borealis.address, someHash(), validUntil]),
    );
    await receiver.setAnswer(ReceiverAnswer.WrongValue);
    const before = await titleOf(registry, workId);

    await expect(send()).to.be.revertedWithCustomError(registry, "TransferToNonERC721ReceiverImplementer");
    expect(await titleOf(registry, workId)).to.deep.equal(before);
    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await titleOf(registry, BigInt(own.contentHash))).to.deep.equal(NO_TITLE);
    expect(await registry.balanceOf(receiver)).to.equal(0n);
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal(["WorkRegistered"]);
  });

  it("stays whole when receivers pass the title on safely, one within the other", async () => {
    const situation = await reentrantReceiver();
    const { registry, accounts, receiver, receiverAddress, workId, plan, send } = situation;
    const next = await ethers.deployContract("MockTitleReceiver");
    await admit(situation, next);
    const nextAddress = await next.getAddress();
    const safeTransfer = (from: string, to: string): string =>
      registry.interface.encodeFunctionData("safeTransferFrom(address,address,uint256)", [from, to, workId]);
    await plan(safeTransfer(receiverAddress, nextAddress));
    await next.plan(registry, safeTransfer(nextAddress, accounts.borealis.address));

    await expect(send())
      .to.emit(receiver, "CallMade")
      .withArgs(0, true, "0x")
      .and.to.emit(next, "CallMade")
      .withArgs(0, true, "0x");
    expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
    for (const account of [accounts.aurora.address, receiverAddress, nextAddress]) {
      expect(await registry.balanceOf(account)).to.equal(0n);
    }
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      "TitleTransferred",
      "TitleTransferred",
      "TitleTransferred",
    ]);
  });
});
