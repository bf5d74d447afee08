/**
 * Makes samples/certificates anew, from chains that run meanwhile:
 *
 *     npx hardhat test test/lib/certificates/corpus/make.ts
 *
 * What is there is thrown away. Do so only to add to it: a version that judges the old ones in another way breaks its word.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { type BaseWallet, getAddress, sha256, toQuantity, toUtf8Bytes } from "ethers";

import type { CheckedRegistry } from "../../../../lib/certificates/checkpoint";
import type { Checkpoints } from "../../../../lib/certificates/checkpoints";
import { textOf } from "../../../../lib/certificates/file";
import type { Certificate } from "../../../../lib/certificates/format";
import { gather } from "../../../../lib/certificates/issue/issue";
import { blocksOf, signBlocks } from "../../../../lib/certificates/members/sign";
import type { Colophon } from "../../../../lib/chain/contracts/colophon";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { validatorsOf } from "../../../../lib/chain/rpc/validators";
import { write } from "../../../../lib/chain/sending/write";
import { canonicalText } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { Stage } from "../../../cli/stage";
import { sharedStage } from "../../../consortium/stage";
import { TitleStatus } from "../../../shared/enums";
import { someWallet } from "../../../shared/wallets";
import { setStage } from "../../shared/stage";
import { verdictOf } from "../verdict-of";
import { asQbft } from "./as-qbft";
import { asked, CORPUS, type CorpusCase, readCases, words } from "./cases";
import { casesOf, type Trusts, trustsOf } from "./cases-of";

const MEMBERS = [devWallet("admin"), devWallet("guardian")];
const METADATA = metadataFromFields({ title: "The lighthouse", author: "Aurora" });
const MOST_ATTEMPTS = 30;
/** Of Kaia's extraData: the last byte of the first 32, which counts the rounds that a block took. */
const ROUND = { from: 2 + 2 * 31, to: 2 + 2 * 32 };

const cases: CorpusCase[] = [];

/** A work of this name, and its hash. */
function work(name: string): { text: string; contentHash: string } {
  const text = `The text of the work ${name}.\n`;
  return { text, contentHash: sha256(toUtf8Bytes(text)) };
}

/** Writes a certificate, its work and whom to believe, and notes what is said of it. */
function keep(
  folder: string,
  name: string,
  certificate: Certificate,
  { trusts, verdict = "valid" }: { readonly trusts: Trusts; readonly verdict?: "valid" | "on hold" | "annulled" },
): void {
  const at = (file: string): string => join(CORPUS, folder, file);
  mkdirSync(join(CORPUS, folder), { recursive: true });
  writeFileSync(at(`${name}.json`), textOf(certificate));
  writeFileSync(at(`${name}.work.txt`), work(`${folder} ${name}`).text);
  for (const [file, trust] of Object.entries(trusts)) writeFileSync(at(`${file}.json`), `${JSON.stringify(trust)}\n`);
  cases.push(...casesOf(folder, name, certificate, verdict));
}

async function signed(colophon: Colophon, numbers: readonly number[]): Promise<Checkpoints> {
  let all: Checkpoints["checkpoints"] = [];
  for (const member of MEMBERS) all = (await signBlocks(colophon, member, all, numbers)).checkpoints;
  return signBlocks(colophon, MEMBERS[0] as BaseWallet, all, []);
}

const membersOf = (registry: CheckedRegistry): Trusts =>
  trustsOf(registry, { members: MEMBERS.map(({ address }) => address) });

const metadataOf = (hash: string): Promise<string | undefined> =>
  Promise.resolve(hash === metadataHash(METADATA) ? canonicalText(METADATA) : undefined);

