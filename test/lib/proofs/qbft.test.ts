import { expect } from "chai";
import { getAddress, type JsonRpcApiProvider, keccak256 } from "ethers";

import { quorumOf } from "../../../lib/chain/rpc/validators";
import { qbftExtra } from "../../../lib/proofs/extra-data";
import { encodeHeader, readHeader } from "../../../lib/proofs/header";
import { readBlock } from "../../../lib/proofs/read-block";
import { oneForm, sealDigest, signerOf } from "../../../lib/proofs/signatures/seals";
import vector from "../../vectors/qbft/besu.json";

describe("A block that Besu's validators have made", () => {
  const { block, validators } = vector;
  /** As it is hashed: without the round and the seals. */
  const bytes = encodeHeader("qbft", { ...block, extraData: qbftExtra(block.extraData).hashed });

  it("is read as one of QBFT, with the round and the seals that stand beside what is hashed", async () => {
    const hash = keccak256(bytes);
    const node = { send: () => Promise.resolve({ ...block, hash, transactions: [] }) };

    const read = await readBlock(node as unknown as JsonRpcApiProvider, Number(block.number)); // all that is asked of it

    expect(read).to.include({ kind: "qbft", bytes, hash });
    expect(read.seals?.round).to.equal(vector.round);
    expect(read.seals?.signatures.length).to.equal(quorumOf("qbft", validators.length));
    expect(readHeader("qbft", bytes, "the header")).to.include({
      ...{ hash, number: Number(block.number), timestamp: Number(block.timestamp) },
      ...{ parentHash: block.parentHash, stateRoot: block.stateRoot, receiptsRoot: block.receiptsRoot },
    });
  });

  it("is sealed by three of the four, each once, over the hash with its own round and no other", () => {
    const { seals } = qbftExtra(block.extraData);
    const signersOf = (round: string): readonly (string | undefined)[] =>
      seals.map((seal) => signerOf(sealDigest("qbft", bytes, round) ?? "", oneForm(seal)));
    const known = validators.map((each) => getAddress(each));

    expect(sealDigest("qbft", bytes, vector.round)).to.equal(vector.signed);
    expect(known).to.include.members([...signersOf(vector.round)]);
    expect(new Set(signersOf(vector.round)).size).to.equal(seals.length);
    for (const other of ["0x", "0x02"]) expect(known).not.to.include.members([...signersOf(other)]);
  });
});
