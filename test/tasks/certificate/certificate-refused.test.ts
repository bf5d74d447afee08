import { existsSync } from "node:fs";

import { expect } from "chai";
import { keccak256, toBeHex } from "ethers";
import { network } from "hardhat";

import { encodeHeader } from "../../../lib/proofs/header";
import { writeCertificate } from "../../../tasks/certificate/write";
import { nodeInBetween, type Twist } from "../../lib/shared/node-in-between";
import { refusalOf } from "../../lib/shared/refusal";
import { registerWork, someHash } from "../../shared/fixture";
import { openWorkshop, type Workshop } from "../workshop";

type Answer = Readonly<Record<string, unknown>>;
interface Proof {
  readonly accountProof: readonly string[];
  readonly storageProof: readonly [{ readonly proof: readonly string[] }];
}
interface Receipt {
  readonly logs: readonly { readonly data: string }[];
  readonly cumulativeGasUsed: string;
}

const other = (hex = ""): string => hex.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
const lastChanged = (nodes: readonly string[]): string[] => nodes.with(-1, other(nodes.at(-1)));
const one = (method: string, twist: (answer: never, params: readonly unknown[]) => unknown): Record<string, Twist> => ({
  // What the chain answers to the method.
  [method]: (answer, params) => (answer === null ? null : twist(answer as never, params)),
});
const proof = (twist: (answer: Proof) => Partial<Proof>): Record<string, Twist> =>
  one("eth_getProof", (answer: Proof) => ({ ...answer, ...twist(answer) }));
const receipt = (twist: (answer: Receipt) => Partial<Receipt>): Record<string, Twist> =>
  one("eth_getTransactionReceipt", (answer: Receipt) => ({ ...answer, ...twist(answer) }));
/** With a hash that fits. */
const block = (twist: Answer): Record<string, Twist> =>
  one("eth_getBlockByNumber", (answer: Answer) => {
    const header = { ...answer, ...twist };
    return { ...header, hash: keccak256(encodeHeader("ethereum", header)) };
  });

/** What a node may answer that is not so. */
const LIES: Readonly<Record<string, Record<string, Twist>>> = {
  "an account's node that is another one": proof(({ accountProof }) => ({ accountProof: lastChanged(accountProof) })),
  "no way to the account": proof(() => ({ accountProof: [] })),
  "a way that breaks off": proof(({ accountProof }) => ({ accountProof: accountProof.slice(0, -1) })),
  "a node too many": proof(({ accountProof }) => ({ accountProof: [...accountProof, "0x80"] })),
  "a slot's node that is another one": proof(({ storageProof: [{ proof: nodes }] }) => ({
    storageProof: [{ proof: lastChanged(nodes) }],
  })),
  "the proof of an older block": one("eth_getProof", (_: never, params) => {
    const [address, slots, number] = params;
    return network.provider.send("eth_getProof", [address, slots, `0x${(Number(number) - 2).toString(16)}`]);
  }),
  "a log that says something else": receipt(({ logs }) => ({
    logs: logs.map((log) => (log.data === "0x" ? log : { ...log, data: other(log.data) })),
  })),
  "a receipt without its logs": receipt(() => ({ logs: [] })),
  "a receipt that used other gas": receipt(({ cumulativeGasUsed }) => ({
    cumulativeGasUsed: `0x${(Number(cumulativeGasUsed) + 1).toString(16)}`,
  })),
  "no events": one("eth_getLogs", () => []),
  "headers of another state": block({ stateRoot: toBeHex(7, 32) }),
  "headers of other receipts": block({ receiptsRoot: toBeHex(7, 32) }),
  "headers that do not fit their hash": one("eth_getBlockByNumber", (answer: Answer) => ({
    ...answer,
    stateRoot: toBeHex(7, 32),
  })),
};

/** That the node cannot prove it, has a history with a gap, or headers that are none. */
const REFUSALS = ["TitleNotProvable", "HistoryBroken", "HeaderFormUnknown"];

describe("certificate issue, where a node answers what is not so", () => {
  let workshop: Workshop;
  let workId: bigint;
  before(async () => {
    workshop = await openWorkshop();
    const { registry, accounts } = workshop;
    workId = await registerWork(registry, accounts.aurora);
    for (let count = 0; count < 3; count += 1) await registry.amend(workId, someHash());
  });
  after(() => workshop.close());

  const issued = (out: string, twists: Record<string, Twist>): ReturnType<typeof writeCertificate> =>
    writeCertificate({ ...workshop.colophon, provider: nodeInBetween(twists).provider }, { out }, { workId });

  it("writes nothing that does not hold, whatever the lie, and says what it is", async () => {
    for (const [lie, twists] of Object.entries(LIES)) {
      const out = workshop.at(`${lie}.json`);

      const refusal = await refusalOf(() => issued(out, twists));

      expect(refusal.code, `${lie}: ${refusal.message}`).to.be.oneOf(REFUSALS);
      expect(existsSync(out), lie).to.equal(false);
    }
    const out = workshop.at("true.json");
    await issued(out, {});
    expect(existsSync(out)).to.equal(true);
  });
});
