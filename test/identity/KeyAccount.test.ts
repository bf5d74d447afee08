import { createHash } from "node:crypto";

import { p256 } from "@noble/curves/p256";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, id, toBeHex } from "ethers";
import { deployments, ethers } from "hardhat";

import { KEY_KINDS, type KeyKind } from "../../lib/chain/contracts/enums";
import { fromHex, toHex } from "../../lib/hex";
import { requestDigest } from "../../lib/keys/request";
import { readSignature } from "../../lib/keys/signature";
import type { WorkRegistry } from "../../typechain-types";
import { admit, claimOf, DAY, registerFinalWork, someHash } from "../shared/fixture";
import { assertionFile, makeKey, makeKeys, type OutsideKey } from "../shared/keys";
import { domainOf, REGISTRATION_TYPES } from "../shared/signing";
import { accountFor, type Call, deployKeys, digestOf, LATER, nestedSignature, publisherFor, relay } from "./keys";

async function callOf(
  registry: WorkRegistry,
  ...[name, ...values]: [name: string, ...values: unknown[]]
): Promise<Call> {
  // The names are the tests' own; encodeFunctionData checks the values.
  const data = registry.interface.encodeFunctionData(name as "acceptTitle", values as never);
  return { target: await registry.getAddress(), data };
}

