import { readFile } from "node:fs/promises";

import { expect } from "chai";
import { getAddress, Wallet } from "ethers";

import { sampleMembersFolder } from "../../lib/accounts/sample-members";
import { readCheckpoints } from "../../lib/certificates/checkpoints";
import { gather } from "../../lib/certificates/issue/issue";
import { judge } from "../../lib/certificates/judge/judge";
import { namedBy, trustNamed } from "../../lib/certificates/members/trust-of-chain";
import type { Trust } from "../../lib/certificates/trust";
import { follow } from "../../lib/certificates/trust/follow";
import { signNewest, withChange } from "../../lib/certificates/trust/update";
import { validatorsOf } from "../../lib/chain/rpc/validators";
import { write } from "../../lib/chain/sending/write";
import { readHeader } from "../../lib/proofs/header";
import { readBlock, receiptsOf } from "../../lib/proofs/read-block";
import { rpc } from "../../scripts/chain/anvil";
import { type MemberAtNode, memberKeys, signEvery } from "../../scripts/consortium/checkpoints";
import { nodeKeyPath } from "../../scripts/consortium/create";
import { waitFor } from "../../scripts/shared/wait";
import { refusalOf } from "../lib/shared/refusal";
import { someAddress, someWallet } from "../shared/wallets";
import { type ConsortiumStage, hashOf, sharedStage } from "./stage";

const ALL = [1, 2, 3, 4];
/** Headers lead on over eight blocks. */
const EVERY = 4;
const RECEIPT_MS = 20_000;
const PATIENCE_MS = 120_000;
const MOST_BYTES_OF_FIVE_EVENTS = 40_000;

