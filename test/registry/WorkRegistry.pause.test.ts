import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransactionResponse, ZeroAddress } from "ethers";
import { ethers } from "hardhat";

import { ROLES } from "../../lib/chain/contracts/roles";
import { behavesAsPausable } from "../behaviors/pausable";
import { behavesAsRestricted } from "../behaviors/restricted";
import { codeIn, read, rowsOf } from "../docs/markdown";
import { writesOf } from "../shared/abi";
import { anchorAlone } from "../shared/anchors";
import { TitleStatus } from "../shared/enums";
import { claimOf, DAY, deployRegistry, registerFinalWork, type Registry, someHash } from "../shared/fixture";
import { offerOf, titleOf } from "../shared/records";
import { signClaim } from "../shared/signing";

type Prepare = (deployment: Registry) => Promise<() => Promise<ContractTransactionResponse>>;

/** Prepares a call that needs nothing but a final title of aurora's. */
function onTitle(call: (deployment: Registry, workId: bigint) => Promise<ContractTransactionResponse>): Prepare {
  return async (deployment) => {
    const workId = await registerFinalWork(deployment.registry, deployment.accounts.aurora);
    return () => call(deployment, workId);
  };
}

/** Prepares a call that needs an open offer to borealis too. */
function onOffer(
  call: (deployment: Registry, workId: bigint, deed: string) => Promise<ContractTransactionResponse>,
): Prepare {
  return async (deployment) => {
    const { registry, accounts, validUntil } = deployment;
    const workId = await registerFinalWork(registry, accounts.aurora);
    const deed = someHash();
    await registry.offerTitle(workId, accounts.borealis, deed, validUntil);
    return () => call(deployment, workId, deed);
  };
}

/** A call that works, for every function of WorkRegistry that writes. */
const WRITES: Readonly<Record<string, Prepare>> = {
  "register((address,bytes32,bytes32))": async ({ registry, accounts }) => {
    return () => registry.register(claimOf(accounts.aurora));
  },
  "registerMany(address,(bytes32,bytes32)[])": async ({ registry, accounts }) => {
    return () => registry.registerMany(accounts.aurora, [{ contentHash: someHash(), metadataHash: someHash() }]);
  },
  "registerFor((address,bytes32,bytes32),uint256,bytes)": async ({ registry, accounts, validUntil }) => {
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
    return () => registry.connect(accounts.stranger).registerFor(claim, validUntil, signature);
  },
  "registerAnchored((address,bytes32,bytes32),bytes32,bytes32,bytes32[])": async ({ registry, accounts }) => {
    const { proven } = await anchorAlone(registry, claimOf(accounts.aurora));
    return () => registry.connect(accounts.stranger).registerAnchored(...proven);
  },
  "amend(uint256,bytes32)": onTitle(({ registry }, workId) => registry.amend(workId, someHash())),
  "offerTitle(uint256,address,bytes32,uint40)": onTitle(({ registry, accounts, validUntil }, workId) =>
    registry.offerTitle(workId, accounts.borealis, someHash(), validUntil),
  ),
  "acceptTitle(uint256,bytes32)": onOffer(({ registry, accounts }, workId, deed) =>
    registry.connect(accounts.borealis).acceptTitle(workId, deed),
  ),
  "setStatus(uint256,uint8,bytes32)": onTitle(({ registry, accounts }, workId) =>
    registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash()),
  ),
  "recoverTitles(uint256[],address,address,bytes32)": async ({ manager, registry, accounts }) => {
    const workId = await registerFinalWork(registry, accounts.aurora);
    await manager.grantRole(ROLES.RECOVERY, accounts.stranger, 0);
    const caller = registry.connect(accounts.stranger);
    return () => caller.recoverTitles([workId], accounts.aurora, accounts.borealis, someHash());
  },
  "correctTitle(uint256,address,bytes32)": onTitle(({ registry, accounts }, workId) =>
    registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()),
  ),
  "approve(address,uint256)": onTitle(({ registry, accounts }, workId) => registry.approve(accounts.stranger, workId)),
  "setApprovalForAll(address,bool)": async ({ registry, accounts }) => {
    return () => registry.setApprovalForAll(accounts.stranger, true);
  },
  "transferFrom(address,address,uint256)": onTitle(({ registry, accounts }, workId) =>
    registry.transferFrom(accounts.aurora, accounts.borealis, workId),
  ),
  "safeTransferFrom(address,address,uint256)": onTitle(({ registry, accounts }, workId) =>
    registry["safeTransferFrom(address,address,uint256)"](accounts.aurora, accounts.borealis, workId),
  ),
  "safeTransferFrom(address,address,uint256,bytes)": onTitle(({ registry, accounts }, workId) =>
    registry["safeTransferFrom(address,address,uint256,bytes)"](accounts.aurora, accounts.borealis, workId, "0x"),
  ),
  "setBaseURI(string)": async ({ registry, accounts }) => {
    return () => registry.connect(accounts.deployer).setBaseURI("urn:example:");
  },
};