describe("KeyAccount", () => {
  let keys: Record<KeyKind, OutsideKey>;
  before(async () => {
    keys = await makeKeys();
  });

  describe("execute", () => {
    for (const kind of KEY_KINDS) {
      it(`registers, offers and accepts a title with a key of the kind ${kind}, whoever relays it`, async () => {
        const stage = await deployKeys();
        const { registry, accounts } = stage;
        const account = await publisherFor(stage, keys[kind]);
        const claim = claimOf(await account.getAddress());
        const workId = BigInt(claim.contentHash);
        const [deed, later] = [someHash(), (await time.latest()) + 30 * DAY];

        const register = await callOf(registry, "register", claim);
        const digest = await digestOf(account, register);
        await expect(relay(account, keys[kind], register))
          .to.emit(account, "KeyAccountExecuted")
          .withArgs(await registry.getAddress(), 0, digest, 0);
        const firstBlock = await time.latestBlock();
        expect(await account.executedAtBlock()).to.equal(firstBlock);
        expect(await registry.ownerOf(workId)).to.equal(await account.getAddress());

        const offer = await callOf(registry, "offerTitle", workId, accounts.borealis.address, deed, later);
        const offered = await digestOf(account, offer);
        await expect(relay(account, keys[kind], offer))
          .to.emit(account, "KeyAccountExecuted")
          .withArgs(await registry.getAddress(), 1, offered, firstBlock);
        expect(await account.executedAtBlock()).to.equal(firstBlock + 1);
        await time.increaseTo((await registry.titleOf(workId)).finalAt);
        await registry.connect(accounts.borealis).acceptTitle(workId, deed);
        expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);

        await registry.connect(accounts.borealis).offerTitle(workId, account, deed, later);
        await relay(account, keys[kind], await callOf(registry, "acceptTitle", workId, deed));
        expect(await registry.ownerOf(workId)).to.equal(await account.getAddress());
        expect(await account.nonce()).to.equal(3);
      });

      it(`takes a signature of the kind ${kind} for one digest only`, async () => {
        const stage = await deployKeys();
        const account = await accountFor(stage, keys[kind]);
        const call = { target: await stage.registry.getAddress(), data: id("x").slice(0, 10) };
        const digest = await digestOf(account, call);

        await expect(account.execute(call.target, call.data, LATER, await keys[kind].sign(id("another"))))
          .to.be.revertedWithCustomError(account, "KeyAccountInvalidSignature")
          .withArgs(0, digest);
        await expect(
          account.execute(call.target, call.data, LATER, await (await makeKey(kind)).sign(digest)),
        ).to.be.revertedWithCustomError(account, "KeyAccountInvalidSignature");
      });
    }

    it("takes a title that is sent to it safely", async () => {
      const stage = await deployKeys();
      const { registry, accounts } = stage;
      const account = await publisherFor(stage, keys.p256);
      const workId = await registerFinalWork(registry, accounts.aurora);

      await registry["safeTransferFrom(address,address,uint256)"](accounts.aurora, account, workId);

      expect(await registry.ownerOf(workId)).to.equal(await account.getAddress());
    });

    it("reads the digest as the client computes it", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const call = await callOf(stage.registry, "acceptTitle", 1, someHash());

      expect(await account.executionDigest(call.target, call.data, LATER)).to.equal(await digestOf(account, call));
    });

    it("gives back what the call returned", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const call = await callOf(stage.registry, "digestAlgorithm");
      const signature = await keys.p256.sign(await digestOf(account, call));

      const result = await account.execute.staticCall(call.target, call.data, LATER, signature);

      expect(stage.registry.interface.decodeFunctionResult("digestAlgorithm", result)[0]).to.equal("sha-256");
    });

    it("reverts when the request is sent a second time", async () => {
      const stage = await deployKeys();
      const account = await publisherFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const signature = await keys.p256.sign(await digestOf(account, call));
      await account.execute(call.target, call.data, LATER, signature);

      await expect(account.execute(call.target, call.data, LATER, signature))
        .to.be.revertedWithCustomError(account, "KeyAccountInvalidSignature")
        .withArgs(1, await digestOf(account, call));
    });

    it("is good in the last second of its deadline, and not after it", async () => {
      const stage = await deployKeys();
      const account = await publisherFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const deadline = (await time.latest()) + 100;
      const signature = await keys.p256.sign(await digestOf(account, call, deadline));

      await time.setNextBlockTimestamp(deadline + 1);
      await expect(account.execute(call.target, call.data, deadline, signature))
        .to.be.revertedWithCustomError(account, "KeyAccountRequestExpired")
        .withArgs(deadline, deadline + 1);
      const next = deadline + 200;
      const again = await keys.p256.sign(await digestOf(account, call, next));
      await time.setNextBlockTimestamp(next);
      await account.execute(call.target, call.data, next, again);
      expect(await account.nonce()).to.equal(1);
    });

    it("reverts when the call, its target or its deadline is another than was signed", async () => {
      const stage = await deployKeys();
      const account = await publisherFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const other = await callOf(stage.registry, "anchor", someHash());
      const signature = await keys.p256.sign(await digestOf(account, call));

      for (const [target, data, deadline] of [
        [call.target, other.data, LATER],
        [await stage.parties.getAddress(), call.data, LATER],
        [call.target, call.data, LATER - 1],
      ] as const) {
        await expect(account.execute(target, data, deadline, signature)).to.be.revertedWithCustomError(
          account,
          "KeyAccountInvalidSignature",
        );
      }
    });

    it("reverts when it was signed for another chain", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const meant = { account: await account.getAddress(), call, nonce: 0, deadline: LATER };
      const signature = await keys.p256.sign(requestDigest({ ...meant, chainId: Number(stage.chainId) + 1 }));

      await expect(account.execute(call.target, call.data, LATER, signature)).to.be.revertedWithCustomError(
        account,
        "KeyAccountInvalidSignature",
      );
    });

    it("reverts when it was signed for another account of the same key", async () => {
      const stage = await deployKeys();
      const [account, other] = [await accountFor(stage, keys.p256), await otherAccount(stage, keys.p256)];
      const call = await callOf(stage.registry, "anchor", someHash());
      const signature = await keys.p256.sign(await digestOf(other, call));

      expect(await account.key()).to.equal(await other.key());
      await expect(account.execute(call.target, call.data, LATER, signature)).to.be.revertedWithCustomError(
        account,
        "KeyAccountInvalidSignature",
      );
    });

    it("fails with the call, in the call's words, and the request stays good", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const signature = await keys.p256.sign(await digestOf(account, call));

      await expect(account.execute(call.target, call.data, LATER, signature))
        .to.be.revertedWithCustomError(stage.registry, "WorkRegistryNotAccredited")
        .withArgs(await account.getAddress());

      await admit(stage, account);
      await account.execute(call.target, call.data, LATER, signature);
      expect(await account.nonce()).to.equal(1);
    });

    it("reverts when nothing is at the target", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const { address } = stage.accounts.borealis;

      await expect(relay(account, keys.p256, { target: address, data: "0x12345678" }))
        .to.be.revertedWithCustomError(account, "AddressEmptyCode")
        .withArgs(address);
    });

    it("reverts for the higher of the two s of ECDSA", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const low = await keys.p256.sign(await digestOf(account, call));
      const high = toBeHex(p256.CURVE.n - BigInt(`0x${low.slice(66)}`), 32);

      await expect(
        account.execute(call.target, call.data, LATER, concat([low.slice(0, 66), high])),
      ).to.be.revertedWithCustomError(account, "KeyAccountInvalidSignature");
    });

    it("reverts when a P-256 key has hashed the digest once more", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.p256);
      const call = await callOf(stage.registry, "anchor", someHash());
      const hashed = createHash("sha256")
        .update(fromHex(await digestOf(account, call)))
        .digest();

      await expect(
        account.execute(call.target, call.data, LATER, await keys.p256.sign(toHex(hashed))),
      ).to.be.revertedWithCustomError(account, "KeyAccountInvalidSignature");
    });

    it("reverts when a passkey did not verify its user", async () => {
      const stage = await deployKeys();
      const account = await accountFor(stage, keys.passkey);
      const call = await callOf(stage.registry, "anchor", someHash());
      const unverified = assertionFile(keys.passkey.privateKey, await digestOf(account, call), { flags: 1 });

      await expect(
        account.execute(call.target, call.data, LATER, await readSignature(unverified, "passkey")),
      ).to.be.revertedWithCustomError(account, "KeyAccountInvalidSignature");
    });
  });

  describe("isValidSignature", () => {
    for (const kind of KEY_KINDS) {
      it(`lets a key of the kind ${kind} sign a registration and the agreement to an accreditation`, async () => {
        const stage = await deployKeys();
        const { registry, parties, accounts } = stage;
        const account = await accountFor(stage, keys[kind]);
        const owner = await account.getAddress();
        await agreeBySignature(stage, account, keys[kind]);
        expect(await parties.isAccredited(owner)).to.equal(true);

        const claim = claimOf(owner);
        const domain = await domainOf(registry);
        const message = { ...claim, deadline: LATER };
        const signature = await nestedSignature(account, keys[kind], { domain, types: REGISTRATION_TYPES, message });
        await registry.connect(accounts.stranger).registerFor(claim, LATER, signature);

        expect(await registry.ownerOf(claim.contentHash)).to.equal(owner);
      });
    }

    it("refuses a signature of the plain digest, and one for another account of the same key", async () => {
      const stage = await deployKeys();
      const { registry } = stage;
      const [account, other] = [await publisherFor(stage, keys.p256), await otherAccount(stage, keys.p256)];
      const claim = claimOf(await account.getAddress());
      const [domain, message] = [await domainOf(registry), { ...claim, deadline: LATER }];
      const plain = await keys.p256.sign(await registry.registrationDigest(claim, LATER));
      const others = await nestedSignature(other, keys.p256, { domain, types: REGISTRATION_TYPES, message });

      for (const signature of [plain, others]) {
        await expect(registry.registerFor(claim, LATER, signature))
          .to.be.revertedWithCustomError(registry, "WorkRegistryInvalidSignature")
          .withArgs(claim.owner);
      }
    });
  });

  it("has no power without a key: what all accounts are copies of answers to nobody", async () => {
    const stage = await deployKeys();
    const code = await ethers.provider.getCode(await accountFor(stage, keys.p256));
    const copied = await ethers.getContractAt("KeyAccount", `0x${code.slice(22, 62)}`);
    const call = await callOf(stage.registry, "anchor", someHash());

    await expect(relay(copied, keys.p256, call)).to.be.revertedWithCustomError(copied, "KeyAccountInvalidSignature");
  });
});

