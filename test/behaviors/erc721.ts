import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { expect } from "chai";
import { type Addressable, type ContractTransactionResponse, toBeHex, ZeroAddress } from "ethers";
import { ethers } from "hardhat";

import type { WorkRegistry } from "../../typechain-types";
import { ReceiverAnswer } from "../shared/enums";

/** What the behaviour needs of the contract under test. */
export interface Tokens {
  /** A contract with ERC-721's functions and Solady's errors. */
  readonly token: WorkRegistry;
  /** Owns two tokens, `tokenId` and `otherTokenId`, both free to move, and has approved nobody. */
  readonly owner: HardhatEthersSigner;
  readonly tokenId: bigint;
  readonly otherTokenId: bigint;
  /** May receive tokens and has none. */
  readonly recipient: HardhatEthersSigner;
  /** Two accounts that have nothing to do with the tokens. */
  readonly agent: HardhatEthersSigner;
  readonly stranger: HardhatEthersSigner;
  /** A token id that does not exist. */
  readonly unknownTokenId: bigint;
  /** Lets a contract receive tokens, where that takes a permission. */
  readonly admit: (account: Addressable) => Promise<void>;
  /** The errors that the contract puts in the place of Solady's, with their values. */
  readonly errors: {
    readonly unknownTokenUri: readonly [name: string, ...values: unknown[]];
    readonly unknownTokenTransfer: readonly [name: string, ...values: unknown[]];
    readonly toZero: readonly [name: string, ...values: unknown[]];
  };
}

const INTERFACES = { "ERC-165": "0x01ffc9a7", "ERC-721": "0x80ac58cd", "ERC-721 Metadata": "0x5b5e139f" } as const;

/** The gas that ERC-165 allows an answer. */
const INTERFACE_GAS = 30_000n;
const TRANSACTION_GAS = 21_000n;

const DATA = "0xc0ffee";

type Transfer = (
  token: WorkRegistry,
  from: Addressable,
  to: Addressable | string,
  tokenId: bigint,
) => Promise<ContractTransactionResponse>;

const TRANSFERS: Readonly<Record<string, Transfer>> = {
  transferFrom: (token, from, to, tokenId) => token.transferFrom(from, to, tokenId),
  "safeTransferFrom without data": (token, from, to, tokenId) =>
    token["safeTransferFrom(address,address,uint256)"](from, to, tokenId),
  "safeTransferFrom with data": (token, from, to, tokenId) =>
    token["safeTransferFrom(address,address,uint256,bytes)"](from, to, tokenId, DATA),
};

