/**
 * Makes the folders of samples/certificates that are not there, from chains that run meanwhile:
 *
 *     npx hardhat test test/lib/certificates/corpus/make*.ts
 *
 * What is there stays: a version that judges the old ones in another way breaks its word.
 */
import { mine, time } from "@nomicfoundation/hardhat-network-helpers";
import { getAddress, toQuantity } from "ethers";

import type { Certificate } from "../../../../lib/certificates/format";
import { gather } from "../../../../lib/certificates/issue/issue";
import { blocksOf } from "../../../../lib/certificates/members/sign";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { validatorsOf } from "../../../../lib/chain/rpc/validators";
import { write } from "../../../../lib/chain/sending/write";
import { canonicalText } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { Stage } from "../../../cli/shared/stage";
import { sharedStage } from "../../../consortium/stage";
import { TitleStatus } from "../../../shared/enums";
import { someWallet } from "../../../shared/wallets";
import { setStage } from "../../shared/stage";
import { asQbft } from "./as-qbft";
import { casesOf, type Trusts, trustsOf } from "./cases-of";
import { isKept, keep, membersOf, signed, work } from "./keep";

const METADATA = metadataFromFields({ title: "The lighthouse", author: "Aurora" });
const MOST_ATTEMPTS = 30;
/** Of Kaia's extraData: the last byte of the first 32, which counts the rounds that a block took. */
const ROUND = { from: 2 + 2 * 31, to: 2 + 2 * 32 };

const metadataOf = (hash: string): Promise<string | undefined> =>
  Promise.resolve(hash === metadataHash(METADATA) ? canonicalText(METADATA) : undefined);

/** A test that makes folders; none where the first is there. */
const making = (folder: string): typeof it | typeof it.skip => (isKept(folder) ? it.skip : it);

describe("samples/certificates", function () {
  this.timeout(1_200_000);

  async function keepOf(
    folder: string,
    name: string,
    certificate: Certificate,
    { trusts, verdict = "valid" }: { readonly trusts: Trusts; readonly verdict?: "valid" | "on hold" | "annulled" },
  ): Promise<void> {
    await keep(folder, name, certificate, { trusts, cases: casesOf(folder, name, certificate, verdict) });
  }

  making("anvil")("are made on anvil, and of its blocks with QBFT's headers", async () => {
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
        await keepOf("anvil", name, certificate, { trusts: membersOf(certificate.registry), verdict });
      }

      const { contentHash } = work("qbft-form in-force");
      const claim = { owner: aurora.address, contentHash, metadataHash: metadataHash(METADATA) };
      await stage.send("aurora", registry.register.populateTransaction(claim));
      await stage.send("aurora", registry.amend.populateTransaction(contentHash, metadataHash(METADATA)));
      const { certificate, validators } = asQbft(await gather(colophon, { workId: BigInt(contentHash), metadataOf }));
      await keepOf("qbft-form", "in-force", certificate, { trusts: trustsOf(certificate.registry, { validators }) });
    } finally {
      await stage.strike();
    }
  });

  making("hardhat")("are made on Hardhat's chain", async () => {
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
      await keepOf("hardhat", name, certificate, { trusts: membersOf(certificate.registry) });
    }
  });

  making("kaia")(
    "are made on Kaia, while a validator is down, and with a stranger's failed transaction in the block",
    async () => {
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
        await keepOf("kaia", name, certificate, { trusts: trustsOf(certificate.registry, { validators }) });
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
    },
  );
});
