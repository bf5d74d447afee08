import { expect } from "chai";
import { hexlify, MaxUint256, verifyTypedData } from "ethers";
import { ethers } from "hardhat";

import {
  type Claim,
  REGISTRATION_TYPES,
  registrationDigest,
  registrationDomain,
} from "../../../../lib/chain/contracts/registration";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { claimOf, deployRegistry } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";
import { titleOf } from "../../../shared/records";

const RUNS = 50;
const WORD_BYTES = 32;
const ADDRESS_BYTES = 20;
const BYTE = 256;

describe("registrationDigest", () => {
  const seed = testSeed();

  it(`is the digest that the contract makes of ${RUNS} claims (seed ${seed})`, async () => {
    const { registry } = await deployRegistry();
    const address = await registry.getAddress();
    const { chainId } = await ethers.provider.getNetwork();
    const random = new Random(seed);
    const bytes = (length: number): string => hexlify(Uint8Array.from({ length }, () => random.below(BYTE)));

    for (let run = 0; run < RUNS; run += 1) {
      const claim: Claim = {
        owner: bytes(ADDRESS_BYTES),
        contentHash: bytes(WORD_BYTES),
        metadataHash: bytes(WORD_BYTES),
      };
      const deadline = random.pick([0n, 1n, BigInt(bytes(WORD_BYTES)), MaxUint256]);

      expect(registrationDigest(address, chainId, { ...claim, deadline })).to.equal(
        await registry.registrationDigest(claim, deadline),
      );
    }
  });

  it("changes with the registry, the chain and the deadline", async () => {
    const { registry, accounts } = await deployRegistry();
    const address = await registry.getAddress();
    const claim = { ...claimOf(accounts.aurora), deadline: 1n };

    const digests = [
      registrationDigest(address, 1n, claim),
      registrationDigest(address, 2n, claim),
      registrationDigest(accounts.stranger.address, 1n, claim),
      registrationDigest(address, 1n, { ...claim, deadline: 2n }),
    ];

    expect(new Set(digests).size).to.equal(digests.length);
  });
});

describe("registrationDomain", () => {
  it("is the domain that the contract tells", async () => {
    const { registry } = await deployRegistry();
    const { chainId } = await ethers.provider.getNetwork();
    const { name, version, chainId: told, verifyingContract } = await registry.eip712Domain();

    expect(registrationDomain(await registry.getAddress(), chainId)).to.deep.equal({
      name,
      version,
      chainId: told,
      verifyingContract,
    });
  });

  it("lets a wallet sign a claim that anybody may then register", async () => {
    const { registry, accounts } = await deployRegistry();
    const { chainId } = await ethers.provider.getNetwork();
    const domain = registrationDomain(await registry.getAddress(), chainId);
    const claim = claimOf(accounts.aurora);
    const deadline = MaxUint256;

    const signature = await devWallet("aurora").signTypedData(domain, REGISTRATION_TYPES, { ...claim, deadline });
    await registry.connect(accounts.stranger).registerFor(claim, deadline, signature);

    expect(verifyTypedData(domain, REGISTRATION_TYPES, { ...claim, deadline }, signature)).to.equal(claim.owner);
    expect((await titleOf(registry, BigInt(claim.contentHash))).owner).to.equal(claim.owner);
  });
});