/** ERC-721's required behaviour, with its metadata extension. */
export function behavesAsERC721(prepare: () => Promise<Tokens>): void {
  describe("balanceOf", () => {
    it("reverts for the zero address", async () => {
      const { token } = await prepare();

      await expect(token.balanceOf(ZeroAddress)).to.be.revertedWithCustomError(token, "BalanceQueryForZeroAddress");
    });

    it("counts the tokens of an account", async () => {
      const { token, owner, recipient } = await prepare();

      expect(await token.balanceOf(owner)).to.equal(2n);
      expect(await token.balanceOf(recipient)).to.equal(0n);
    });
  });

  describe("ownerOf", () => {
    it("reverts for an unknown token", async () => {
      const { token, unknownTokenId } = await prepare();

      await expect(token.ownerOf(unknownTokenId)).to.be.revertedWithCustomError(token, "TokenDoesNotExist");
    });

    it("names the owner", async () => {
      const { token, owner, tokenId } = await prepare();

      expect(await token.ownerOf(tokenId)).to.equal(owner.address);
    });
  });

  describe("approve", () => {
    it("reverts for a stranger", async () => {
      const { token, stranger, tokenId } = await prepare();

      await expect(token.connect(stranger).approve(stranger, tokenId)).to.be.revertedWithCustomError(
        token,
        "NotOwnerNorApproved",
      );
      expect(await token.getApproved(tokenId)).to.equal(ZeroAddress);
    });

    it("reverts for the account that is approved for the token", async () => {
      const { token, owner, agent, stranger, tokenId } = await prepare();
      await token.connect(owner).approve(agent, tokenId);

      await expect(token.connect(agent).approve(stranger, tokenId)).to.be.revertedWithCustomError(
        token,
        "NotOwnerNorApproved",
      );
      expect(await token.getApproved(tokenId)).to.equal(agent.address);
    });

    it("reverts for an unknown token", async () => {
      const { token, owner, agent, unknownTokenId } = await prepare();

      await expect(token.connect(owner).approve(agent, unknownTokenId)).to.be.revertedWithCustomError(
        token,
        "WorkRegistryNotRegistered",
      );
    });

    it("approves one account for one token", async () => {
      const { token, owner, agent, tokenId, otherTokenId } = await prepare();

      await expect(token.connect(owner).approve(agent, tokenId))
        .to.emit(token, "Approval")
        .withArgs(owner, agent, tokenId);
      expect(await token.getApproved(tokenId)).to.equal(agent.address);
      expect(await token.getApproved(otherTokenId)).to.equal(ZeroAddress);
      expect(await token.ownerOf(tokenId)).to.equal(owner.address);
    });

    it("replaces the approval before it", async () => {
      const { token, owner, agent, stranger, tokenId } = await prepare();
      await token.connect(owner).approve(agent, tokenId);

      await expect(token.connect(owner).approve(stranger, tokenId))
        .to.emit(token, "Approval")
        .withArgs(owner, stranger, tokenId);
      expect(await token.getApproved(tokenId)).to.equal(stranger.address);
    });

    it("takes an approval back with the zero address", async () => {
      const { token, owner, agent, tokenId } = await prepare();
      await token.connect(owner).approve(agent, tokenId);

      await expect(token.connect(owner).approve(ZeroAddress, tokenId))
        .to.emit(token, "Approval")
        .withArgs(owner, ZeroAddress, tokenId);
      expect(await token.getApproved(tokenId)).to.equal(ZeroAddress);
    });

    it("lets an operator approve, in the owner's name", async () => {
      const { token, owner, agent, stranger, tokenId } = await prepare();
      await token.connect(owner).setApprovalForAll(agent, true);

      await expect(token.connect(agent).approve(stranger, tokenId))
        .to.emit(token, "Approval")
        .withArgs(owner, stranger, tokenId);
      expect(await token.getApproved(tokenId)).to.equal(stranger.address);
    });
  });

  describe("getApproved", () => {
    it("reverts for an unknown token", async () => {
      const { token, unknownTokenId } = await prepare();

      await expect(token.getApproved(unknownTokenId)).to.be.revertedWithCustomError(token, "TokenDoesNotExist");
    });

    it("is the zero address where nobody is approved", async () => {
      const { token, tokenId } = await prepare();

      expect(await token.getApproved(tokenId)).to.equal(ZeroAddress);
    });
  });

  describe("setApprovalForAll", () => {
    it("makes an operator of all the caller's tokens, and of nobody else's", async () => {
      const { token, owner, recipient, agent } = await prepare();

      await expect(token.connect(owner).setApprovalForAll(agent, true))
        .to.emit(token, "ApprovalForAll")
        .withArgs(owner, agent, true);
      expect(await token.isApprovedForAll(owner, agent)).to.equal(true);
      expect(await token.isApprovedForAll(recipient, agent)).to.equal(false);
      expect(await token.isApprovedForAll(agent, owner)).to.equal(false);
    });

    it("takes the right back", async () => {
      const { token, owner, agent, tokenId, recipient } = await prepare();
      await token.connect(owner).setApprovalForAll(agent, true);

      await expect(token.connect(owner).setApprovalForAll(agent, false))
        .to.emit(token, "ApprovalForAll")
        .withArgs(owner, agent, false);
      expect(await token.isApprovedForAll(owner, agent)).to.equal(false);
      await expect(token.connect(agent).transferFrom(owner, recipient, tokenId)).to.be.revertedWithCustomError(
        token,
        "NotOwnerNorApproved",
      );
    });

    it("allows several operators", async () => {
      const { token, owner, agent, stranger } = await prepare();
      await token.connect(owner).setApprovalForAll(agent, true);
      await token.connect(owner).setApprovalForAll(stranger, true);

      expect(await token.isApprovedForAll(owner, agent)).to.equal(true);
      expect(await token.isApprovedForAll(owner, stranger)).to.equal(true);
    });
  });

  for (const [name, transfer] of Object.entries(TRANSFERS)) {
    describe(name, () => transfersTokens(prepare, transfer));
  }
  describe("safeTransferFrom to a contract", () => checksReceivers(prepare));
  describe("transferFrom to a contract", () => {
    it("moves the token without asking the contract", async () => {
      const { token, owner, tokenId, admit } = await prepare();
      const receiver = await ethers.deployContract("MockForwarder");
      await admit(receiver);

      await token.connect(owner).transferFrom(owner, receiver, tokenId);

      expect(await token.ownerOf(tokenId)).to.equal(await receiver.getAddress());
    });
  });
  describe("supportsInterface", () => answersInterfaces(prepare));
  describe("metadata", () => {
    it("has a name and a symbol", async () => {
      const { token } = await prepare();

      expect(await token.name()).not.to.equal("");
      expect(await token.symbol()).not.to.equal("");
    });

    it("reverts for the URI of an unknown token", async () => {
      const { token, unknownTokenId, errors } = await prepare();
      const [error, ...values] = errors.unknownTokenUri;

      await expect(token.tokenURI(unknownTokenId))
        .to.be.revertedWithCustomError(token, error)
        .withArgs(...values);
    });

    it("has a URI of its own for each token", async () => {
      const { token, tokenId, otherTokenId } = await prepare();

      expect(await token.tokenURI(tokenId)).not.to.equal(await token.tokenURI(otherTokenId));
    });
  });
}

