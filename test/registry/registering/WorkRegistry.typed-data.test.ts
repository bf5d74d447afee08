import { expect } from "chai";
import { AbiCoder, concat, id, keccak256, MaxUint256, TypedDataEncoder, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { claimOf, deployRegistry } from "../../shared/fixture";
import { domainOf, REGISTRATION_TYPES } from "../../shared/signing";

const TYPE = "Registration(address owner,bytes32 contentHash,bytes32 metadataHash,uint256 deadline)";

/** What ERC-5267 says of a domain with a name, a version, a chain id and a contract, and no salt. */
const FIELDS = "0x0f";

describe("WorkRegistry: registrationDigest", () => {
  it("is EIP-712's digest of the type that the interface states", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const domain = await domainOf(registry);

    for (const deadline of [0n, 1n, MaxUint256]) {
      expect(await registry.registrationDigest(claim, deadline)).to.equal(
        TypedDataEncoder.hash(domain, REGISTRATION_TYPES, { ...claim, deadline }),
      );
    }
    expect(TypedDataEncoder.from(REGISTRATION_TYPES).encodeType("Registration")).to.equal(TYPE);
  });

  it("rests on the type hash that its expression makes", async () => {
    const { registry, accounts } = await deployRegistry();
    const { owner, contentHash, metadataHash } = claimOf(accounts.aurora);
    const deadline = 1_700_000_000n;

    const structHash = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "address", "bytes32", "bytes32", "uint256"],
        [id(TYPE), owner, contentHash, metadataHash, deadline],
      ),
    );
    const separator = TypedDataEncoder.hashDomain(await domainOf(registry));

    expect(await registry.registrationDigest({ owner, contentHash, metadataHash }, deadline)).to.equal(
      keccak256(concat(["0x1901", separator, structHash])),
    );
    expect((await ethers.getContractFactory("WorkRegistry")).bytecode).to.include(id(TYPE).slice("0x".length));
  });
});

describe("WorkRegistry: eip712Domain", () => {
  it("gives the domain as ERC-5267 has it", async () => {
    const { registry } = await deployRegistry();
    const { chainId } = await ethers.provider.getNetwork();

    const domain = await registry.eip712Domain();

    expect(Array.from(domain)).to.deep.equal([
      FIELDS,
      "Colophon",
      "1",
      chainId,
      await registry.getAddress(),
      ZeroHash,
      [],
    ]);
    expect(domain.verifyingContract).not.to.equal(ZeroAddress);
  });
});
