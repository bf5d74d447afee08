import { readFileSync, writeFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { refusalOf } from "../../lib/shared/refusal";
import { someHash } from "../../shared/fixture";
import { openWorkshop, run, type Workshop } from "../workshop";

interface Exported {
  readonly event: string;
  readonly status: string;
  readonly leaf: string;
  readonly index: number;
  readonly log: { readonly origin: string; readonly size: number; readonly root: string };
}

interface Signed {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly signatures: number;
}

const YEAR = 365 * 86_400;

describe("the tasks about the log, and certificate export", () => {
  let workshop: Workshop;
  let file: string;
  let hash: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    ({ path: file, hash } = workshop.write("poem.txt", "La mer.\n"));
    await run("work", "register", { file, title: "The sea", account: "aurora" });
  });
  afterEach(() => workshop.close());

  const sign = (out: string, args: object = {}): Promise<Signed> =>
    run("log", "sign", { out: workshop.at(out), account: "admin", ...args });
  const exportAs = (as: string, args: object = {}): Promise<Exported> =>
    run("certificate", "export", { file, as, out: workshop.at(`work.${as}`), account: "admin", ...args });
  const textOf = (name: string): string => readFileSync(workshop.at(name), "utf8");

  it("sign the head of the log, one member beside the other, and prove a work in it without an account", async () => {
    const first = await sign("one.head");
    await run("work", "amend", { file, title: "The sea, again", account: "aurora" });
    const second = await sign("two.head", { head: workshop.at("one.head"), account: "guardian" });

    expect(second).to.include({ origin: first.origin, size: first.size, root: first.root, signatures: 4 });
    const proven = await exportAs("tlog", { head: workshop.at("two.head"), account: "nobody" });
    const { origin, size, root } = first;
    expect(proven).to.deep.include({ event: "WorkRegistered", log: { origin, size, root } });
  });

  it("tell the chain's time where the machine's clock is behind it", async () => {
    const later = (await time.latest()) + 10 * YEAR;
    await time.increaseTo(later);

    await sign("one.head");
    await exportAs("vc");

    // A cosignature (C2SP tlog-cosignature) is 4 bytes of its key's id, 8 of the time, and the signature.
    const cosignature = textOf("one.head").trim().split("\n").at(-1)?.split(" ").at(-1) ?? "";
    expect(Number(Buffer.from(cosignature, "base64").readBigUInt64BE(4))).to.equal(later);
    expect(JSON.parse(textOf("work.vc"))).to.include({
      validFrom: `${new Date(later * 1000).toISOString().slice(0, -5)}Z`,
    });
  });

  it("prove an event as all three say it, by the account alone where nobody has signed", async () => {
    const proven = await exportAs("tlog");
    expect(proven.leaf).to.contain(hash.slice(2));
    expect(textOf("work.tlog").split("\n").slice(0, 3)).to.deep.equal([
      "c2sp.org/tlog-proof@v1",
      `extra ${Buffer.from(proven.leaf.slice(2), "hex").toString("base64")}`,
      `index ${proven.index}`,
    ]);

    const cose = await exportAs("cose");
    expect(cose).to.deep.include({ leaf: proven.leaf, index: proven.index });
    expect(readFileSync(workshop.at("work.cose")).includes(Buffer.from(proven.leaf.slice(2), "hex"))).to.equal(true);

    await exportAs("vc");
    const { issuer, credentialSubject } = JSON.parse(textOf("work.vc")) as {
      issuer: string;
      credentialSubject: { title: object };
    };
    const key = await run<{ did: string; pem: string }>("log", "key", {
      account: "admin",
      out: workshop.at("key.pem"),
    });
    expect(issuer).to.equal(key.did);
    expect(textOf("key.pem")).to.equal(key.pem);
    expect(credentialSubject.title).to.include({ owner: workshop.accounts.aurora.address, status: "in force" });
    // A title that an earlier anchor may take, or could have until then.
    const { finalAt } = (await run<{ title: { finalAt: number } }>("title", "show", { file })).title;
    expect(credentialSubject.title).to.include({ finalAt: `${new Date(finalAt * 1000).toISOString().slice(0, -5)}Z` });
    expect(proven).to.include({ finalAt });
  });

  it("tell whoever exports what has become of the title since, which a credential alone tells its reader", async () => {
    expect(await exportAs("tlog")).to.include({ status: "in force" });
    const order = workshop.write("order.txt", "The title is annulled.\n").path;
    await run("order", "annul", { file, order, account: "adjudicator", yes: true });

    expect(await exportAs("cose")).to.include({ event: "WorkRegistered", status: "annulled" });
    expect(await exportAs("vc")).to.include({ status: "annulled" });
    const { credentialSubject } = JSON.parse(textOf("work.vc")) as { credentialSubject: { title: object } };
    expect(credentialSubject.title).to.include({ status: "annulled" });
  });

  it("refuse another form, an event that there is not, a head from before it and one of another chain", async () => {
    await sign("one.head");
    await run("work", "amend", { file, title: "The sea, again", account: "aurora" });
    const head = workshop.at("one.head");
    const forked = workshop.at("forked.head");
    const root = /\n(?<root>[^\n]{44})\n/.exec(textOf("one.head"))?.groups?.["root"] ?? "";
    writeFileSync(forked, textOf("one.head").replace(root, Buffer.alloc(32, 7).toString("base64")));

    for (const [args, code, exitCode] of [
      [{ as: "pdf" }, "WrongParameter", 2],
      [{ event: 3 }, "NoSuchEvent", 2],
      [{ event: 2, head }, "HeadBeforeEvent", 3],
      [{ head: forked }, "LogForked", 3],
      [{ head: file }, "NotASignedNote", 2],
      [{ file: undefined, work: someHash() }, "NoTitleToCertify", 2],
      [{ out: head }, "FileExists", 2],
    ] as const) {
      expect(await refusalOf(() => exportAs("tlog", args)), code).to.include({ code, exitCode });
    }
    const signing = await refusalOf(() => sign("two.head", { head: forked }));
    expect(signing).to.include({ code: "LogForked", exitCode: 3 });
  });
});
