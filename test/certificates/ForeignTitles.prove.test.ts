import { expect } from "chai";
import { getAddress, toBeHex, toQuantity, ZeroAddress, ZeroHash } from "ethers";

import { linksOf } from "../../lib/certificates/foreign/links";
import { gather } from "../../lib/certificates/issue/issue";
import { judge } from "../../lib/certificates/judge/judge";
import { signBlocks } from "../../lib/certificates/members/sign";
import { TITLE_STATUSES } from "../../lib/chain/contracts/enums";
import { titleSlot } from "../../lib/proofs/slots/title-slot";
import { setCertified, signedBy, trustOf } from "../lib/certificates/certified";
import type { Stage } from "../lib/shared/stage";
import { someHash } from "../shared/fixture";
import { admitted, beside, memberSource, proofOf, sampleSource, WINDOW } from "./foreign";

const HELD = 1;

/** The proofs of the registry's account and of a title's slot, as of an older block. */
async function proofsAt({ colophon }: Stage, workId: bigint, block: number): Promise<[string[], string[]]> {
  const { provider, registry } = colophon;
  const parameters = [await registry.getAddress(), [titleSlot(workId)], toQuantity(block)];
  // As EIP-1186 has it.
  const { accountProof, storageProof } = (await provider.send("eth_getProof", parameters)) as {
    accountProof: string[];
    storageProof: { proof: string[] }[];
  };
  return [accountProof, storageProof[0]?.proof ?? []];
}

describe("ForeignTitles: prove", () => {
  for (const [folder, name] of [
    ["kaia", "validator-down"],
    ["kaia", "strangers-failure"],
    ["qbft-form", "in-force"],
    ["anvil", "in-force"],
    ["anvil", "held"],
    ["anvil", "annulled"],
  ] as const) {
    it(`knows of the title what its certificate proves: ${folder}/${name}`, async () => {
      const { foreign, sourceId, certificate, trust } = await sampleSource(folder, name);
      const { proven } = await judge(certificate, { trust });
      if (proven?.title === undefined) throw new Error("the certificate proves no title");
      const { owner, registeredAt, changedAtBlock, events, hasMoved, status } = proven.title;
      const workId = certificate.work.id;
      expect(await foreign.foreignTitle(sourceId, workId)).to.deep.equal([
        [ZeroAddress, 0n, 0n, 0n, 0n, false, 0n],
        0n,
        0n,
      ]);

      const proof = await proofOf({ foreign, sourceId, certificate });
      await expect(foreign.prove(sourceId, workId, proof))
        .to.emit(foreign, "ForeignTitleProven")
        .withArgs(sourceId, workId, getAddress(owner), status, registeredAt, changedAtBlock, proven.block, 0);

      const finalAt = registeredAt + WINDOW;
      const numbers = [registeredAt, finalAt, changedAtBlock, events].map(BigInt);
      expect(await foreign.foreignTitle(sourceId, workId)).to.deep.equal([
        [getAddress(owner), ...numbers, hasMoved, BigInt(status)],
        BigInt(proven.block),
        BigInt(proven.time),
      ]);
    });
  }

  it("takes an order of the source over, and refuses every older proof from then on", async () => {
    const source = await memberSource();
    const { foreign, sourceId, certificate, certified } = source;
    const { stage, workId } = certified;
    const older = await proofOf(source);
    await foreign.prove(sourceId, workId, older);
    await stage.manager.grantRole(2, stage.accounts.adjudicator, 0);
    await stage.registry.connect(stage.accounts.adjudicator).setStatus(workId, HELD, someHash());
    const checkpoints = await signedBy(stage, workId);
    const held = await gather(stage.colophon, { workId, checkpoints });

    await expect(foreign.prove(sourceId, workId, await proofOf({ ...source, certificate: held })))
      .to.emit(foreign, "ForeignTitleProven")
      .withArgs(
        ...[sourceId, workId, stage.accounts.aurora.address, HELD],
        ...[
          (await stage.registry.titleOf(workId)).registeredAt,
          held.state.block,
          held.state.block,
          certificate.state.block,
        ],
      );

    const { title } = await foreign.foreignTitle(sourceId, workId);
    expect(TITLE_STATUSES[Number(title.status)]).to.equal("held");
    for (const [proof, block] of [
      [older, certificate.state.block],
      [await proofOf({ ...source, certificate: held }), held.state.block],
    ] as const) {
      await expect(foreign.prove(sourceId, workId, proof))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesNotNewer")
        .withArgs(sourceId, workId, block, held.state.block);
    }
  });

  it("believes a block that a later one leads back to, which members have signed", async () => {
    const certified = await setCertified();
    const { stage, workId, trust } = certified;
    const { colophon, accounts } = stage;
    const block = await colophon.provider.getBlockNumber();
    await stage.registry.amend(workId, someHash());
    await stage.registry.amend(workId, someHash());
    const first = await signBlocks(colophon, accounts.admin, [], [block + 2]);
    const { checkpoints } = await signBlocks(colophon, accounts.guardian, first.checkpoints, []);
    const newest = await gather(colophon, { workId, checkpoints: { ...first, checkpoints } });
    const source = await admitted(await beside(stage), newest, trust);
    const { foreign, sourceId } = source;
    const [account, storage] = await proofsAt(stage, workId, block + 1);
    const linked = { ...newest, state: { block: block + 1, account, storage } };
    expect(linksOf(linked).map(({ number }) => number)).to.deep.equal([block + 1, block + 2]);
    const proof = await proofOf({ ...source, certificate: linked });
    expect(proof.headers).to.have.length(2);
    const [older = "", later = ""] = proof.headers as string[];

    for (const [headers, index] of [
      [[older, older], 1],
      [[older, later, later], 2],
      [[], 0],
    ] as const) {
      await expect(foreign.prove(sourceId, workId, { ...proof, headers: [...headers] }))
        .to.be.revertedWithCustomError(foreign, "ForeignTitlesHeaderNotLinked")
        .withArgs(index);
    }
    await foreign.prove(sourceId, workId, proof);
    expect((await foreign.foreignTitle(sourceId, workId)).sourceBlock).to.equal(block + 1);
  });

  it("tells works apart whose ids differ in the last four bytes alone", async () => {
    const certified = await setCertified();
    const { stage } = certified;
    const ids = [1, 2].map((last) => BigInt(`0x${"ab".repeat(28)}0000000${last}`));
    for (const workId of ids) {
      const owner = stage.accounts.aurora.address;
      await stage.registry.register({ owner, contentHash: toBeHex(workId, 32), metadataHash: ZeroHash });
    }
    const [one = 0n, two = 0n] = ids;
    const certificate = await gather(stage.colophon, { workId: one, checkpoints: await signedBy(stage, one) });
    const source = await admitted(await beside(stage), certificate, trustOf(certificate, stage));
    const { foreign, sourceId } = source;
    const proof = await proofOf(source);

    await expect(foreign.prove(sourceId, two, proof)).to.be.revertedWithCustomError(
      foreign,
      "ForeignTitlesTitleNotProven",
    );
    await foreign.prove(sourceId, one, proof);
    expect((await foreign.foreignTitle(sourceId, two)).sourceBlock).to.equal(0);
  });
});
