import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { registryOf } from "../../lib/certificates/checkpoints";
import type { Trust } from "../../lib/certificates/trust";
import { KEY_KINDS, type KeyKind } from "../../lib/chain/contracts/enums";
import type { KeyRequest } from "../../lib/keys/request";
import type { Registered } from "../../lib/works/writing/carry-out";
import { refusalOf } from "../lib/shared/refusal";
import { DAY } from "../shared/fixture";
import { assertionFile, makeKey, makeKeys, type OutsideKey } from "../shared/keys";
import { titleOf } from "../shared/records";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

interface Prepared {
  readonly account: string;
  readonly does: string;
  readonly digest: string;
  readonly nonce: number;
  readonly request: string;
  readonly bytes: string;
  readonly command?: string;
}

interface Sent {
  readonly isNew: boolean;
  readonly transactionHash: string;
}

interface Judged {
  readonly title: { readonly owner: string };
  readonly history: readonly { readonly event: string }[];
}

interface Shown {
  readonly state: string;
}

describe("the tasks about keys", () => {
  let workshop: Workshop;
  let keys: Record<KeyKind, OutsideKey>;
  before(async () => {
    keys = await makeKeys();
  });
  beforeEach(async () => {
    workshop = await openWorkshop({}, "KeyAccounts");
  });
  afterEach(() => workshop.close());

  const key = async <R = Prepared>(task: string, args: Record<string, unknown> = {}): Promise<R> =>
    (await listening(() => run<R>("key", task, args))).result;
  const named = ({ path, kind }: OutsideKey): Record<string, unknown> => ({
    publicKey: path,
    passkey: kind === "passkey",
  });
  let requests = 0;
  const prepare = async (what: string, owner: OutsideKey, args: Record<string, unknown>): Promise<Prepared> => {
    requests += 1;
    const out = workshop.at(`request ${requests}.json`);
    return key(`prepare-${what}`, { ...named(owner), out, goodUntil: "7d", ...args });
  };
  /** Signs as the command says that it is to be signed. */
  const sign = ({ request, digest, command }: Prepared, { secret, privateKey }: OutsideKey): string => {
    const path = `${request}.sig`;
    if (command === undefined) copyFileSync(assertionFile(privateKey, digest), path);
    else execFileSync("sh", ["-c", command.replace("PRIVATE-KEY", secret)], { stdio: "pipe" });
    return path;
  };
  const send = async <R>(prepared: Prepared, owner: OutsideKey): Promise<R> =>
    key("send", { request: prepared.request, signature: sign(prepared, owner), account: "guardian" });
  const apply = async (owner: OutsideKey, until = "365d"): Promise<Prepared> =>
    prepare("apply", owner, { accreditor: "accreditor", kind: "publisher", until, deadline: "30d" });
  const accredited = async (owner: OutsideKey): Promise<string> => {
    const { account } = await key<{ account: string }>("create", { ...named(owner), account: "guardian" });
    await send(await apply(owner), owner);
    await listening(() =>
      run("party", "accredit", { party: account, kind: "publisher", until: "365d", account: "accreditor" }),
    );
    return account;
  };
  const poem = (): { readonly file: string; readonly title: string } => ({
    file: workshop.write("poem.txt", "a poem").path,
    title: "A poem",
  });

  for (const kind of KEY_KINDS) {
    it(`apply, register, offer and accept with a key of the kind ${kind}, while somebody else pays`, async () => {
      const owner = keys[kind];
      const { borealis } = workshop.accounts;
      const account = await accredited(owner);
      const { file, title } = poem();
      const deed = workshop.write("deed.txt", "a deed").path;

      const register = await prepare("register", owner, { file, title });
      const { record, isNew } = await send<Registered>(register, owner);
      expect(isNew).to.equal(true);
      expect(record.claim.owner).to.equal(account);
      expect(record).to.deep.include({ title, file: { name: "poem.txt", size: 6 } });
      expect(register.does).to.equal(
        `Registers the work ${record.claim.contentHash} for ${account}, with the metadata ${record.claim.metadataHash}`,
      );

      const offer = await prepare("offer", owner, { file, to: "borealis", deed, until: "30d" });
      expect(offer.does).to.match(new RegExp(`^Offers the title of 0x\\w+ to ${borealis.address} by the deed `));
      await send(offer, owner);
      await time.increase(DAY);
      await listening(() => run("title", "accept", { file, deed, yes: true, account: "borealis" }));
      await listening(() => run("title", "offer", { file, deed, to: account, until: "30d", account: "borealis" }));
      await send(await prepare("accept", owner, { file, deed }), owner);

      expect((await titleOf(workshop.registry, BigInt(record.claim.contentHash))).owner).to.equal(account);
      expect(await key<object>("show", named(owner))).to.deep.equal({
        ...{ account, kind, created: true, accredited: true, requests: 4 },
      });
    });
  }

  it("have titles whose certificates name the account, which is no key, on paper and for whoever has trust in members", async () => {
    const owner = keys.p256;
    const account = await accredited(owner);
    const { file, title } = poem();
    await send(await prepare("register", owner, { file, title }), owner);
    const deed = workshop.write("deed.txt", "a deed").path;
    await send(await prepare("offer", owner, { file, to: "borealis", deed, until: "30d" }), owner);
    const members = { threshold: 1, keys: [{ name: "the court", address: workshop.accounts.admin.address }] };
    const registry = registryOf(workshop.colophon);
    const trusted: Trust = { format: "colophon-trust/1", registry, members };
    const { path: trust } = workshop.write("trust.json", JSON.stringify(trusted));
    const [checkpoints, certificate, paper] = ["signed.json", "certificate.json", "paper.pdf"].map((name) =>
      workshop.at(name),
    );

    await run("checkpoint", "sign", { file, account: "admin", out: checkpoints });
    await run("certificate", "issue", { file, checkpoints, trust, out: certificate });
    await run("certificate", "print", { certificate, trust, language: "en", out: paper });

    for (const each of [certificate, paper]) {
      const judged = await run<Judged>("certificate", "verify", { certificate: each, file, trust, online: true });
      expect(judged).to.include({ verdict: "valid", withheld: 0 });
      expect(judged.title.owner).to.equal(account);
      expect(judged.history.map(({ event }) => event)).to.deep.equal(["WorkRegistered", "TitleOffered"]);
    }
    const byItself = await refusalOf(() => run("checkpoint", "sign", { file, account, out: workshop.at("none.json") }));
    expect(byItself).to.include({ exitCode: 2 });
    expect(existsSync(workshop.at("none.json"))).to.equal(false);
  });

  it("name guardians with a key that openssl made, who give its account a successor", async () => {
    const owner = keys.p256;
    const account = await accredited(owner);
    const { borealis, guardian, publisher } = workshop.accounts;
    const recovery = async <R>(task: string, args: Record<string, unknown>): Promise<R> =>
      (await listening(() => run<R>("recovery", task, { lost: account, ...args }))).result;

    const named2of2 = { guardians: "publisher,guardian", threshold: 2, delay: "2d" };
    const prepared = await prepare("guardians", owner, named2of2);
    await send(prepared, owner);
    for (const each of ["guardian", "publisher"]) await recovery("approve", { to: "borealis", account: each });
    await time.increase(2 * DAY);
    await recovery("execute", { account: "borealis", yes: true });

    const [low, high] = [guardian.address, publisher.address].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    expect(prepared.does).to.equal(
      `Names as its guardians ${low}, ${high}: 2 of them can give it a successor, after 172800 s for a veto`,
    );
    expect(await recovery("show", {})).to.deep.include({ account, successor: borealis.address });
  });

  it("veto a recovery with a key that openssl made, while it runs and at no other time", async () => {
    const owner = keys.p256;
    const account = await accredited(owner);
    const recovery = async <R>(task: string, args: Record<string, unknown>): Promise<R> =>
      (await listening(() => run<R>("recovery", task, { lost: account, ...args }))).result;
    await send(await prepare("guardians", owner, { guardians: "publisher", threshold: 1, delay: "2d" }), owner);

    const early = await refusalOf(() => prepare("veto", owner, {}));
    await recovery("approve", { to: "borealis", account: "publisher" });
    const prepared = await prepare("veto", owner, {});
    await send(prepared, owner);

    expect(early.code).to.equal("RecoveryNotRunning");
    expect(prepared.does).to.equal(
      "Ends the recovery of this account that its guardians have begun; they may begin another one",
    );
    expect(await recovery("show", {})).to.deep.include({ account, running: undefined, successor: undefined });
    await time.increase(2 * DAY);
    const late = await refusalOf(() => recovery("execute", { account: "borealis", yes: true }));
    expect(late.code).to.equal("RecoveryNotRunning");
  });

  it("prepare no registration of today where the store has an anchor of the work, unless that is asked for", async () => {
    const owner = keys.p256;
    await accredited(owner);
    const { file, title } = poem();
    const { path: from } = workshop.write("works.csv", `file,title\n${file},${title}\n`);
    await listening(() => run("work", "register-batch", { from, account: "aurora" }));

    const refusal = await refusalOf(() => prepare("register", owner, { file, title }));
    expect(refusal).to.include({ code: "AnchoredForOther", exitCode: 2 });
    const { does } = await prepare("register", owner, { file, title, laterDate: true });
    expect(does).to.match(/^Registers the work /);
  });

  it("leave nothing behind where the file for a request is there already", async () => {
    const owner = keys.p256;
    await key("create", { ...named(owner), account: "guardian" });
    const { path: out } = workshop.write("request.json", "a request of before");

    const terms = { accreditor: "accreditor", kind: "publisher", until: "365d", deadline: "30d" };
    const refusal = await refusalOf(() => prepare("apply", owner, { ...terms, out }));

    expect(refusal).to.include({ code: "FileExists", exitCode: 2 });
    expect(existsSync(`${out}.bin`)).to.equal(false);
  });

  it("show an account before it is made, and make it once", async () => {
    const owner = keys.p256;

    const before = await key<object>("show", named(owner));
    const early = await refusalOf(() => apply(owner));
    const created = await key<{ account: string }>("create", { ...named(owner), account: "guardian" });
    const again = await key<object>("create", { ...named(owner), account: "aurora" });

    const { account } = created;
    expect(before).to.deep.equal({ account, kind: "p256", created: false, accredited: false, requests: 0 });
    expect(early.message).to.equal(`The account ${account} of this key was not made yet`);
    expect(created).to.include({ isNew: true });
    expect(again).to.include({ account, isNew: false, transactionHash: undefined });
  });

  it("prepare nothing that the chain refuses", async () => {
    await key("create", { ...named(keys.rsa), account: "guardian" });

    const refused = await refusalOf(() => prepare("register", keys.rsa, poem()));

    expect(refused.code).to.equal("WorkRegistryNotAccredited");
  });

  describe("when a request is sent", () => {
    it("refuse the signature of another key, and say where a device has hashed twice", async () => {
      await key("create", { ...named(keys.p256), account: "guardian" });
      const prepared = await apply(keys.p256);
      const { request, bytes, digest } = prepared;

      const other = sign(prepared, await makeKey("p256"));
      const refused = await refusalOf(() => key("send", { request, signature: other }));
      const twice = `${request}.twice`;
      execFileSync("openssl", ["dgst", "-sha256", "-sign", keys.p256.secret, "-out", twice, bytes]);
      const hashed = await refusalOf(() => key("send", { request, signature: twice }));

      expect(refused.message).to.equal(`${other} is not the signature of the account's key over ${digest}`);
      expect(refused.advice).to.equal("Have the account's own key sign the bytes that were written with the request.");
      expect(hashed.advice).to.match(/^The device has hashed the 32 bytes once more\./);
    });

    it("find one that was carried out, whoever sends it again and whatever came after it, and refuse one that was overtaken", async () => {
      await key("create", { ...named(keys.p256), account: "guardian" });
      const [first, second] = [await apply(keys.p256), await apply(keys.p256, "300d")];
      const { account } = first;
      const sent = await send<Sent>(first, keys.p256);
      const refused = await refusalOf(() => send(second, keys.p256));
      await send(await apply(keys.p256), keys.p256);

      const again = await key<Sent>("send", {
        ...{ request: first.request, signature: `${first.request}.sig`, account: "aurora" },
      });

      expect(sent).to.include({ isNew: true, sentBy: workshop.accounts.guardian.address });
      expect(again).to.deep.equal({ ...sent, isNew: false, sentBy: undefined });
      expect(refused).to.include({
        message: `The request has the number 0, and the next of the account ${account} is 1`,
        code: "KeyRequestUsed",
      });
    });

    it("show in words what a request does, and whether it is done, can be, or never will be", async () => {
      await key("create", { ...named(keys.p256), account: "guardian" });
      const [first, second] = [await apply(keys.p256), await apply(keys.p256, "300d")];
      const shown = async ({ request }: Prepared): Promise<Shown> => key<Shown>("show", { request });

      const before = await shown(first);
      const { transactionHash } = await send<Sent>(first, keys.p256);
      const doneAt = await time.latest();
      const [after, other] = [await shown(first), await shown(second)];
      const third = await apply(keys.p256);
      await time.increase(8 * DAY);
      const late = await shown(third);

      const { account, does } = first;
      const { accreditor } = workshop.accounts;
      expect(does).to.match(
        new RegExp(
          `^Agrees to be accredited by ${accreditor.address} as publisher until [\\d: -]+ UTC, if it decides by `,
        ),
      );
      const { path: credential, hash } = workshop.write("credential.txt", "a credential");
      const terms = { accreditor: "accreditor", kind: "publisher", until: "365d", deadline: "30d", credential };
      expect((await prepare("apply", keys.p256, terms)).does).to.include(` UTC by the credential ${hash}, if it `);
      expect(before).to.deep.include({ account, does, nonce: 0, state: "open", transactionHash: undefined });
      expect(after).to.deep.include({ state: "done", transactionHash, doneAt });
      expect(other).to.deep.include({ state: "out of turn", transactionHash: undefined });
      expect(late).to.deep.include({ nonce: 1, state: "expired" });
      for (const args of [{}, { ...named(keys.p256), request: first.request }]) {
        const refusal = await refusalOf(() => key("show", { passkey: false, ...args }));
        expect(refusal).to.include({ code: "WrongParameter", exitCode: 2 });
      }
    });

    it("find a registration that was sent before, and write its record", async () => {
      await accredited(keys.p256);
      const prepared = await prepare("register", keys.p256, poem());
      const { record, recordPath } = await send<Registered>(prepared, keys.p256);
      const { rm } = await import("node:fs/promises");
      await rm(recordPath);

      const again = await send<Registered>(prepared, keys.p256);

      expect(again.isNew).to.equal(false);
      expect(again.record.registration).to.deep.equal(record.registration);
    });

    it("refuse one of another chain, of another account, and one with other metadata", async () => {
      const account = await accredited(keys.p256);
      const prepared = await prepare("register", keys.p256, poem());
      const document = JSON.parse(readFileSync(prepared.request, "utf8")) as KeyRequest;
      const changed = async (name: string, changes: Partial<KeyRequest>, signed = sign(prepared, keys.p256)) => {
        const request = workshop.at(name);
        writeFileSync(request, JSON.stringify({ ...document, ...changes }));
        return refusalOf(() => key("send", { request, signature: signed }));
      };
      const { publicKey } = await makeKey("p256");
      const metadata = { ...document.work?.metadata, name: "Another poem" } as NonNullable<
        KeyRequest["work"]
      >["metadata"];

      const chain = await changed("chain.json", { chainId: 1 });
      const owner = await changed("owner.json", { key: { kind: "p256", publicKey } });
      const call = await changed("call.json", { call: { ...document.call, target: workshop.accounts.aurora.address } });
      const other = await changed("metadata.json", { work: { file: { name: "poem.txt", size: 6 }, metadata } });

      expect(chain.code).to.equal("KeyRequestOfOtherChain");
      expect(owner.code).to.equal("KeyRequestOfOtherAccount");
      expect(call.code).to.equal("NotSignedByKey");
      expect(other.message).to.equal(`The metadata of the request are not those that ${account} registers`);
    });
  });
});