describe("A certificate on a consortium network", function () {
  this.timeout(300_000);
  let stage: ConsortiumStage;
  before(async function () {
    this.timeout(900_000);
    stage = await sharedStage();
  });
  afterEach(async () => {
    await stage.network.start();
  });

  it("is believed by the validators' seals, also of blocks that were made while one was down", async () => {
    const [publisher] = await stage.publishers(1);
    if (publisher === undefined) throw new Error("there is no publisher");
    const colophon = await stage.through();
    const { registry, provider } = colophon;
    const contentHash = hashOf("certified", publisher.address);
    const claim = { owner: publisher.address, contentHash, metadataHash: hashOf("metadata") };
    const validators = (await validatorsOf(provider))?.accounts.map((address) => ({
      name: "",
      address: getAddress(address),
    }));
    if (validators === undefined) throw new Error("the node names no validators");

    await write(colophon, publisher, registry.register.populateTransaction(claim));
    await stage.network.kill(4);
    for (const turn of ALL) {
      await write(colophon, publisher, registry.amend.populateTransaction(contentHash, hashOf("metadata", turn)));
    }

    const certificate = await gather(colophon, { workId: BigInt(contentHash) });
    const own: Trust = { format: "colophon-trust/1", registry: certificate.registry, validators };
    const strangers = validators.map(() => ({ name: "", address: someAddress() }));
    expect(certificate.headers).to.equal("kaia");
    expect(certificate.history.length).to.equal(1 + ALL.length);
    expect(await judge(certificate, { trust: own })).to.include({ verdict: "valid" });
    expect(await judge(certificate, { trust: { ...own, validators: strangers } })).to.include({
      verdict: "signers unknown",
    });
    expect(JSON.stringify(certificate).length).to.be.below(MOST_BYTES_OF_FIVE_EVENTS);
  });

  it("is believed by whoever follows a change of validators that those before have signed, and not by others", async () => {
    const { network } = stage;
    const [url = ""] = network.urls;
    const [, , , last = ""] = (await network.status()).validators.map(({ address }) => address);
    const [publisher] = await stage.publishers(1);
    if (publisher === undefined) throw new Error("there is no publisher");
    const colophon = await stage.through();
    const { registry, provider } = colophon;
    const contentHash = hashOf("followed", publisher.address);

    /** By a vote of the first validator. @returns the first block of which the node says that so many made it */
    async function change(key: "removevalidator" | "addvalidator", count: number): Promise<number> {
      let block = await network.height();
      await rpc(url, "governance_vote", [`governance.${key}`, last]);
      const isChanged = async (): Promise<true | undefined> =>
        (await network.status()).validatorSet?.length === count || undefined;
      expect(await waitFor(isChanged, PATIENCE_MS), key).to.equal(true);
      while ((await validatorsOf(provider, block))?.accounts.length !== count) block += 1;
      await network.waitForBlock(block + 1);
      return block;
    }

    await change("removevalidator", 3);
    const own = await trustNamed(colophon, await namedBy(colophon, []));
    const claim = { owner: publisher.address, contentHash, metadataHash: hashOf("metadata") };
    await write(colophon, publisher, registry.register.populateTransaction(claim));
    const from = await change("addvalidator", 4);
    const changed = withChange(own, { ...(await namedBy(colophon, [], from)), from });
    const keys = await Promise.all(
      ALL.map((number) => readFile(nodeKeyPath(stage.at("home/consortium"), number), "utf8")),
    );
    const [one, two, three] = keys.map((key) => new Wallet(`0x${key.trim()}`)) as [Wallet, Wallet, Wallet, Wallet];
    const byTwo = await signNewest(await signNewest(changed, one), two);
    const newer = await signNewest(byTwo, three);

    // From here on the fourth seals in the place of the third.
    await network.kill(3);
    await write(colophon, publisher, registry.amend.populateTransaction(contentHash, hashOf("metadata", 2)));
    const certificate = await gather(colophon, { workId: BigInt(contentHash) });

    expect(await judge(certificate, { trust: own })).to.include({ verdict: "not enough signers" });
    expect(await judge(certificate, { trust: await follow(own, newer) })).to.include({ verdict: "valid" });
    expect(await refusalOf(() => follow(own, byTwo))).to.include({ code: "TrustNotContinued" });
  });

  it("is believed by members who sign every so many blocks, each by its own node", async () => {
    const [publisher] = await stage.publishers(1);
    if (publisher === undefined) throw new Error("there is no publisher");
    const path = stage.at("checkpoints.json");
    const keys = await memberKeys(sampleMembersFolder(stage.at("home")));
    const at = keys.map(async (wallet, index) => ({ wallet, colophon: await stage.through(index + 1) }));
    const members = (await Promise.all(at)) as [MemberAtNode, ...MemberAtNode[]];
    const colophon = await stage.through();
    const contentHash = hashOf("checked", publisher.address);
    const claim = { owner: publisher.address, contentHash, metadataHash: hashOf("metadata") };

    const receipt = await write(colophon, publisher, colophon.registry.register.populateTransaction(claim));
    const signed = [];
    for await (const block of signEvery(EVERY, members, path)) {
      signed.push(block);
      if (signed.length === 2) break;
    }

    const checkpoints = await readCheckpoints(path, colophon);
    expect(checkpoints.checkpoints.map(({ blockNumber, members: by }) => [blockNumber, by.length])).to.deep.equal(
      signed.map((block) => [block, members.length]),
    );
    expect(signed.every((block) => block % EVERY === 0 && block > receipt.block)).to.equal(true);
    const certificate = await gather(colophon, { workId: BigInt(contentHash), checkpoints });
    const parties = keys.map(({ address }, index) => ({ name: `member ${index}`, address }));
    const trust: Trust = {
      ...{ format: "colophon-trust/1", registry: certificate.registry },
      members: { threshold: parties.length, keys: parties },
    };
    expect(await judge(certificate, { trust })).to.include({ verdict: "valid" });
  });

  it("proves the receipts of a block in which a stranger's transaction has failed", async () => {
    const { provider, registry, chainId } = await stage.through();
    const stranger = someWallet();
    const claim = { owner: stranger.address, contentHash: hashOf("not theirs"), metadataHash: hashOf("metadata") };
    const { to, data } = await registry.register.populateTransaction(claim);
    const signed = await stranger.signTransaction({
      ...{ chainId, to, data, nonce: 0, type: 0, gasPrice: 0n, gasLimit: 500_000n },
    });
    const sent = await provider.broadcastTransaction(signed);
    const receipt = await waitFor(
      () => provider.getTransactionReceipt(sent.hash).then((found) => found ?? undefined),
      RECEIPT_MS,
    );

    expect(receipt?.status).to.equal(0);
    const block = await readBlock(provider, receipt?.blockNumber ?? 0);
    const header = readHeader(block.kind, block.bytes, "the header");
    expect((await receiptsOf(provider, block)).root).to.equal(header.receiptsRoot);
  });
});
