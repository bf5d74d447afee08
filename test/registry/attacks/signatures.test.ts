import { setCode, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, hexlify, N, Signature, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { WalletAnswer } from "../../shared/enums";
import { admit, type Claim, claimOf, DAY, deployRegistry, type Registry, someHash } from "../../shared/fixture";
import { NO_TITLE, titleOf } from "../../shared/records";
import { domainOf, signClaim } from "../../shared/signing";

async function expectRefusal(
  { registry, accounts }: Registry,
  claim: Claim,
  deadline: number,
  signature: string,
): Promise<void> {
  const before = await titleOf(registry, BigInt(claim.contentHash));
  await expect(registry.connect(accounts.stranger).registerFor(claim, deadline, signature))
    .to.be.revertedWithCustomError(registry, "WorkRegistryInvalidSignature")
    .withArgs(claim.owner);
  expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(before);
}

describe("attack: a signature that is not the owner's", () => {
  const GARBAGE: Readonly<Record<string, string>> = {
    nothing: "0x",
    "one byte": "0x1b",
    "65 zero bytes": toBeHex(0, 65),
    "64 bytes of ones": `0x${"ff".repeat(64)}`,
    "65 bytes of ones": `0x${"ff".repeat(65)}`,
    "an r that is on no curve": concat([toBeHex(N, 32), toBeHex(1, 32), "0x1b"]),
    "1,000 bytes": toBeHex(1, 1000),
  };

  for (const [name, signature] of Object.entries(GARBAGE)) {
    it(`is refused when it is garbage: ${name}`, async () => {
      const deployment = await deployRegistry();

      await expectRefusal(deployment, claimOf(deployment.accounts.aurora), deployment.validUntil, signature);
    });
  }

  it("is refused when another signed, accredited or not", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);

    for (const signer of [accounts.borealis, accounts.stranger, accounts.deployer]) {
      await expectRefusal(deployment, claim, validUntil, await signClaim(registry, signer, claim, validUntil));
    }
  });

  it("is refused when the owner is the zero address, which recovery gives for garbage", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(ZeroAddress);
    const signatures = [...Object.values(GARBAGE), await signClaim(registry, accounts.stranger, claim, validUntil)];

    for (const signature of signatures) await expectRefusal(deployment, claim, validUntil, signature);
  });

  it("is refused when the owner signed the digest as a message", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const digest = await registry.registrationDigest(claim, validUntil);

    const signature = await accounts.aurora.signMessage(ethers.getBytes(digest));

    await expectRefusal(deployment, claim, validUntil, signature);
  });

  it("is refused when a byte of it is changed", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const signature = ethers.getBytes(await signClaim(registry, accounts.aurora, claim, validUntil));

    for (const position of [0, 31, 32, 63, 64]) {
      const changed = Uint8Array.from(signature, (byte, index) => (index === position ? byte ^ 1 : byte));
      await expectRefusal(deployment, claim, validUntil, hexlify(changed));
    }
  });
});

describe("attack: a signature used for another claim", () => {
  const CHANGES: Readonly<Record<string, (deployment: Registry) => Partial<Claim>>> = {
    owner: ({ accounts }) => ({ owner: accounts.borealis.address }),
    contentHash: () => ({ contentHash: someHash() }),
    metadataHash: () => ({ metadataHash: someHash() }),
    "metadataHash (none)": () => ({ metadataHash: ZeroHash }),
  };

  for (const [field, change] of Object.entries(CHANGES)) {
    it(`is refused when the ${field} differs`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts, validUntil } = deployment;
      const claim = claimOf(accounts.aurora);
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

      await expectRefusal(deployment, { ...claim, ...change(deployment) }, validUntil, signature);
    });
  }

  it("is refused when the two hashes change places", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const { owner, contentHash, metadataHash } = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, { owner, contentHash, metadataHash }, validUntil);

    await expectRefusal(
      deployment,
      { owner, contentHash: metadataHash, metadataHash: contentHash },
      validUntil,
      signature,
    );
  });

  it("is refused when the deadline differs, later or sooner", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

    for (const deadline of [validUntil + 1, validUntil - 1]) {
      await expectRefusal(deployment, claim, deadline, signature);
    }
  });
});

describe("attack: a signature used elsewhere", () => {
  it("is refused on another chain", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const { chainId } = await ethers.provider.getNetwork();

    for (const otherChain of [chainId + 1n, 1n, 0n]) {
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil, { chainId: otherChain });
      await expectRefusal(deployment, claim, validUntil, signature);
    }
  });

  it("is refused by another contract of the same code", async () => {
    const deployment = await deployRegistry();
    const { manager, parties, registry, accounts, validUntil } = deployment;
    const other = await ethers.deployContract("WorkRegistry", [manager, parties, 600, ""]);
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

    await expectRefusal({ ...deployment, registry: other }, claim, validUntil, signature);
    await registry.connect(accounts.stranger).registerFor(claim, validUntil, signature);
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });

  it("is refused under another name or version", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);

    for (const change of [{ name: "colophon" }, { version: "2" }]) {
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil, change);
      await expectRefusal(deployment, claim, validUntil, signature);
    }
  });

  it("is refused under another type with the same fields", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const types = {
      Assignment: [
        { name: "owner", type: "address" },
        { name: "contentHash", type: "bytes32" },
        { name: "metadataHash", type: "bytes32" },
        { name: "deadline", type: "uint256" },
      ],
    };

    const signature = await accounts.aurora.signTypedData(await domainOf(registry), types, {
      ...claim,
      deadline: validUntil,
    });

    await expectRefusal(deployment, claim, validUntil, signature);
  });
});