function transfersTokens(prepare: () => Promise<Tokens>, transfer: Transfer): void {
  it("reverts for a stranger", async () => {
    const { token, owner, recipient, stranger, tokenId } = await prepare();

    await expect(transfer(token.connect(stranger), owner, recipient, tokenId)).to.be.revertedWithCustomError(
      token,
      "NotOwnerNorApproved",
    );
    expect(await token.ownerOf(tokenId)).to.equal(owner.address);
  });

  it("reverts for the account that is approved for another token", async () => {
    const { token, owner, recipient, agent, tokenId, otherTokenId } = await prepare();
    await token.connect(owner).approve(agent, otherTokenId);

    await expect(transfer(token.connect(agent), owner, recipient, tokenId)).to.be.revertedWithCustomError(
      token,
      "NotOwnerNorApproved",
    );
  });

  it("reverts when `from` is not the owner", async () => {
    const { token, owner, recipient, tokenId } = await prepare();

    await expect(transfer(token.connect(owner), recipient, recipient, tokenId)).to.be.revertedWithCustomError(
      token,
      "TransferFromIncorrectOwner",
    );
  });

  it("reverts when the recipient is the zero address", async () => {
    const { token, owner, tokenId, errors } = await prepare();
    const [error, ...values] = errors.toZero;

    await expect(transfer(token.connect(owner), owner, ZeroAddress, tokenId))
      .to.be.revertedWithCustomError(token, error)
      .withArgs(...values);
  });

  it("reverts for an unknown token", async () => {
    const { token, owner, recipient, unknownTokenId, errors } = await prepare();
    const [error, ...values] = errors.unknownTokenTransfer;

    await expect(transfer(token.connect(owner), owner, recipient, unknownTokenId))
      .to.be.revertedWithCustomError(token, error)
      .withArgs(...values);
  });

  for (const by of ["the owner", "the approved account", "an operator"] as const) {
    it(`moves the token for ${by}`, async () => {
      const { token, owner, recipient, agent, tokenId, otherTokenId } = await prepare();
      if (by === "the approved account") await token.connect(owner).approve(agent, tokenId);
      if (by === "an operator") await token.connect(owner).setApprovalForAll(agent, true);
      const caller = by === "the owner" ? owner : agent;

      await expect(transfer(token.connect(caller), owner, recipient, tokenId))
        .to.emit(token, "Transfer")
        .withArgs(owner, recipient, tokenId);
      expect(await token.ownerOf(tokenId)).to.equal(recipient.address);
      expect(await token.ownerOf(otherTokenId)).to.equal(owner.address);
      expect(await token.balanceOf(owner)).to.equal(1n);
      expect(await token.balanceOf(recipient)).to.equal(1n);
    });
  }

  it("ends the approval", async () => {
    const { token, owner, recipient, agent, tokenId } = await prepare();
    await token.connect(owner).approve(agent, tokenId);

    await transfer(token.connect(owner), owner, recipient, tokenId);

    expect(await token.getApproved(tokenId)).to.equal(ZeroAddress);
  });

  it("leaves everything as it is when the owner sends the token to itself", async () => {
    const { token, owner, tokenId } = await prepare();

    await expect(transfer(token.connect(owner), owner, owner, tokenId))
      .to.emit(token, "Transfer")
      .withArgs(owner, owner, tokenId);
    expect(await token.ownerOf(tokenId)).to.equal(owner.address);
    expect(await token.balanceOf(owner)).to.equal(2n);
  });
}

