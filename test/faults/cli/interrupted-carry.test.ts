import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { ZeroHash } from "ethers";

import { foreignTitlesOf } from "../../../lib/certificates/foreign/carry";
import { known, type KnownTitle, sourceOf } from "../../../lib/certificates/foreign/known";
import { contractSet } from "../../../lib/certificates/foreign/trust-set";
import type { Trust } from "../../../lib/certificates/trust";
import { findModule } from "../../../lib/chain/contracts/deployment";
import { DEV_CHAIN_ID } from "../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../lib/chain/development/dev-wallet";
import type { ForeignTitles } from "../../../typechain-types";
import { documentOf } from "../../cli/shared/outcome";
import type { Ended, Settings } from "../../cli/shared/processes";
import { Stage, type WrittenFile } from "../../cli/shared/stage";
import { changedTo, membersOf } from "../../lib/certificates/trust/parties";
import { type FaultyNode, type Question, startFaultyNode } from "../../lib/shared/faulty-node";

const SIGNALS = ["SIGKILL", "SIGTERM", "SIGINT"] as const;
/** Every question would be a moment; with so many between two, each signal comes at moments of all kinds. */
const STEP = 4;
const ETHEREUM = 0;
const COURT = devWallet("admin");

/** What is left of a command that proves a title of another chain, and brings a change of whom to believe before. */
describe("certificate carry that is killed", function () {
  this.timeout(600_000);
  let stage: Stage;
  let node: FaultyNode;
  let work: WrittenFile;
  let trust: Trust;
  let foreign: ForeignTitles;
  before(async () => {
    stage = await Stage.set();
    node = await startFaultyNode(() => stage.anvil.url);
    work = await stage.registered();
    const { chainId, deployment } = stage.colophon;
    const registry = { chainId: Number(chainId), address: deployment.WorkRegistry.address };
    foreign = foreignTitlesOf(
      stage.colophon,
      await findModule(join(stage.home, "deployments"), "embedded", "ForeignTitles"),
    );
    for (const line of [
      `checkpoint sign --file ${work.path} --account admin --out ${stage.at("signed.json")}`,
      `certificate issue --file ${work.path} --checkpoints ${stage.at("signed.json")} --out ${stage.at("certificate.json")}`,
    ]) {
      const { code, stderr } = await stage.run(line);
      expect(code, stderr).to.equal(0);
    }
    const first: Trust = { format: "colophon-trust/1", registry, ...membersOf([COURT], 1) };
    const later = (await stage.colophon.provider.getBlockNumber()) + 1000;
    trust = await changedTo(first, membersOf([devWallet("guardian")], 1), later, COURT);
    writeFileSync(stage.at("trust.json"), JSON.stringify(trust));
  });
  beforeEach(() => {
    node.watch = () => undefined;
  });
  after(async () => {
    await node.stop();
    await stage.strike();
  });

  const line = (): string =>
    `certificate carry --certificate ${stage.at("certificate.json")} --trust ${stage.at("trust.json")} --account aurora --json`;
  const settings = (): Settings => ({ CHAIN_PORT: new URL(node.url).port });
  const outbox = (): string =>
    join(stage.home, "outbox", String(DEV_CHAIN_ID), devWallet("aurora").address.toLowerCase());

  /** Nobody knows the title any more, nor the change. */
  async function beginAnew(): Promise<void> {
    const { chainId, address } = { ...trust.registry };
    const source = await sourceOf(foreign, trust.registry);
    if ((await foreign.sourceOf(source)).terms > 0n) {
      await stage.send("admin", foreign.dismissSource.populateTransaction(source));
    }
    const named = { chainId, registry: address, kind: ETHEREUM, revealWindow: 0 };
    const set = contractSet({ members: trust.members });
    await stage.send("admin", foreign.admitSource.populateTransaction(named, ZeroHash, set));
  }

  const title = async (): Promise<KnownTitle | undefined> =>
    (await known(foreign, trust.registry, BigInt(work.hash))).title;

  /** How often the title was proven since a block. */
  async function proofsSince(block: number): Promise<number> {
    return (await foreign.queryFilter(foreign.filters.ForeignTitleProven(), block)).length;
  }

  /** Runs the command until a question comes that is the moment. */
  async function killed(signal: NodeJS.Signals, isMoment: (question: Question) => boolean): Promise<Ended> {
    const running = stage.start(line(), settings());
    node.watch = (question) => {
      if (isMoment(question)) running.kill(signal);
    };
    const ended = await running.ended;
    node.watch = () => undefined;
    return ended;
  }

  const again = async (what: string): Promise<unknown> => {
    const ended = await stage.run(line(), settings());
    expect(ended.code, `${what}: ${ended.stderr}`).to.equal(0);
    return documentOf(ended);
  };

  it("goes through the next time, whatever it was doing, and proves the title once", async () => {
    await beginAnew();
    const before = node.questions.length;
    const whole = await stage.start(line(), settings()).ended;
    expect(whole.code, whole.stderr).to.equal(0);
    expect(documentOf(whole)).to.include({ changes: 1 });
    const questions = node.questions.length - before;
    expect(questions).to.be.above(10);

    for (let at = 1; at <= questions; at += STEP) {
      const signal = SIGNALS[at % SIGNALS.length] ?? "SIGKILL";
      const what = `${signal} at question ${at}`;
      await beginAnew();
      const begin = await stage.colophon.provider.getBlockNumber();
      let asked = 0;

      const { stdout, stderr } = await killed(signal, () => (asked += 1) === at);
      expect(stderr, what).to.equal("");
      // By the last questions it may have ended when the signal comes.
      if (at <= questions - STEP) expect(stdout, what).to.equal("");
      await again(what);

      expect((await title())?.owner, what).to.equal(devWallet("aurora").address);
      expect(await proofsSince(begin), what).to.equal(1);
      const left = readdirSync(outbox()).filter((name) => name !== "settled");
      expect(left, what).to.deep.equal([]);
    }
    expect(await again("once more")).to.include({ changes: 0, transactionHash: null });
  });

  it("brings the change anew where the source was dismissed since another command has seen the end of its transaction", async () => {
    await beginAnew();
    await killed("SIGKILL", afterSending(1));
    const { code, stderr } = await stage.run(`work register --file ${stage.file().path} --title A --account aurora`);
    expect(code, stderr).to.equal(0);
    await beginAnew();

    expect(await again("dismissed")).to.include({ changes: 1 });
    expect(await again("once more")).to.include({ changes: 0, transactionHash: null });
  });
});

/** The first question after so many transactions were sent. */
function afterSending(transactions: number): (question: Question) => boolean {
  let sent = 0;
  return ({ method }) => {
    const isSending = method === "eth_sendRawTransaction";
    if (isSending) sent += 1;
    return sent === transactions && !isSending;
  };
}
