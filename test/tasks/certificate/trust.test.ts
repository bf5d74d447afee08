import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { mine, setCode, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat } from "ethers";
import { deployments, ethers } from "hardhat";

import type { Checkpoints } from "../../../lib/certificates/checkpoints";
import { contractsAmong } from "../../../lib/certificates/members/contracts-among";
import type { Trust } from "../../../lib/certificates/trust";
import type { Registered } from "../../../lib/works/writing/carry-out";
import { refusalOf } from "../../lib/shared/refusal";
import { ROOT } from "../../shards/shards";
import { openWorkshop, run, type Workshop } from "../workshop";

interface Collected {
  readonly checkpoints: Checkpoints;
  readonly counted: readonly { readonly block: number; readonly signatures: number; readonly standing: string }[];
}

const OTHERS_READ = 0o044;

describe("the tasks about whom to trust", () => {
  let workshop: Workshop;
  let file: string;
  beforeEach(async () => {
    workshop = await openWorkshop({ COMMITTEE: join(ROOT, "samples", "committee.json") }, "handover");
    file = workshop.write("poem.txt", "La mer.\n").path;
  });
  afterEach(() => workshop.close());

  const at = (name: string): string => workshop.at(name);
  const trust = (args: object): Promise<Trust> =>
    run<Trust>("certificate", "trust", { ...args, secondSignature: false });

  /** The committee admits a member. */
  async function admit(party: string): Promise<void> {
    const { proposal } = await run<{ proposal: number }>("committee", "propose", {
      ...{ what: "admit", party, until: "365d", scope: "publisher" },
    });
    const { snapshot } = await run<{ snapshot: number }>("committee", "show", { proposal });
    await time.increaseTo(snapshot + 1);
    for (const account of ["publisher", "adjudicator", "accreditor", "admin"]) {
      await run("committee", "vote", { proposal, vote: "yes", account });
    }
    const { executableAt } = await run<{ executableAt: number }>("committee", "show", { proposal });
    await time.increaseTo(executableAt);
    await run("committee", "execute", { proposal });
    await mine();
  }

  /** The work has a title that nobody can have with an earlier date any more. */
  async function registerFinal(): Promise<void> {
    const { record } = await run<Registered>("work", "register", { file, title: "The sea", account: "aurora" });
    await time.increaseTo(record.registration?.finalAt ?? 0);
    await mine();
  }

  it("add the members whom the committee has admitted, signed by those before, and an old file follows", async () => {
    const before = await trust({ out: at("old.json") });
    const block = await ethers.provider.getBlockNumber();
    await admit("borealis");

    const changed = await trust({ trust: at("old.json"), account: "admin", out: at("1.json") });
    await trust({ trust: at("1.json"), account: "guardian", out: at("2.json") });
    expect(
      await refusalOf(() => run("certificate", "follow", { trust: at("old.json"), newer: at("2.json"), out: at("x") })),
    ).to.include({ code: "TrustNotContinued", exitCode: 3 });
    await trust({ trust: at("2.json"), account: "adjudicator", out: at("3.json") });
    const followed = await run<Trust>("certificate", "follow", {
      ...{ trust: at("old.json"), newer: at("3.json"), out: at("followed.json") },
    });

    expect(before.members?.keys.length).to.equal(5);
    expect(changed.changes?.[0]?.members?.keys.map(({ address }) => address)).to.deep.equal([
      ...(before.members?.keys ?? []).map(({ address }) => address),
      workshop.accounts.borealis.address,
    ]);
    expect(followed).to.deep.equal(JSON.parse(readFileSync(at("3.json"), "utf8")));
    expect(followed.changes?.[0]?.signatures.length).to.equal(3);
    const then = await trust({ block, out: at("then.json") });
    expect(then.members).to.deep.equal(before.members);
    const same = await trust({ trust: at("followed.json"), out: at("same.json") });
    expect(same, "nothing has changed since").to.deep.equal(followed);
  });

  it("collect what members have signed, count it, and publish what is enough", async () => {
    await registerFinal();
    await trust({ threshold: 2, out: at("trust.json") });
    await run("checkpoint", "sign", { file, account: "admin", out: at("a.json") });
    await mine();
    const block = await ethers.provider.getBlockNumber();
    await run("checkpoint", "sign", { block, account: "admin", out: at("b.json") });
    await run("checkpoint", "sign", { checkpoints: at("a.json"), account: "guardian", out: at("c.json") });

    const { counted } = await run<Collected>("checkpoint", "collect", {
      ...{ files: [at("a.json"), at("b.json"), at("c.json")], trust: at("trust.json"), out: at("all.json") },
    });
    const published = await run<Checkpoints>("checkpoint", "publish", {
      ...{ checkpoints: at("all.json"), trust: at("trust.json"), out: at("published.json") },
    });
    await run("certificate", "issue", {
      ...{ file, checkpoints: at("published.json"), trust: at("trust.json"), out: at("certificate.json") },
    });

    expect(counted.at(-1)).to.deep.equal({ block, signatures: 1, standing: "too few" });
    expect(counted.slice(0, -1).every(({ standing }) => standing === "vouched")).to.equal(true);
    expect(published.checkpoints.some(({ blockNumber }) => blockNumber === block)).to.equal(false);
    expect(statSync(at("published.json")).mode & OTHERS_READ).to.equal(OTHERS_READ);
    const judged = await run("certificate", "verify", {
      ...{ certificate: at("certificate.json"), trust: at("trust.json"), file },
    });
    expect(judged).to.include({ verdict: "valid" });
    const none = await refusalOf(() =>
      run("checkpoint", "collect", { files: [], trust: at("trust.json"), out: at("n") }),
    );
    expect(none).to.include({ code: "NoCheckpointsNamed", exitCode: 2 });
  });

  it("say which members are contracts, who sign no block, and count an account with delegated code by its own key", async () => {
    await registerFinal();
    const { admin, guardian, publisher } = workshop.accounts;
    const code = await ethers.provider.getCode(workshop.registry);
    await setCode(publisher.address, code);
    // EIP-7702, of a delegate that answers no ERC-1271.
    for (const { address } of [admin, guardian]) {
      await setCode(address, concat(["0xef0100", await workshop.registry.getAddress()]));
    }
    await mine();

    const { members } = await trust({ threshold: 2, out: at("trust.json") });
    await run("checkpoint", "sign", { file, account: "admin", out: at("1.json") });
    await run("checkpoint", "sign", { checkpoints: at("1.json"), account: "guardian", out: at("2.json") });
    const certificate = at("certificate.json");
    await run("certificate", "issue", { file, checkpoints: at("2.json"), trust: at("trust.json"), out: certificate });

    expect(await run("certificate", "verify", { certificate, trust: at("trust.json") })).to.include({
      verdict: "valid",
    });
    const contracts = await contractsAmong(workshop.colophon, members?.keys ?? []);
    expect(contracts.map(({ address }) => address)).to.deep.equal([publisher.address]);
  });

  it("propose a threshold that can be had without the members who are contracts, and refuse any other", async () => {
    const { publisher, adjudicator, accreditor, admin, guardian } = workshop.accounts;
    const code = await ethers.provider.getCode(workshop.registry);
    const turn = async (...members: readonly { readonly address: string }[]): Promise<void> => {
      for (const { address } of members) await setCode(address, code);
      await mine();
    };
    const proposed = async (out: string): Promise<unknown> => (await trust({ out: at(out) })).members?.threshold;

    await turn(publisher, adjudicator);
    expect(await proposed("two.json"), "more than half, and all who can sign").to.equal(3);
    await turn(accreditor);
    expect(await proposed("three.json"), "all who can sign").to.equal(2);
    const tooMany = await refusalOf(() => trust({ threshold: 3, out: at("refused.json") }));
    await turn(admin, guardian);
    const nobody = await refusalOf(() => trust({ out: at("refused.json") }));

    expect(tooMany).to.include({
      code: "ThresholdOutOfRange",
      message:
        "--threshold 3 is not a number of members: the committee has 5, of whom 2 can sign: the others are contracts",
    });
    expect(nobody).to.include({ code: "NobodyToTrust" });
    expect(nobody.message).to.contain("all members of its committee are contracts");
    expect(existsSync(at("refused.json"))).to.equal(false);
  });

  it("list the post-quantum keys that members have registered, and count on both signatures where that is asked for", async () => {
    await deployments.run("IdentityRegistry", { resetMemory: false, writeDeploymentsToFiles: false });
    await registerFinal();
    const { publicKey } = await run<{ publicKey: string }>("checkpoint", "key", { out: at("admin.pem") });
    const delegated = {
      identity: "admin",
      key: at("admin.pem.pub"),
      account: "admin",
      until: "365d",
      purpose: "signing",
    };
    await run("identity", "delegate", delegated);

    const listed = await trust({ out: at("trust.json") });
    const required = run("certificate", "trust", { out: at("required.json"), secondSignature: true });

    const { admin } = workshop.accounts;
    expect(listed.members?.keys.filter(({ mlDsa44 }) => mlDsa44 !== undefined)).to.deep.equal([
      { name: "member 4", address: admin.address, mlDsa44: publicKey },
    ]);
    expect(await refusalOf(() => required)).to.include({ code: "NoSecondKey", exitCode: 2 });
    const own = { threshold: 1, secondSignature: "required", keys: listed.members?.keys.slice(3, 4) };
    workshop.write("own.json", JSON.stringify({ ...listed, members: own }));
    for (const [secondKey, verdict] of [
      [undefined, "signers unknown"],
      [at("admin.pem"), "valid"],
    ] as const) {
      const [out, certificate] = [at(`${verdict}.json`), at(`${verdict}.certificate`)];
      await run("checkpoint", "sign", { file, account: "admin", secondKey, out });
      await run("certificate", "issue", { file, checkpoints: out, out: certificate });
      expect(await run("certificate", "verify", { certificate, trust: at("own.json") })).to.include({ verdict });
    }
    expect(existsSync(at("required.json"))).to.equal(false);

    // Another key would make an altered certificate of it, whoever trusts the member's own.
    await run("checkpoint", "key", { out: at("other.pem") });
    const signBy = (secondKey: string, account = "admin"): (() => Promise<unknown>) => {
      return () => run("checkpoint", "sign", { file, account, secondKey: at(secondKey), out: at("refused.json") });
    };
    expect(await refusalOf(signBy("other.pem"))).to.include({ code: "SecondKeyNotRegistered", exitCode: 2 });
    expect(await refusalOf(signBy("admin.pem", "guardian"))).to.include({ code: "SecondKeyNotRegistered" });

    // A contract never has one: who can sign must have it.
    const { publisher, adjudicator, accreditor, guardian } = workshop.accounts;
    const code = await ethers.provider.getCode(workshop.registry);
    const others = [publisher, adjudicator, accreditor, guardian];
    for (const { address } of others) await setCode(address, code);
    await mine();
    const twice = await run<Trust>("certificate", "trust", { out: at("twice.json"), secondSignature: true });
    expect(twice.members).to.include({ threshold: 1, secondSignature: "required" });
    expect(twice.members?.keys.map(({ address }) => address)).to.deep.equal([admin.address]);
    for (const { address } of others) await setCode(address, "0x");
    await mine();

    // A key that its member has withdrawn is listed no longer.
    await run("identity", "revoke", {
      identity: "admin",
      key: at("admin.pem.pub"),
      account: "admin",
      purpose: "signing",
    });
    const withdrawn = await run<Trust>("certificate", "trust", { trust: at("trust.json"), out: at("withdrawn.json") });
    expect(listed.members?.keys.some(({ mlDsa44 }) => mlDsa44 !== undefined)).to.equal(true);
    expect(withdrawn.changes?.at(-1)?.members?.keys.some(({ mlDsa44 }) => mlDsa44 !== undefined)).to.equal(false);
    expect(await refusalOf(signBy("admin.pem"))).to.include({ code: "SecondKeyNotRegistered" });
    expect(existsSync(at("refused.json"))).to.equal(false);

    // Who comes next is signed by the keys of those before.
    const follow = (secondKey: string): Promise<Trust> =>
      run("certificate", "trust", {
        ...{ trust: at("trust.json"), account: "admin", secondKey: at(secondKey), out: at(`by-${secondKey}.json`) },
      });
    expect(await refusalOf(() => follow("other.pem"))).to.include({ code: "SecondKeyNotListed", exitCode: 2 });
    expect((await follow("admin.pem")).changes?.at(-1)?.signatures[0]).to.have.property("mlDsa44");
  });
});