/** Calls that protect, and that a pause does not stop therefore, by what they do. */
const PROTECTIONS: Readonly<Record<string, Prepare>> = {
  "declining an offer": onOffer(({ registry, accounts }, workId, deed) =>
    registry.connect(accounts.borealis).declineTitle(workId, deed),
  ),
  "withdrawing an offer": onOffer(({ registry }, workId) => registry.withdrawOffer(workId)),
  "an adjudicator's hold": onTitle(({ registry, accounts }, workId) =>
    registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash()),
  ),
  "ending an approval": onTitle(({ registry }, workId) => registry.approve(ZeroAddress, workId)),
  "ending an operator": async ({ registry, accounts }) => {
    await registry.setApprovalForAll(accounts.stranger, true);
    return () => registry.setApprovalForAll(accounts.stranger, false);
  },
  "an anchor": async ({ registry }) => {
    return () => registry.anchor(someHash());
  },
};

/**
 * Writes that a pause does not stop: the pause itself, what only AccessManager may call, and what protects whatever its
 * arguments are.
 */
const NOT_PAUSABLE = [
  ...["pause()", "unpause()", "setPauseDuration(uint32)", "setAuthority(address)", "anchor(bytes32)"],
  ...["declineTitle(uint256,bytes32)", "withdrawOffer(uint256)"],
];

/** The names of functions, each once, by their signatures. */
function namesIn(signatures: readonly string[]): string[] {
  return [...new Set(signatures.map((signature) => signature.slice(0, signature.indexOf("("))))];
}

describe("WorkRegistry: pause", () => {
  behavesAsRestricted("GUARDIAN", "registry", async ({ registry }) => {
    return (caller) => registry.connect(caller).pause();
  });

  it("reverts when the registry is paused", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.guardian).pause();

    await expect(registry.connect(accounts.guardian).pause()).to.be.revertedWithCustomError(registry, "EnforcedPause");
  });

  it("pauses, and says so in an event", async () => {
    const { registry, accounts } = await deployRegistry();
    expect(await registry.paused()).to.equal(false);

    await expect(registry.connect(accounts.guardian).pause()).to.emit(registry, "Paused").withArgs(accounts.guardian);
    expect(await registry.paused()).to.equal(true);
  });

  for (const [signature, prepare] of Object.entries(WRITES)) {
    describe(`of ${signature}`, () => behavesAsPausable(prepare));
  }

  for (const [what, prepare] of Object.entries(PROTECTIONS)) {
    it(`does not stop ${what}`, async () => {
      const deployment = await deployRegistry();
      const call = await prepare(deployment);
      await deployment.registry.connect(deployment.accounts.guardian).pause();

      await expect(call()).not.to.be.reverted;
    });
  }

  it("stops every function that writes, but for those that only protect", async () => {
    const { interface: abi } = await ethers.getContractFactory("WorkRegistry");

    expect(writesOf(abi)).to.have.members([...Object.keys(WRITES), ...NOT_PAUSABLE]);
  });

  it("is told of every function by the table in docs/security.md", () => {
    const rows = rowsOf(read("docs/security.md"));
    const said = rows.slice(rows.findIndex(([, heading]) => heading === "During a pause") + 1);
    const named = (kind: string): string[] =>
      said.filter(([, verdict]) => verdict?.startsWith(kind)).flatMap(([functions = ""]) => codeIn(functions));

    expect(named("refused")).to.have.members(namesIn(Object.keys(WRITES)));
    expect(named("passes:")).to.have.members(namesIn(NOT_PAUSABLE));
    for (const what of Object.keys(PROTECTIONS)) {
      expect(
        said.some(([, verdict]) => verdict === `passes: ${what}` || verdict === `refused, but for ${what}`),
        what,
      ).to.equal(true);
    }
  });

  for (const [from, to] of [
    ["InForce", "Annulled"],
    ["Held", "InForce"],
    ["Held", "Annulled"],
    ["Annulled", "InForce"],
  ] as const) {
    it(`stops an order that makes a title that is ${from} ${to}`, async () => {
      const { registry, accounts } = await deployRegistry();
      const court = registry.connect(accounts.adjudicator);
      const workId = await registerFinalWork(registry, accounts.aurora);
      if (from !== "InForce") await court.setStatus(workId, TitleStatus[from], someHash());
      await registry.connect(accounts.guardian).pause();

      await expect(court.setStatus(workId, TitleStatus[to], someHash())).to.be.revertedWithCustomError(
        registry,
        "EnforcedPause",
      );
    });
  }

  it("stops no reading", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.offerTitle(workId, accounts.borealis, someHash(), validUntil);
    const claim = claimOf(accounts.aurora);
    const { proven, root } = await anchorAlone(registry, claim);
    const readAll = async (): Promise<unknown[]> => [
      await titleOf(registry, workId),
      await offerOf(registry, workId),
      await registry.ownerOf(workId),
      await registry.balanceOf(accounts.aurora),
      await registry.getApproved(workId),
      await registry.isApprovedForAll(accounts.aurora, accounts.stranger),
      await registry.tokenURI(workId),
      await registry.registrationDigest(claim, validUntil),
      await registry.anchorOf(root),
      await registry.anchoredAt(root),
      await registry.verifyAnchored(...proven),
    ];
    const before = await readAll();

    await registry.connect(accounts.guardian).pause();

    expect(await readAll()).to.deep.equal(before);
  });
});

