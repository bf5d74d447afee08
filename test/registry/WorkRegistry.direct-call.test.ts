import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { zeroPadValue } from "ethers";

import { ROLES } from "../../lib/chain/contracts/roles";
import { TitleStatus } from "../shared/enums";
import { deployRegistry, MINUTE, registerFinalWork, type Registry, someHash } from "../shared/fixture";
import { titleOf } from "../shared/records";

/** The call data of every order, on a final title. */
const ORDERS = {
  setStatus: ({ registry }: Registry, workId: bigint) =>
    registry.interface.encodeFunctionData("setStatus", [workId, TitleStatus.Held, someHash()]),
  correctTitle: ({ registry, accounts }: Registry, workId: bigint) =>
    registry.interface.encodeFunctionData("correctTitle", [workId, accounts.borealis.address, someHash()]),
  recoverTitles: ({ registry, accounts }: Registry, workId: bigint) =>
    registry.interface.encodeFunctionData("recoverTitles", [
      [workId],
      accounts.aurora.address,
      accounts.borealis.address,
      someHash(),
    ]),
} satisfies Record<string, (deployment: Registry, workId: bigint) => string>;

/** Who may make the calls: a recovery comes from the contract of that name, for which the adjudicator stands in here. */
const ROLE_OF = { setStatus: ROLES.ADJUDICATOR, correctTitle: ROLES.ADJUDICATOR, recoverTitles: ROLES.RECOVERY };

describe("WorkRegistry: an order through AccessManager.execute", () => {
  for (const name of ["setStatus", "correctTitle", "recoverTitles"] as const) {
    const encode = ORDERS[name];
    it(`reverts for ${name}, while the adjudicator's own call goes through and can be found by the adjudicator`, async () => {
      const deployment = await deployRegistry();
      const { manager, registry, accounts } = deployment;
      const workId = await registerFinalWork(registry, accounts.aurora);
      const data = encode(deployment, workId);
      const before = await titleOf(registry, workId);
      await manager.grantRole(ROLE_OF[name], accounts.adjudicator, 0);

      await expect(manager.connect(accounts.adjudicator).execute(registry, data))
        .to.be.revertedWithCustomError(registry, "WorkRegistryIndirectCall")
        .withArgs(manager);
      expect(await titleOf(registry, workId)).to.deep.equal(before);
      const sent = await accounts.adjudicator.sendTransaction({ to: await registry.getAddress(), data });

      const order = (await sent.wait())?.logs.at(-1);
      expect(order?.topics[2], "the second indexed value").to.equal(
        zeroPadValue(accounts.adjudicator.address, 32).toLowerCase(),
      );
    });

    it(`lets an adjudicator whose role has a delay schedule ${name} and then send it itself`, async () => {
      const deployment = await deployRegistry();
      const { manager, registry, accounts } = deployment;
      const workId = await registerFinalWork(registry, accounts.aurora);
      const slow = accounts.stranger;
      await manager.grantRole(ROLE_OF[name], slow, MINUTE);
      const data = encode(deployment, workId);
      await manager.connect(slow).schedule(registry, data, 0);
      await time.increase(MINUTE);

      await expect(manager.connect(slow).execute(registry, data))
        .to.be.revertedWithCustomError(registry, "WorkRegistryIndirectCall")
        .withArgs(manager);
      const before = await titleOf(registry, workId);
      await slow.sendTransaction({ to: await registry.getAddress(), data });

      expect((await titleOf(registry, workId)).events).to.equal(before.events + 1n);
    });
  }
});
