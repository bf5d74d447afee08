import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { hashFile } from "../../../lib/hashing/hash-file";
import { refusalOf } from "../shared/refusal";
import type { TemporaryFolder } from "../shared/temporary-folder";
import { temporaryFolder } from "../shared/temporary-folder";

/** The lines of a CAVP response file as pairs, in order: "Len = 8" is ["Len", "8"]. */
function readResponses(name: string): [key: string, value: string][] {
  const text = readFileSync(join(__dirname, "../../vectors/nist", name), "utf8");
  return [...text.matchAll(/^(\w+) = (\w+)\r?$/gm)].map(([, key = "", value = ""]) => [key, value]);
}

interface Vector {
  message: Buffer;
  hash: string;
}

/** SHAVS section 6.2: Len in bits, Msg in hex (00 when Len is 0), MD in hex. */
function readMessages(name: string): Vector[] {
  const pairs = readResponses(name);
  const valuesOf = (wanted: string) => pairs.filter(([key]) => key === wanted).map(([, value]) => value);
  const [messages, hashes] = [valuesOf("Msg"), valuesOf("MD")];
  return valuesOf("Len").map((bits, i) => ({
    message: Buffer.from(messages[i] ?? "", "hex").subarray(0, Number(bits) / 8),
    hash: `0x${hashes[i] ?? ""}`,
  }));
}

describe("hashFile on the SHA-256 vectors of NIST's CAVP", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  async function hashOfFileWith(message: Buffer): Promise<string> {
    const path = folder.at("message.bin");
    writeFileSync(path, message);
    return (await hashFile(path)).contentHash;
  }

  it("agrees on the 64 short messages that have bytes", async () => {
    const vectors = readMessages("SHA256ShortMsg.rsp").filter(({ message }) => message.length > 0);
    expect(vectors).to.have.length(64);

    for (const { message, hash } of vectors) {
      expect(await hashOfFileWith(message), `${message.length} bytes`).to.equal(hash);
    }
  });

  it("agrees on the 64 long messages", async () => {
    const vectors = readMessages("SHA256LongMsg.rsp");
    expect(vectors).to.have.length(64);

    for (const { message, hash } of vectors) {
      expect(await hashOfFileWith(message), `${message.length} bytes`).to.equal(hash);
    }
  });

  it("refuses the message of no bytes, whose hash everybody can claim", async () => {
    const path = folder.at("message.bin");
    writeFileSync(path, "");

    const refusal = await refusalOf(() => hashFile(path));

    expect(refusal.message).to.equal(`${path} is empty: every empty file has the same hash, so nobody can own it`);
    expect(refusal.exitCode).to.equal(2);
  });
});

describe("hashBytes on the SHA-256 vectors of NIST's CAVP", () => {
  it("agrees on the message of no bytes", () => {
    const vectors = readMessages("SHA256ShortMsg.rsp").filter(({ message }) => message.length === 0);
    expect(vectors).to.have.length(1);

    for (const { message, hash } of vectors) expect(hashBytes(message)).to.equal(hash);
  });

  it("agrees on the 100 checkpoints of the Monte Carlo test", () => {
    const [[seedKey, firstSeed] = ["", ""], ...rest] = readResponses("SHA256Monte.rsp");
    const checkpoints = rest.filter(([key]) => key === "MD").map(([, value]) => value);
    expect(seedKey).to.equal("Seed");
    expect(checkpoints).to.have.length(100);

    let seed = firstSeed;
    for (const [count, checkpoint] of checkpoints.entries()) {
      seed = monteCarloRound(seed);
      expect(seed, `COUNT = ${count}`).to.equal(checkpoint);
    }
  });
});

/** The inner loop of SHAVS section 6.4: 1,000 times, the hash of the three hashes before it. */
function monteCarloRound(seed: string): string {
  let [first, second, third] = [seed, seed, seed];
  for (let i = 0; i < 1000; i++) {
    const hash = hashBytes(Buffer.from(first + second + third, "hex")).slice(2);
    [first, second, third] = [second, third, hash];
  }
  return third;
}