function checksReceivers(prepare: () => Promise<Tokens>): void {
  const refusals = [
    {
      answer: ReceiverAnswer.WrongValue,
      situation: "answers with another value",
      error: "TransferToNonERC721ReceiverImplementer",
    },
    {
      answer: ReceiverAnswer.FailWithoutReason,
      situation: "reverts without a reason",
      error: "TransferToNonERC721ReceiverImplementer",
    },
    { answer: ReceiverAnswer.FailWithError, situation: "reverts with an error", error: "MockTitleReceiverFailure" },
  ];
  for (const { answer, situation, error } of refusals) {
    it(`reverts with ${error} when the receiver ${situation}`, async () => {
      const { token, owner, tokenId, admit } = await prepare();
      const receiver = await ethers.deployContract("MockTitleReceiver");
      await admit(receiver);
      await receiver.setAnswer(answer);

      await expect(
        token.connect(owner)["safeTransferFrom(address,address,uint256)"](owner, receiver, tokenId),
      ).to.be.revertedWithCustomError(error === "MockTitleReceiverFailure" ? receiver : token, error);
      expect(await token.ownerOf(tokenId)).to.equal(owner.address);
      expect(await token.balanceOf(receiver)).to.equal(0n);
    });
  }

  it("reverts when the contract is no receiver", async () => {
    const { token, owner, tokenId, admit } = await prepare();
    const forwarder = await ethers.deployContract("MockForwarder");
    await admit(forwarder);

    await expect(
      token.connect(owner)["safeTransferFrom(address,address,uint256)"](owner, forwarder, tokenId),
    ).to.be.revertedWithCustomError(token, "TransferToNonERC721ReceiverImplementer");
    expect(await token.ownerOf(tokenId)).to.equal(owner.address);
  });

  it("tells an accepting receiver the operator, the sender, the token and no data", async () => {
    const { token, owner, agent, tokenId, admit } = await prepare();
    const receiver = await ethers.deployContract("MockTitleReceiver");
    await admit(receiver);
    await token.connect(owner).approve(agent, tokenId);

    await expect(token.connect(agent)["safeTransferFrom(address,address,uint256)"](owner, receiver, tokenId))
      .to.emit(receiver, "TokenReceived")
      .withArgs(agent, owner, tokenId, "0x");
    expect(await token.ownerOf(tokenId)).to.equal(await receiver.getAddress());
    expect(await token.balanceOf(receiver)).to.equal(1n);
  });

  it("tells an accepting receiver the data", async () => {
    const { token, owner, tokenId, admit } = await prepare();
    const receiver = await ethers.deployContract("MockTitleReceiver");
    await admit(receiver);

    await expect(
      token.connect(owner)["safeTransferFrom(address,address,uint256,bytes)"](owner, receiver, tokenId, DATA),
    )
      .to.emit(receiver, "TokenReceived")
      .withArgs(owner, owner, tokenId, DATA);
    expect(await token.ownerOf(tokenId)).to.equal(await receiver.getAddress());
  });
}

function answersInterfaces(prepare: () => Promise<Tokens>): void {
  for (const [name, interfaceId] of Object.entries(INTERFACES)) {
    it(`says yes to ${name}`, async () => {
      const { token } = await prepare();

      expect(await token.supportsInterface(interfaceId)).to.equal(true);
    });
  }

  it("says no to 0xffffffff, as ERC-165 asks, and to an unknown interface", async () => {
    const { token } = await prepare();

    expect(await token.supportsInterface("0xffffffff")).to.equal(false);
    expect(await token.supportsInterface(toBeHex(1, 4))).to.equal(false);
  });

  it("answers with less than 30,000 gas", async () => {
    const { token } = await prepare();

    const gas = await token.supportsInterface.estimateGas("0xffffffff");

    expect(gas - TRANSACTION_GAS).to.be.lessThan(INTERFACE_GAS);
  });
}