describe("WorkRegistry: the end of a pause", () => {
  it("comes by itself, seven days after its beginning", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.guardian).pause();
    const until = (await time.latest()) + 7 * DAY;
    expect(await registry.pausedUntil()).to.equal(until);

    await time.setNextBlockTimestamp(until - 1);
    await expect(registry.register(claimOf(accounts.aurora))).to.be.revertedWithCustomError(registry, "EnforcedPause");
    await time.setNextBlockTimestamp(until);
    await expect(registry.register(claimOf(accounts.aurora))).not.to.be.reverted;
    expect(await registry.paused()).to.equal(false);
  });

  it("is followed by as long a time in which none begins, after which one can begin", async () => {
    const { registry, accounts } = await deployRegistry();
    const guarded = registry.connect(accounts.guardian);
    await guarded.pause();
    const until = Number(await registry.pausedUntil());

    await time.setNextBlockTimestamp(until + 7 * DAY - 1);
    await expect(guarded.pause())
      .to.be.revertedWithCustomError(registry, "WorkRegistryPauseTooSoon")
      .withArgs(until + 7 * DAY);
    await time.setNextBlockTimestamp(until + 7 * DAY);
    await expect(guarded.pause()).to.emit(registry, "Paused").withArgs(accounts.guardian);
    expect(await registry.paused()).to.equal(true);
  });

  it("by the admin is not undone by the guardian", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.guardian).pause();
    await registry.connect(accounts.deployer).unpause();
    const allowedAt = (await time.latest()) + 7 * DAY;

    await expect(registry.connect(accounts.guardian).pause())
      .to.be.revertedWithCustomError(registry, "WorkRegistryPauseTooSoon")
      .withArgs(allowedAt);
    expect(await registry.paused()).to.equal(false);
  });
});

describe("WorkRegistry: setPauseDuration", () => {
  behavesAsRestricted("ADMIN", "registry", async ({ registry }) => {
    return (caller) => registry.connect(caller).setPauseDuration(DAY);
  });

  for (const duration of [0, 30 * DAY + 1]) {
    it(`reverts for ${duration} seconds`, async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.connect(accounts.deployer).setPauseDuration(duration))
        .to.be.revertedWithCustomError(registry, "WorkRegistryPauseDuration")
        .withArgs(duration, 30 * DAY);
    });
  }

  it("says how long a pause lasts that begins afterwards, in an event too", async () => {
    const { registry, accounts } = await deployRegistry();

    await expect(registry.connect(accounts.deployer).setPauseDuration(30 * DAY))
      .to.emit(registry, "PauseDurationChanged")
      .withArgs(7 * DAY, 30 * DAY);
    expect(await registry.pauseDuration()).to.equal(30 * DAY);
    await registry.connect(accounts.guardian).pause();
    expect(await registry.pausedUntil()).to.equal((await time.latest()) + 30 * DAY);
  });

  it("leaves a pause that has begun as it is", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.guardian).pause();
    const until = await registry.pausedUntil();

    await registry.connect(accounts.deployer).setPauseDuration(1);

    expect(await registry.pausedUntil()).to.equal(until);
  });
});

describe("WorkRegistry: unpause", () => {
  behavesAsRestricted("ADMIN", "registry", async ({ registry, accounts }) => {
    await registry.connect(accounts.guardian).pause();
    return (caller) => registry.connect(caller).unpause();
  });

  it("reverts when the registry is not paused", async () => {
    const { registry, accounts } = await deployRegistry();

    await expect(registry.connect(accounts.deployer).unpause()).to.be.revertedWithCustomError(
      registry,
      "ExpectedPause",
    );
  });

  it("allows writes again, and says so in an event", async () => {
    const { registry, accounts } = await deployRegistry();
    await registry.connect(accounts.guardian).pause();

    await expect(registry.connect(accounts.deployer).unpause())
      .to.emit(registry, "Unpaused")
      .withArgs(accounts.deployer);
    expect(await registry.paused()).to.equal(false);
  });
});
