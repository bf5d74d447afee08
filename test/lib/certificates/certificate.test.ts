import { expect } from "chai";

import { signCheckpoint } from "../../../lib/certificates/checkpoint";
import { gather } from "../../../lib/certificates/issue";
import { judge } from "../../../lib/certificates/judge/judge";
import { readHeader } from "../../../lib/certificates/proof/header";
import { readBlock } from "../../../lib/certificates/proof/read-block";
import type { Trust } from "../../../lib/certificates/trust";
import { claimOf, registerWork, someHash } from "../../shared/fixture";
import { setStage } from "../shared/stage";

describe("certificates", () => {
  it("go", async () => {
    const stage = await setStage();
    const { registry, accounts, colophon } = stage;
    const workId = await registerWork(registry, accounts.aurora);
    for (let i = 0; i < 4; i += 1) await registry.amend(workId, someHash());
    const own = { chainId: 31337, address: await registry.getAddress() };
    const bare = await gather(colophon, { workId });
    const checkpoints = [];
    for (const { header } of bare.blocks) {
      const { number, hash, stateRoot } = readHeader(bare.headers, header, "x");
      const at = { blockNumber: number, blockHash: hash, stateRoot };
      const members = [];
      for (const member of [accounts.admin, accounts.guardian]) {
        members.push({ by: member.address, signature: await signCheckpoint(member, own, at) });
      }
      checkpoints.push({ ...at, members });
    }
    const full = await gather(colophon, { workId, checkpoints: { format: "colophon-checkpoints/1", registry: own, checkpoints } });
    const trust: Trust = {
      format: "colophon-trust/1",
      registry: own,
      members: { threshold: 2, keys: [{ name: "a", address: accounts.admin.address }, { name: "b", address: accounts.guardian.address }] },
    };
    console.log(bare.headers, JSON.stringify(full).length, full.blocks.length, full.history.length);
    console.log(await judge(bare, { trust }).then(({ verdict, reason }) => ({ verdict, reason })));
    const found = await judge(full, { trust });
    console.log(found.verdict, found.reason, found.proven?.title);
    const t = performance.now();
    for (let i = 0; i < 20; i += 1) await judge(full, { trust });
    console.log((performance.now() - t) / 20, "ms");
    expect(found.verdict).to.equal("valid");
  });
});
