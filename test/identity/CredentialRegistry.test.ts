import { type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroAddress, ZeroHash } from "ethers";
import { deployments, ethers } from "hardhat";

import type { CredentialRegistry } from "../../typechain-types";
import { blockOf } from "../shared/records";
import { deployIdentities, type IdentityStage } from "./identities";

const NAME = "publisher-licence";
const SCHEMA_HASH = id("a JSON Schema");
const LIST = id("the first list");
const LIST_HASH = id("the list's file");
const IETF = 1n;
const W3C = 2n;
const SIZE = 131_072n;
/** The year 2030, in milliseconds. */
const MILLISECONDS = 1_900_000_000_000;

interface CredentialStage extends IdentityStage {
  readonly credentials: CredentialRegistry;
}

/** A fresh registry of credentials beside the identities; aurora calls it. */
const deployCredentials = deployments.createFixture<CredentialStage, undefined>(async () => {
  const stage = await deployIdentities();
  await deployments.run("CredentialRegistry", { resetMemory: false, writeDeploymentsToFiles: false });
  const { address } = await deployments.get("CredentialRegistry");
  const credentials = await ethers.getContractAt("CredentialRegistry", address, stage.accounts.aurora);
  return { ...stage, credentials };
});

describe("CredentialRegistry: who writes", () => {
  it("is whoever controls the identity now, and no longer who gave it away", async () => {
    const { credentials, identities, accounts } = await deployCredentials();
    const { aurora, borealis } = accounts;
    await identities.changeOwner(aurora, borealis);

    const refusal = [aurora.address, borealis.address, aurora.address];
    await expect(credentials.publishSchema(aurora, NAME, 1, SCHEMA_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryNotController")
      .withArgs(...refusal);
    await expect(credentials.updateStatusList(aurora, LIST, IETF, 1, 10, LIST_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryNotController")
      .withArgs(...refusal);
    await credentials.connect(borealis).publishSchema(aurora, NAME, 1, SCHEMA_HASH);
    await credentials.connect(borealis).updateStatusList(aurora, LIST, IETF, 1, 10, LIST_HASH);
  });

  it("is nobody for an identity that was deactivated", async () => {
    const { credentials, identities, accounts } = await deployCredentials();
    const { aurora } = accounts;
    await identities.changeOwner(aurora, ZeroAddress);

    await expect(credentials.updateStatusList(aurora, LIST, IETF, 1, 10, LIST_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryNotController")
      .withArgs(aurora.address, ZeroAddress, aurora.address);
  });

  it("is nobody else: another account cannot revoke what an issuer issued", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora, borealis, admin, deployer } = accounts;
    await credentials.updateStatusList(aurora, LIST, IETF, 1, 10, LIST_HASH);

    for (const other of [borealis, admin, deployer]) {
      await expect(credentials.connect(other).updateStatusList(aurora, LIST, IETF, 1, 10, id("another file")))
        .to.be.revertedWithCustomError(credentials, "CredentialRegistryNotController")
        .withArgs(aurora.address, aurora.address, other.address);
    }
    await credentials.connect(borealis).updateStatusList(borealis, LIST, IETF, 1, 10, id("another file"));
    expect((await credentials.statusListOf(aurora, LIST)).listHash).to.equal(LIST_HASH);
  });

  it("takes no notice of tx.origin: a contract that the controller calls does not act for it", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;
    const forwarder = await ethers.deployContract("MockForwarder", aurora);
    const data = credentials.interface.encodeFunctionData("updateStatusList", [
      aurora.address,
      LIST,
      IETF,
      1,
      10,
      LIST_HASH,
    ]);

    await expect(forwarder.forward(credentials, data))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryNotController")
      .withArgs(aurora.address, aurora.address, await forwarder.getAddress());
  });
});

describe("CredentialRegistry: publishSchema", () => {
  it("publishes under an id of publisher, name and version, and links the publisher's events", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;
    const values = [aurora.address, NAME, 1];
    const schemaId = keccak256(AbiCoder.defaultAbiCoder().encode(["address", "string", "uint32"], values));

    const first = await credentials.publishSchema(aurora, NAME, 1, SCHEMA_HASH);

    const block = await blockOf(first);
    await expect(first)
      .to.emit(credentials, "SchemaPublished")
      .withArgs(schemaId, aurora.address, NAME, 1, SCHEMA_HASH, 0);
    expect(await credentials.schemaIdOf(aurora, NAME, 1)).to.equal(schemaId);
    expect(await credentials.schemaOf(schemaId)).to.deep.equal([aurora.address, block.time, block.number, SCHEMA_HASH]);
    const second = await credentials.publishSchema(aurora, NAME, 2, id("a correction"));
    await expect(second)
      .to.emit(credentials, "SchemaPublished")
      .withArgs(
        await credentials.schemaIdOf(aurora, NAME, 2),
        aurora.address,
        NAME,
        2,
        id("a correction"),
        block.number,
      );
    expect(await credentials.lastSchemaBlockOf(aurora)).to.equal((await blockOf(second)).number);
  });

  it("never changes what was published, also not to the same", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;
    await credentials.publishSchema(aurora, NAME, 1, SCHEMA_HASH);

    for (const hash of [SCHEMA_HASH, id("another")]) {
      await expect(credentials.publishSchema(aurora, NAME, 1, hash))
        .to.be.revertedWithCustomError(credentials, "CredentialRegistrySchemaExists")
        .withArgs(await credentials.schemaIdOf(aurora, NAME, 1), SCHEMA_HASH);
    }
  });

  it("keeps the names of two publishers apart", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora, borealis } = accounts;

    await credentials.publishSchema(aurora, NAME, 1, SCHEMA_HASH);
    await credentials.connect(borealis).publishSchema(borealis, NAME, 1, id("another"));

    const schema = await credentials.schemaOf(await credentials.schemaIdOf(aurora, NAME, 1));
    expect(schema.schemaHash).to.equal(SCHEMA_HASH);
  });

  it("reverts without a name, with one too long, without a version or a hash", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;

    for (const [name, length] of [
      ["", 0],
      ["n".repeat(65), 65],
    ] as const) {
      await expect(credentials.publishSchema(aurora, name, 1, SCHEMA_HASH))
        .to.be.revertedWithCustomError(credentials, "CredentialRegistryNameLength")
        .withArgs(length, 64);
    }
    await expect(credentials.publishSchema(aurora, NAME, 0, SCHEMA_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryZeroVersion")
      .withArgs(aurora.address, NAME);
    await expect(credentials.publishSchema(aurora, NAME, 1, ZeroHash))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryZeroHash")
      .withArgs(aurora.address);
    await credentials.publishSchema(aurora, "n".repeat(64), 1, SCHEMA_HASH);
  });
});