describe("KeyAccount: recovery", () => {
  it("names guardians by its key, and they give it a successor once that is lost", async () => {
    const stage = await deployKeys();
    const { accounts, registry } = stage;
    const key = await makeKey("rsa");
    const account = await publisherFor(stage, key);
    const recovery = await ethers.getContractAt("Recovery", (await deployments.get("Recovery")).address);
    const claim = claimOf(await account.getAddress());
    await relay(account, key, await callOf(registry, "register", claim));
    await relay(account, key, {
      target: await recovery.getAddress(),
      data: recovery.interface.encodeFunctionData("setGuardians", [[accounts.guardian.address], 1, DAY]),
    });

    await recovery.connect(accounts.guardian).approve(account, accounts.borealis);
    await time.increase(DAY);
    await recovery.connect(accounts.borealis).execute(account);
    await recovery.moveTitles(account, [claim.contentHash]);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.borealis.address);
  });
});

/** The account of the same key at another deployment of the accounts, with the same verifier. */
async function otherAccount(
  stage: Awaited<ReturnType<typeof deployKeys>>,
  key: OutsideKey,
): ReturnType<typeof accountFor> {
  const account = await accountFor(stage, key);
  const factory = await ethers.getContractFactory("HarnessKeyClone");
  const clones = await factory.deploy();
  const code = await ethers.provider.getCode(account);
  await clones.cloneOf(`0x${code.slice(22, 62)}`, await account.key());
  return ethers.getContractAt("KeyAccount", await clones.made(), stage.accounts.stranger);
}

async function agreeBySignature(
  { parties, accounts, validUntil, chainId }: Awaited<ReturnType<typeof deployKeys>>,
  account: Awaited<ReturnType<typeof accountFor>>,
  key: OutsideKey,
): Promise<void> {
  const application = {
    account: await account.getAddress(),
    kind: 1,
    validUntil,
    credentialHash: someHash(),
    deadline: LATER,
  };
  const types = {
    Application: [
      { name: "account", type: "address" },
      { name: "accreditor", type: "address" },
      { name: "kind", type: "uint8" },
      { name: "validUntil", type: "uint40" },
      { name: "credentialHash", type: "bytes32" },
      { name: "deadline", type: "uint40" },
      { name: "events", type: "uint32" },
    ],
  };
  const signature = await nestedSignature(account, key, {
    domain: { name: "Colophon", version: "1", chainId, verifyingContract: await parties.getAddress() },
    types,
    message: { ...application, accreditor: accounts.accreditor.address, events: 0 },
  });
  await parties.connect(accounts.accreditor).accredit(application, signature);
}