describe("samples/certificates", function () {
  this.timeout(1_200_000);

  before(() => {
    for (const { name } of readdirSync(CORPUS, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      rmSync(join(CORPUS, name), { recursive: true });
    }
  });

  it("are made on anvil, and of its blocks with QBFT's headers", async () => {
    const stage = await Stage.set();
    try {
      const { colophon } = stage;
      const { registry } = colophon;
      const aurora = devWallet("aurora");
      for (const [name, status, verdict] of [
        ["in-force", undefined, "valid"],
        ["held", TitleStatus.Held, "on hold"],
        ["annulled", TitleStatus.Annulled, "annulled"],
      ] as const) {
        const { contentHash } = work(`anvil ${name}`);
        const others = ["one", "two"].map((other) => work(`${name} ${other}`).contentHash);
        const claims = [contentHash, ...others].map((hash) => ({ contentHash: hash, metadataHash: hash }));
        await stage.send("aurora", registry.registerMany.populateTransaction(aurora.address, claims));
        await stage.send("aurora", registry.amend.populateTransaction(contentHash, metadataHash(METADATA)));
        if (status !== undefined) {
          await stage.send("adjudicator", registry.setStatus.populateTransaction(contentHash, status, contentHash));
        }
        const workId = BigInt(contentHash);
        const checkpoints = await signed(colophon, await blocksOf(colophon, workId));
        const certificate = await gather(colophon, { workId, metadataOf, checkpoints });
        keep("anvil", name, certificate, { trusts: membersOf(certificate.registry), verdict });
      }

      const { contentHash } = work("qbft-form in-force");
      const claim = { owner: aurora.address, contentHash, metadataHash: metadataHash(METADATA) };
      await stage.send("aurora", registry.register.populateTransaction(claim));
      await stage.send("aurora", registry.amend.populateTransaction(contentHash, metadataHash(METADATA)));
      const { certificate, validators } = asQbft(await gather(colophon, { workId: BigInt(contentHash), metadataOf }));
      keep("qbft-form", "in-force", certificate, { trusts: trustsOf(certificate.registry, { validators }) });
    } finally {
      await stage.strike();
    }
  });

  it("are made on Hardhat's chain", async () => {
    const { colophon, registry, accounts, validUntil } = await setStage();
    for (const name of ["moved", "linked"]) {
      const { contentHash } = work(`hardhat ${name}`);
      const owner = accounts.aurora;
      await registry.register({ owner: owner.address, contentHash, metadataHash: metadataHash(METADATA) });
      if (name === "moved") {
        await time.increaseTo((await registry.titleOf(contentHash)).finalAt);
        await registry.offerTitle(contentHash, accounts.borealis, contentHash, validUntil);
        await registry.connect(accounts.borealis).acceptTitle(contentHash, contentHash);
      }
      // The headers between lead from the newest block, which alone is signed, to the one of the event.
      else await mine(2);
      const workId = BigInt(contentHash);
      const numbers = await blocksOf(colophon, workId);
      const checkpoints = await signed(colophon, name === "linked" ? numbers.slice(-1) : numbers);
      const certificate = await gather(colophon, { workId, metadataOf, checkpoints });
      keep("hardhat", name, certificate, { trusts: membersOf(certificate.registry) });
    }
  });

  it("are made on Kaia, while a validator is down, and with a stranger's failed transaction in the block", async () => {
    const stage = await sharedStage();
    const [publisher] = await stage.publishers(1);
    if (publisher === undefined) throw new Error("there is no publisher");
    const colophon = await stage.through();
    const { registry, provider, chainId } = colophon;
    const validators = (await validatorsOf(provider))?.accounts.map((address) => getAddress(address)) ?? [];
    const claimed = (name: string) => {
      const { contentHash } = work(name);
      return { owner: publisher.address, contentHash, metadataHash: metadataHash(METADATA) };
    };
    const keepKaia = async (name: string, contentHash: string): Promise<void> => {
      const certificate = await gather(colophon, { workId: BigInt(contentHash), metadataOf });
      keep("kaia", name, certificate, { trusts: trustsOf(certificate.registry, { validators }) });
    };

    const down = claimed("kaia validator-down");
    await write(colophon, publisher, registry.register.populateTransaction(down));
    await stage.network.kill(4);
    let rounds = 0;
    for (let turn = 0; rounds === 0 && turn < MOST_ATTEMPTS; turn += 1) {
      const call = registry.amend.populateTransaction(down.contentHash, down.metadataHash);
      const { block } = await write(colophon, publisher, call);
      const header = (await provider.send("klay_getHeaderByNumber", [toQuantity(block)])) as { extraData: string };
      rounds = Number(`0x${header.extraData.slice(ROUND.from, ROUND.to)}`);
    }
    if (rounds === 0) throw new Error("no block took more than one round");
    await keepKaia("validator-down", down.contentHash);
    await stage.network.start();

    for (let turn = 0; turn < MOST_ATTEMPTS; turn += 1) {
      const beside = claimed("kaia strangers-failure");
      const stranger = someWallet();
      const { to, data } = await registry.register.populateTransaction({ ...beside, owner: stranger.address });
      const fails = await stranger.signTransaction({
        ...{ chainId, to, data, nonce: 0, type: 0, gasPrice: 0n, gasLimit: 500_000n },
      });
      const call =
        turn === 0
          ? registry.register.populateTransaction(beside)
          : registry.amend.populateTransaction(beside.contentHash, beside.metadataHash);
      const [own, sent] = await Promise.all([write(colophon, publisher, call), provider.broadcastTransaction(fails)]);
      const theirs = await sent.wait(1).catch(() => provider.getTransactionReceipt(sent.hash));
      if (theirs?.status === 0 && theirs.blockNumber === own.block) {
        await keepKaia("strangers-failure", beside.contentHash);
        return;
      }
    }
    throw new Error("the stranger's transaction was never in the same block");
  });

  it("are judged as is written down", async () => {
    writeFileSync(join(CORPUS, "cases.json"), `[\n${cases.map((each) => JSON.stringify(each)).join(",\n")}\n]\n`);
    const wrong = [];
    for (const each of readCases()) {
      const { certificate, ...question } = asked(each);
      const verdict = await verdictOf({ certificate, ...question });
      if (verdict !== each.verdict) wrong.push(`${words(each)}: ${verdict}`);
    }
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
  });
});
