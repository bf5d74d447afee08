import { expect } from "chai";
import { getAddress, keccak256, toBeHex, toUtf8Bytes } from "ethers";

import { provenSlot, provenStorage } from "../../../../lib/proofs/account";
import { readHeader } from "../../../../lib/proofs/header";
import { readBlock } from "../../../../lib/proofs/read-block";
import { readSlot, titleSlot } from "../../../../lib/proofs/slots/title-slot";
import { TitleStatus } from "../../../shared/enums";
import { registerWork, someHash } from "../../../shared/fixture";
import { setStage } from "../../shared/stage";

describe("titleSlot, readSlot", () => {
  it("are where and what the registry keeps of a title", async () => {
    const { registry, accounts, colophon } = await setStage();
    const { provider } = colophon;
    const workId = await registerWork(registry, accounts.aurora);
    await registry.amend(workId, someHash());
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());

    const slot = readSlot(BigInt(await provider.getStorage(registry, titleSlot(workId))));

    const title = await registry.titleOf(workId);
    expect(slot).to.deep.equal({
      owner: title.owner.toLowerCase(),
      registeredAt: Number(title.registeredAt),
      changedAtBlock: Number(title.changedAtBlock),
      status: TitleStatus.Held,
      hasMoved: false,
      events: 3,
    });
  });

  it("are empty for a work that is not registered", async () => {
    const { registry, colophon } = await setStage();
    const { provider } = colophon;

    const workId = BigInt(keccak256(toUtf8Bytes("nobody's")));
    expect(readSlot(BigInt(await provider.getStorage(registry, titleSlot(workId))))).to.equal(undefined);
    expect(titleSlot(2n ** 256n - 1n)).to.match(/^0x[0-9a-f]{64}$/);
  });
});

describe("provenSlot", () => {
  it("proves what a title's slot holds, and that one is empty", async () => {
    const { registry, accounts, colophon } = await setStage();
    const { provider } = colophon;
    const address = (await registry.getAddress()).toLowerCase();
    const registered = await registerWork(registry, accounts.aurora);
    const { kind, bytes } = await readBlock(provider, await provider.getBlockNumber());
    const { stateRoot, number } = readHeader(kind, bytes, "the header");

    for (const workId of [registered, BigInt(someHash())]) {
      const answer = (await provider.send("eth_getProof", [address, [titleSlot(workId)], toBeHex(number)])) as {
        accountProof: string[];
        storageProof: { proof: string[] }[];
      };
      const account = { contract: address, proof: answer.accountProof, what: "the account" };
      const storage = provenStorage(kind, stateRoot, account);
      const value = provenSlot(storage, titleSlot(workId), answer.storageProof[0]?.proof ?? [], "the slot");
      expect(value).to.equal(BigInt(await provider.getStorage(address, titleSlot(workId))));
      expect(value === 0n).to.equal(workId !== registered);
    }
    expect(getAddress(address)).to.equal(await registry.getAddress());
  });
});