describe("CredentialRegistry: updateStatusList", () => {
  it("publishes a list, then its changes, each with the block of the one before", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;

    const first = await credentials.updateStatusList(aurora, LIST, W3C, 2, SIZE, LIST_HASH);
    const second = await credentials.updateStatusList(aurora, LIST, W3C, 2, SIZE, id("revoked"));

    await expect(first)
      .to.emit(credentials, "StatusListUpdated")
      .withArgs(aurora.address, LIST, W3C, 2, SIZE, LIST_HASH, 0);
    await expect(second)
      .to.emit(credentials, "StatusListUpdated")
      .withArgs(aurora.address, LIST, W3C, 2, SIZE, id("revoked"), (await blockOf(first)).number);
    const { time: seconds, number } = await blockOf(second);
    expect(await credentials.statusListOf(aurora, LIST)).to.deep.equal([W3C, 2n, SIZE, seconds, number, id("revoked")]);
  });

  it("keeps kind, bits and size as they were at first", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;
    await credentials.updateStatusList(aurora, LIST, W3C, 2, SIZE, LIST_HASH);

    for (const [kind, bits, size] of [
      [IETF, 2, SIZE],
      [W3C, 1, SIZE],
      [W3C, 2, SIZE + 1n],
      [0n, 2, SIZE],
    ] as const) {
      await expect(credentials.updateStatusList(aurora, LIST, kind, bits, size, id("revoked")))
        .to.be.revertedWithCustomError(credentials, "CredentialRegistryShapeFixed")
        .withArgs(aurora.address, LIST, W3C, 2, SIZE);
    }
  });

  it("reverts without a kind, with bits that divide no byte, too small, without a hash or a change", async () => {
    const { credentials, accounts } = await deployCredentials();
    const { aurora } = accounts;

    await expect(credentials.updateStatusList(aurora, LIST, 0, 1, SIZE, LIST_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryNoKind")
      .withArgs(aurora.address, LIST);
    for (const bits of [0, 3, 16]) {
      await expect(credentials.updateStatusList(aurora, LIST, IETF, bits, SIZE, LIST_HASH))
        .to.be.revertedWithCustomError(credentials, "CredentialRegistryBits")
        .withArgs(bits);
    }
    await expect(credentials.updateStatusList(aurora, LIST, W3C, 1, SIZE - 1n, LIST_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistrySize")
      .withArgs(SIZE - 1n, SIZE);
    await expect(credentials.updateStatusList(aurora, LIST, IETF, 1, 0, LIST_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistrySize")
      .withArgs(0, 1);
    await expect(credentials.updateStatusList(aurora, LIST, IETF, 1, 1, ZeroHash))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryZeroHash")
      .withArgs(aurora.address);
    for (const bits of [4, 8]) await credentials.updateStatusList(aurora, id(`${bits}`), IETF, bits, 1, LIST_HASH);
    await credentials.updateStatusList(aurora, LIST, IETF, 1, 1, LIST_HASH);
    await expect(credentials.updateStatusList(aurora, LIST, IETF, 1, 1, LIST_HASH))
      .to.be.revertedWithCustomError(credentials, "CredentialRegistryUnchanged")
      .withArgs(aurora.address, LIST, LIST_HASH);
  });
});

describe("CredentialRegistry, on a chain in milliseconds", () => {
  let stage: CredentialStage;
  let snapshot: SnapshotRestorer;

  // A clock that jumps thousands of years is put back behind the test.
  beforeEach(async () => {
    stage = await deployCredentials();
    snapshot = await takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  it("writes the time in seconds", async () => {
    const { credentials, accounts } = stage;
    await time.setNextBlockTimestamp(MILLISECONDS);

    await credentials.updateStatusList(accounts.aurora, LIST, IETF, 1, 10, LIST_HASH);

    expect((await credentials.statusListOf(accounts.aurora, LIST)).updatedAt).to.equal(MILLISECONDS / 1000);
  });
});
