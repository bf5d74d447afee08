import { readFileSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { ZeroHash } from "ethers";
import { deployments, ethers } from "hardhat";

import { textOf } from "../../../lib/certificates/file";
import { contractSet } from "../../../lib/certificates/foreign/trust-set";
import type { Certificate } from "../../../lib/certificates/format";
import type { Trust } from "../../../lib/certificates/trust";
import { changedTo, membersOf } from "../../lib/certificates/trust/parties";
import { refusalOf } from "../../lib/shared/refusal";
import { openWorkshop, run, type Workshop } from "../workshop";

interface Known {
  readonly isBelieved: boolean;
  readonly askedAt: number;
  readonly title?: Omit<Carried, "work">;
}

interface Carried {
  readonly work: string;
  readonly owner: string;
  readonly status: string;
  readonly registeredAt: number;
}

const ETHEREUM = 0;
const WINDOW = 60;

describe("the task that carries a certificate", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
    // hardhat-deploy remembers it from tests before, also where the chain has gone back.
    await deployments.delete("ForeignTitles");
  });
  afterEach(() => workshop.close());

  it("proves the title once its registry is believed, and never by an older certificate", async () => {
    const { accounts, registry } = workshop;
    const [file, certificate] = [workshop.write("poem.txt", "La mer.\n").path, workshop.at("certificate.json")];
    const [one, two] = [workshop.at("one.json"), workshop.at("two.json")];
    await run("work", "register", { file, title: "The sea", account: "aurora" });
    await run("checkpoint", "sign", { file, account: "admin", out: one });
    await run("checkpoint", "sign", { checkpoints: one, account: "guardian", out: two });
    await run("certificate", "issue", { file, checkpoints: two, out: certificate });
    const carry = (): Promise<Carried> => run("certificate", "carry", { certificate, account: "aurora" });
    expect(await refusalOf(carry)).to.include({ code: "NoForeignTitles" });

    await deployments.run("ForeignTitles", { resetMemory: false, writeDeploymentsToFiles: false });
    const { address } = await deployments.get("ForeignTitles");
    const foreign = await ethers.getContractAt("ForeignTitles", address, accounts.deployer);
    expect(await refusalOf(carry)).to.include({ code: "SourceNotBelieved", exitCode: 3 });
    const { chainId } = await ethers.provider.getNetwork();
    const named = { chainId: Number(chainId), address: await registry.getAddress() };
    const keys = [accounts.admin, accounts.guardian].map((member) => ({ name: "member", address: member.address }));
    const members: Trust["members"] = { threshold: 2, keys };
    const trust: Trust = { format: "colophon-trust/1", members, registry: named };
    const trusted = workshop.write("trusted.json", JSON.stringify(trust)).path;
    const look = (): Promise<Known> => run("title", "foreign", { file, trust: trusted });
    expect(await look()).to.include({ isBelieved: false, title: undefined });
    const source = { chainId: 31337, registry: registry.target, kind: ETHEREUM, revealWindow: WINDOW };
    await foreign.admitSource(source, ZeroHash, contractSet({ members }));
    expect(await look()).to.include({ isBelieved: true, title: undefined });
    const carried = await carry();
    const { owner, status } = carried;
    const { title, askedAt } = await look();
    expect(title).to.include({ owner, status, registeredAt: carried.registeredAt });
    expect(askedAt).to.equal((await ethers.provider.getBlock("latest"))?.timestamp);

    const { registeredAt } = await registry.titleOf(carried.work);
    expect(carried).to.include({
      ...{ owner: accounts.aurora.address, status: "in force", registeredAt: Number(registeredAt) },
      finalAt: Number(registeredAt) + WINDOW,
    });
    expect(await carry()).to.deep.equal({ ...carried, transactionHash: undefined });
    const sound = JSON.parse(readFileSync(certificate, "utf8")) as Certificate;
    const { state } = sound;
    const storage = [...state.storage.slice(0, -1), "0xc0"];
    const { path: forged } = workshop.write("forged.json", textOf({ ...sound, state: { ...state, storage } }));
    const carryForged = (): Promise<unknown> => run("certificate", "carry", { certificate: forged, account: "aurora" });
    expect((await refusalOf(carryForged)).message).to.contain("is known here as of block");
    const published = workshop.at("trust.json");
    const from = (await ethers.provider.getBlockNumber()) + 1;
    const changed = await changedTo(
      trust,
      membersOf([accounts.adjudicator], 1),
      from,
      accounts.admin,
      accounts.guardian,
    );
    writeFileSync(published, JSON.stringify(changed));
    const [later, newer] = [workshop.at("later.json"), workshop.at("newer.json")];
    await run("work", "amend", { file, title: "The sea, again", account: "aurora" });
    await run("checkpoint", "sign", { file, account: "adjudicator", out: later });
    await run("certificate", "issue", { file, checkpoints: later, out: newer });
    const carryNewer = (args: object): Promise<Carried> =>
      run("certificate", "carry", { certificate: newer, account: "aurora", ...args });
    expect(await refusalOf(() => carryNewer({}))).to.include({ code: "SourceNotBelieved" });
    const stranger = workshop.write(
      "stranger.json",
      JSON.stringify({ ...trust, ...membersOf([accounts.aurora], 1) }),
    ).path;
    expect(await refusalOf(() => carryNewer({ trust: stranger }))).to.include({
      code: "SourceNotContinued",
      exitCode: 3,
    });

    expect(await carryNewer({ trust: published })).to.include({ changes: 1, owner: accounts.aurora.address });
    expect((await refusalOf(carry)).message, "the older one").to.contain("is known here as of block");

    const { path: unknown } = workshop.write("unknown.txt", "nobody's\n");
    const absence = workshop.at("absence.json");
    await run("certificate", "absence", { file: unknown, checkpoints: later, out: absence });
    const carryAbsence = (): Promise<unknown> =>
      run("certificate", "carry", { certificate: absence, account: "aurora" });
    expect(await refusalOf(carryAbsence)).to.include({ code: "NoTitleToCarry", exitCode: 3 });

    const damaged = workshop.write("damaged.json", '{"format":"colophon-certificate/1"}').path;
    const refusal = await refusalOf(() => run("certificate", "carry", { certificate: damaged, account: "aurora" }));
    expect(refusal).to.include({ code: "CertificateAltered", exitCode: 3 });
  });
});
