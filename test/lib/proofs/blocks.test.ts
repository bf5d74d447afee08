import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeRlp, keccak256 } from "ethers";

import { readHeader } from "../../../lib/proofs/header";
import { ProofError } from "../../../lib/proofs/proof-error";
import { readBlock, receiptsOf } from "../../../lib/proofs/read-block";
import { logsOf, receiptKey } from "../../../lib/proofs/receipt";
import { provenValue } from "../../../lib/proofs/trie";
import { claimOf } from "../../shared/fixture";
import { GAS, inOneBlock } from "../shared/one-block";
import { setStage } from "../shared/stage";

describe("readBlock, receiptsOf", () => {
  it("give every block of the chain with its hash, and its receipts with their root", async () => {
    const { provider } = (await setStage()).colophon;

    for (let number = 1; number <= (await time.latestBlock()); number += 1) {
      const block = await readBlock(provider, number);
      const header = readHeader(block.kind, block.bytes, "the header");
      const known = await provider.getBlock(number);
      expect(block.kind).to.equal("ethereum");
      expect(header).to.include({
        number,
        hash: known?.hash,
        parentHash: known?.parentHash,
        timestamp: known?.timestamp,
      });
      expect((await receiptsOf(provider, block)).root).to.equal(header.receiptsRoot);
    }
  });

  it("prove each receipt of a block of many, with its logs, and no other under its number", async () => {
    const { registry, accounts, colophon } = await setStage();
    const { provider } = colophon;
    const claims = Array.from({ length: 20 }, () => claimOf(accounts.aurora));
    const number = await inOneBlock(claims.map((claim) => () => registry.register(claim, GAS)));

    const block = await readBlock(provider, number);
    const { receiptsRoot } = readHeader(block.kind, block.bytes, "the header");
    const trie = await receiptsOf(provider, block);
    for (const [index, { contentHash }] of claims.entries()) {
      const proof = await trie.proofOf(receiptKey(index));
      const receipt = provenValue(receiptsRoot, receiptKey(index), proof, "the receipt");
      const topics = logsOf(receipt ?? "", "the receipt").map((log) => log.topics[1]);
      expect(topics).to.include(contentHash);
    }
    const absent = await trie.proofOf(receiptKey(claims.length));
    expect(provenValue(receiptsRoot, receiptKey(claims.length), absent, "the receipt")).to.equal(undefined);
  });
});

describe("provenValue", () => {
  it("tells a wrong root, a proof that breaks off and one with nodes too many from each other", async () => {
    const { registry, accounts, colophon } = await setStage();
    const { provider } = colophon;
    const claims = Array.from({ length: 20 }, () => claimOf(accounts.aurora));
    const block = await readBlock(
      provider,
      await inOneBlock(claims.map((claim) => () => registry.register(claim, GAS))),
    );
    const { receiptsRoot } = readHeader(block.kind, block.bytes, "the header");
    const key = receiptKey(7);
    const proof = await (await receiptsOf(provider, block)).proofOf(key);
    const [root = "", ...below] = proof;
    expect(below).not.to.deep.equal([]);

    for (const [nodes, fault] of [
      [below, "root"],
      [[], "root"],
      [[root], "malformed"],
      [[root, ...below.slice(1)], "malformed"],
      [[...proof, root], "left-over"],
      [[root, root, ...below], "malformed"],
      [[...proof, encodeRlp(["0x20", "0x01"])], "left-over"],
    ] as const) {
      expect(() => provenValue(receiptsRoot, key, nodes, "the proof"), `${nodes.length} nodes`)
        .to.throw(ProofError)
        .with.property("fault", fault);
    }
  });
});

describe("readHeader", () => {
  it("refuses bytes that are no header, of another kind, or not in their shortest form", async () => {
    const { provider } = (await setStage()).colophon;
    const { bytes } = await readBlock(provider, 1);

    for (const [wrong, kind] of [
      ["0x", "ethereum"],
      ["0xc0", "ethereum"],
      [encodeRlp(["0x01"]), "ethereum"],
      [`${bytes}00`, "ethereum"],
      [bytes.slice(0, -2), "ethereum"],
      [bytes, "qbft"],
      [bytes, "kaia"],
    ] as const) {
      expect(() => readHeader(kind, wrong, "the header"), `${kind} ${wrong.slice(0, 12)}`).to.throw(ProofError);
    }
    expect(readHeader("ethereum", bytes, "the header").hash).to.equal(keccak256(bytes));
  });
});