describe("attack: a signature used late or twice", () => {
  it("is refused from the first second after its deadline on", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const deadline = (await time.latest()) + DAY;
    const signature = await signClaim(registry, accounts.aurora, claim, deadline);

    for (const late of [1, DAY]) {
      await time.setNextBlockTimestamp(deadline + late);
      await expect(registry.connect(accounts.stranger).registerFor(claim, deadline, signature))
        .to.be.revertedWithCustomError(registry, "WorkRegistrySignatureExpired")
        .withArgs(deadline, deadline + late);
    }
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
  });

  it("registers once: not twice, and not after the title has moved", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    const relayer = registry.connect(accounts.stranger);
    await relayer.registerFor(claim, validUntil, signature);
    const { registeredAt, finalAt } = await titleOf(registry, BigInt(claim.contentHash));

    await expect(relayer.registerFor(claim, validUntil, signature))
      .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
      .withArgs(claim.contentHash, accounts.aurora, registeredAt);

    await time.increaseTo(finalAt);
    await registry.transferFrom(accounts.aurora, accounts.borealis, claim.contentHash);
    await expect(relayer.registerFor(claim, validUntil, signature))
      .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
      .withArgs(claim.contentHash, accounts.borealis, registeredAt);
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.borealis.address);
  });

  it("registers nothing once the owner has registered the work itself", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    await registry.register(claim);
    const before = await titleOf(registry, BigInt(claim.contentHash));

    await expect(registry.connect(accounts.stranger).registerFor(claim, validUntil, signature))
      .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
      .withArgs(claim.contentHash, accounts.aurora, before.registeredAt);
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(before);
  });
});

describe("attack: a signature in another form", () => {
  it("is refused with a high s, the other solution of the same equation", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const { r, s, v } = Signature.from(await signClaim(registry, accounts.aurora, claim, validUntil));
    const malleated = concat([r, toBeHex(N - BigInt(s), 32), toBeHex(v === 27 ? 28 : 27)]);

    await expectRefusal(deployment, claim, validUntil, malleated);
  });

  it("is refused in the compact form of ERC-2098: only the 65-byte form is taken", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const { compactSerialized, serialized } = Signature.from(
      await signClaim(registry, accounts.aurora, claim, validUntil),
    );

    await expectRefusal(deployment, claim, validUntil, compactSerialized);
    await registry.connect(accounts.stranger).registerFor(claim, validUntil, serialized);
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });

  it("is refused with a v of 0 or 1, and with bytes after it", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    const { r, s, yParity } = Signature.from(signature);

    await expectRefusal(deployment, claim, validUntil, concat([r, s, toBeHex(yParity, 1)]));
    await expectRefusal(deployment, claim, validUntil, concat([signature, "0x00"]));
  });
});

describe("attack: a wallet that answers badly", () => {
  for (const answer of ["Refuse", "Fail", "WrongMagic", "ShortMagic"] as const) {
    it(`is refused when it answers with ${answer}, though its signer signed`, async () => {
      const deployment = await deployRegistry();
      const { registry, accounts, validUntil } = deployment;
      const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
      await admit(deployment, wallet);
      await wallet.setAnswer(WalletAnswer[answer]);
      const claim = claimOf(await wallet.getAddress());

      await expectRefusal(
        deployment,
        claim,
        validUntil,
        await signClaim(registry, accounts.stranger, claim, validUntil),
      );
    });
  }

  it("is refused when another than its signer signed", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
    await admit(deployment, wallet);
    const claim = claimOf(await wallet.getAddress());

    await expectRefusal(deployment, claim, validUntil, await signClaim(registry, accounts.borealis, claim, validUntil));
  });

  it("is refused when the owner is a contract without ERC-1271", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const forwarder = await ethers.deployContract("MockForwarder");
    await admit(deployment, forwarder);
    const claim = claimOf(await forwarder.getAddress());

    await expectRefusal(deployment, claim, validUntil, await signClaim(registry, accounts.aurora, claim, validUntil));
  });

  it("cannot register an account that it does not own", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
    await admit(deployment, wallet);
    const claim = claimOf(accounts.aurora);

    await expectRefusal(deployment, claim, validUntil, await signClaim(registry, accounts.stranger, claim, validUntil));
  });

  it("is asked again at every use: what it takes back is refused, what it gives is its own", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
    await admit(deployment, wallet);
    const claim = claimOf(await wallet.getAddress());
    const signature = await signClaim(registry, accounts.stranger, claim, validUntil);
    await wallet.setAnswer(WalletAnswer.Refuse);
    await expectRefusal(deployment, claim, validUntil, signature);
    await wallet.setAnswer(WalletAnswer.Verify);

    await registry.connect(accounts.borealis).registerFor(claim, validUntil, signature);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(await wallet.getAddress());
  });
});

describe("attack: a signature of an account that has delegated to code (EIP-7702)", () => {
  /** Code at the account's own address, as its delegate's runs there. */
  async function delegate(account: { address: string }, contract: string, args: unknown[]): Promise<void> {
    const code = await ethers.provider.getCode(await ethers.deployContract(contract, args));
    await setCode(account.address, code);
  }

  it("is refused where the delegate does not speak ERC-1271, though the account's own key signed", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    await delegate(accounts.aurora, "MockForwarder", []);

    await expectRefusal(deployment, claim, validUntil, signature);
  });

  it("counts where the delegate takes it", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    await delegate(accounts.aurora, "MockWallet", [accounts.aurora.address]);

    await registry.connect(accounts.stranger).registerFor(claim, validUntil, signature);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });

  it("is not needed: the account registers by itself as before", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    await delegate(accounts.aurora, "MockWallet", [accounts.stranger.address]);

    await registry.registerMany(accounts.aurora, [claim]);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });
});
