import { ed25519 } from "@noble/curves/ed25519";
import { expect } from "chai";

import { formatHead, type HeadSigner, originOf, parseHead, verifierKeysOf } from "../../../lib/log/head";
import { didOf, keyNameOf, logKeyOf, pemOf } from "../../../lib/log/key";
import { encodeLeaf, hashLeaf } from "../../../lib/log/leaf";
import type { RegistryLog } from "../../../lib/log/log";
import { signLog } from "../../../lib/log/signed";
import { LogTree } from "../../../lib/log/tree";
import type { Shelf } from "../../../lib/store/records";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

const REGISTRY = { chainId: 31337, address: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0" };
const ORIGIN = originOf(REGISTRY);
const TIME = 1_795_317_622;
const COSIGNED = 12;

function signerOf(digit: string): HeadSigner {
  return { address: `0x${digit.repeat(40)}`, key: logKeyOf(`0x${digit.repeat(64)}`, ORIGIN) };
}

function logOf(...words: string[]): RegistryLog {
  const hashes = words.map((word) => {
    const event = { block: 1, time: TIME, transactionHash: `0x${"00".repeat(32)}`, topics: [] };
    return hashLeaf(encodeLeaf(REGISTRY, { ...event, data: `0x${Buffer.from(word).toString("hex")}` }));
  });
  return { registry: REGISTRY, origin: ORIGIN, tree: new LogTree(Buffer.concat(hashes)) };
}

describe("signLog", () => {
  const [one, other] = [signerOf("1"), signerOf("2")];
  let folder: TemporaryFolder;
  let shelf: Shelf;
  beforeEach(async () => {
    folder = await temporaryFolder();
    shelf = { home: folder.at("home"), network: "embedded", registry: REGISTRY.address };
  });
  afterEach(() => folder.remove());

  it("signs the head as the log, and as a cosigner with the time", async () => {
    const log = logOf("a", "b", "c");
    const { head, note } = await signLog(log, shelf, one, TIME);

    expect(head).to.deep.equal({ origin: ORIGIN, size: 3, root: log.tree.root() });
    expect(note.text).to.equal(`${ORIGIN}\n3\n${log.tree.root().toString("base64")}\n`);
    const [asLog = "", asCosigner = ""] = note.signatures.map((line) => line.split(" ")[2] ?? "");
    const key = one.key.publicKey;
    expect(ed25519.verify(Buffer.from(asLog, "base64").subarray(4), Buffer.from(note.text), key)).to.equal(true);
    const stamped = Buffer.from(asCosigner, "base64");
    expect(Number(stamped.readBigUInt64BE(4))).to.equal(TIME);
    const message = Buffer.from(`cosignature/v1\ntime ${TIME}\n${note.text}`);
    expect(ed25519.verify(stamped.subarray(COSIGNED), message, key)).to.equal(true);
  });

  it("signs beside others, of a log that has grown since too, and each once", async () => {
    const first = await signLog(logOf("a", "b"), shelf, one, TIME);
    const read = parseHead(formatHead(first), ORIGIN, "head");
    const both = await signLog(logOf("a", "b", "c"), shelf, other, TIME, read);
    const again = await signLog(logOf("a", "b", "c"), shelf, one, TIME + 1, both);

    expect(both.head).to.deep.equal(first.head);
    expect(both.note.signatures.length).to.equal(4);
    expect(again.note.signatures.length).to.equal(4);
    expect(again.note.signatures).not.to.deep.equal(both.note.signatures);
  });

  it("signs nothing beside a head that is another log's than this node's", async () => {
    const theirs = await signLog(logOf("a", "x"), shelf, other, TIME);

    const sign = (log: RegistryLog) => refusalOf(() => signLog(log, shelf, one, TIME, theirs));
    expect(await sign(logOf("a", "b", "c"))).to.include({ code: "LogForked", exitCode: 3 });
    expect(await sign(logOf("a"))).to.include({ code: "LogTooShort", exitCode: 3 });
  });

  it("signs nothing that does not go on from what the account has signed", async () => {
    await signLog(logOf("a", "b"), shelf, one, TIME);
    const earlier = await signLog(logOf("a"), shelf, other, TIME);
    await signLog(logOf("a", "b"), shelf, one, TIME, earlier);

    const forked = await refusalOf(() => signLog(logOf("a", "x", "c"), shelf, one, TIME));
    expect(forked).to.include({ code: "LogForked", exitCode: 3 });
    const shorter = await refusalOf(() => signLog(logOf("a"), shelf, one, TIME));
    expect(shorter).to.include({ code: "LogTooShort", exitCode: 3 });
    expect((await signLog(logOf("a", "b", "c"), shelf, one, TIME)).head.size).to.equal(3);
  });

  it("refuses what is no head, and the head of another log", async () => {
    const text = formatHead(await signLog(logOf("a"), shelf, one, TIME));
    const refused = (wrong: string, origin = ORIGIN) => refusalOf(() => parseHead(wrong, origin, "head"));

    for (const wrong of [
      text.replace("\n1\n", "\n01\n"),
      text.replace("\n1\n", "\n1\n\n"),
      text.replace("=\n", "\n"),
    ]) {
      expect(wrong).not.to.equal(text);
      expect(await refused(wrong), wrong).to.include({ code: "NotALogHead", exitCode: 2 });
    }
    expect(await refused(text, "another")).to.include({ code: "HeadOfOtherLog", exitCode: 2 });
    expect(await refused("{}")).to.include({ code: "NotASignedNote", exitCode: 2 });
  });
});

describe("logKeyOf", () => {
  it("gives an account one key for each log, which is written in every form", () => {
    const key = logKeyOf(`0x${"1".repeat(64)}`, ORIGIN);
    const again = logKeyOf(`0x${"1".repeat(64)}`, ORIGIN);

    expect(key.publicKey).to.deep.equal(again.publicKey);
    expect(key.publicKey).not.to.deep.equal(logKeyOf(`0x${"1".repeat(64)}`, "another").publicKey);
    expect(didOf(key.publicKey)).to.match(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
    expect(keyNameOf(key.publicKey)).to.equal(`${didOf(key.publicKey)}#${didOf(key.publicKey).slice(8)}`);
    expect(pemOf(key.publicKey)).to.match(/^-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA/);
    const { log, cosigner } = verifierKeysOf(ORIGIN, signerOf("1"));
    expect(log).to.match(new RegExp(`^${ORIGIN}\\+[0-9a-f]{8}\\+A[Q-Za-f]`));
    expect(cosigner).to.match(new RegExp(`^${ORIGIN}/0x1{40}\\+[0-9a-f]{8}\\+B`));
  });
});
