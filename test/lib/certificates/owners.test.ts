import { setCode, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

import { gather } from "../../../lib/certificates/issue/issue";
import { judge } from "../../../lib/certificates/judge/judge";
import { anchorAlone, proveAll, registerAnchored } from "../../shared/anchors";
import { admit, claimOf } from "../../shared/fixture";
import { recovered } from "../../shared/recovery";
import { nodeInBetween } from "../shared/node-in-between";
import { setStage, type Stage } from "../shared/stage";
import { signedBy, trustWithDeployment } from "./certified";

/** A work out of an anchor, whose it is now, and whose its claim was. */
interface Owned {
  readonly stage: Stage;
  readonly workId: bigint;
  readonly root: string;
  readonly owner: string;
  readonly claimant: string;
}

async function byOperator(): Promise<Owned> {
  const stage = await setStage();
  const { registry, accounts } = stage;
  const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
  const owner = await wallet.getAddress();
  await admit(stage, owner);
  const byWallet = registry.connect(await ethers.getImpersonatedSigner(owner));
  await byWallet.setApprovalForAll(accounts.aurora, true);
  const claim = claimOf(owner);
  const { root } = await registerAnchored(registry, claim);
  return { stage, workId: BigInt(claim.contentHash), root, owner, claimant: owner };
}

/** Who may have a title without an account that sends its own transactions to the registry. */
const OWNERS: Readonly<Record<string, () => Promise<Owned>>> = {
  "a wallet that speaks ERC-1271, by its operator": byOperator,
  "an account that has delegated to code (EIP-7702), which claims several works in one transaction": async () => {
    const stage = await setStage();
    const { registry, accounts } = stage;
    const { address } = accounts.aurora;
    const proven = proveAll(Array.from({ length: 3 }, () => claimOf(accounts.aurora)));
    const [, second] = proven;
    if (second === undefined) throw new Error("there are three");
    const [claim, , root] = second;
    await registry.anchor(root);
    const forwarder = await ethers.deployContract("MockForwarder");
    await setCode(address, await ethers.provider.getCode(forwarder));
    const target = await registry.getAddress();
    const calls = proven.map((each) => ({
      target,
      data: registry.interface.encodeFunctionData("registerAnchored", each),
    }));
    const own = await ethers.getContractAt("MockForwarder", address, accounts.aurora);
    await own.forwardAll(calls);
    return { stage, workId: BigInt(claim.contentHash), root, owner: address, claimant: address };
  },
  "the successor of a lost account, whom guardians have named": async () => {
    const stage = await setStage();
    const { recovery, registry, accounts } = await recovered();
    const claim = claimOf(accounts.aurora);
    const { root } = await registerAnchored(registry, claim);
    await time.increase(await registry.REVEAL_WINDOW());
    await recovery.moveTitles(accounts.aurora, [claim.contentHash]);
    const [owner, claimant] = [accounts.borealis.address, accounts.aurora.address];
    return { stage, workId: BigInt(claim.contentHash), root, owner, claimant };
  },
};

describe("A certificate of a work out of an anchor", () => {
  for (const [who, own] of Object.entries(OWNERS)) {
    it(`has the claim, where the title is of ${who}`, async () => {
      const { stage, workId, root, owner, claimant } = await own();
      await time.increase(await stage.registry.REVEAL_WINDOW());
      await anchorAlone(stage.registry, claimOf(stage.accounts.borealis));

      const certificate = await gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId) });
      const { verdict, proven } = await judge(certificate, { trust: await trustWithDeployment(certificate, stage) });

      expect(verdict).to.equal("valid");
      expect(proven?.title?.owner).to.equal(owner);
      expect(proven?.anchor).to.include({ root, owner: claimant });
      expect(proven?.accreditation).to.include({ account: claimant, status: "active", isCompared: true });
    });
  }

  it("does without the claim where nothing in the transaction shows it", async () => {
    const { stage, workId } = await byOperator();
    const { provider } = nodeInBetween({
      // Another salt.
      eth_getTransactionByHash: (found) => {
        const { input, ...others } = found as { readonly input: string };
        return { ...others, input: input.replace(/(?<=^.{202}).{64}/, "0".repeat(64)) };
      },
    });
    const checkpoints = await signedBy(stage, workId);

    const certificate = await gather({ ...stage.colophon, provider }, { workId, checkpoints });

    expect(certificate).not.to.have.property("anchor");
  });
});
