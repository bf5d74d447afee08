import { existsSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import type { Ended } from "../../../cli/shared/processes";
import { Stage } from "../../../cli/shared/stage";
import { type Fault, type FaultyNode, type Question, startFaultyNode } from "../../../lib/shared/faulty-node";

/** What a node may say in place of its answer. */
const LIES: readonly Fault[] = [
  ...[null, 7, "no", {}, [], [null], "0x", "0x1", `0x${"00".repeat(224)}`, `0x${"ff".repeat(224)}`].map((result) => ({
    result,
  })),
  ...([{ refusal: "not today" }, "status 500", "dropped before"] as const),
];
/** How a command ends that has no verdict, because of the node alone. */
const FAILED = 1;
const NO_PROOFS: Fault = { refusal: "the method eth_getProof does not exist" };

/** A node that lies about one thing at a time, while it is asked whether a work still stands as a certificate says. */
describe("certificate verify --online and a node that lies", function () {
  this.timeout(600_000);
  let stage: Stage;
  let node: FaultyNode;
  let path: string;
  let trust: string;
  before(async () => {
    stage = await Stage.set();
    node = await startFaultyNode(() => stage.anvil.url);
    path = (await stage.registered()).path;
    const { chainId, deployment } = stage.colophon;
    const registry = { chainId: Number(chainId), address: deployment.WorkRegistry.address };
    const keys = [{ name: "the court", address: devWallet("admin").address }];
    trust = stage.at("trust.json");
    writeFileSync(trust, JSON.stringify({ format: "colophon-trust/1", registry, members: { threshold: 1, keys } }));
  });
  beforeEach(() => {
    node.plan = () => undefined;
  });
  after(async () => {
    await node.stop();
    await stage.strike();
  });

  /** Runs a command that asks the node in between. */
  async function asked(line: string): Promise<Ended> {
    return stage.run(line, { CHAIN_PORT: new URL(node.url).port });
  }

  async function issued(name: string): Promise<string> {
    const [signed, certificate] = [stage.at(`${name}-signed.json`), stage.at(`${name}.json`)];
    for (const line of [
      `checkpoint sign --file ${path} --account admin --out ${signed}`,
      `certificate issue --file ${path} --checkpoints ${signed} --trust ${trust} --out ${certificate}`,
    ]) {
      const { code, stderr } = await asked(line);
      expect(code, stderr).to.equal(0);
    }
    return certificate;
  }

  /** Each question that a command asks, once. */
  async function questionsOf(line: string): Promise<Question[]> {
    node.plan = () => undefined;
    const before = node.questions.length;
    const { code, stderr } = await asked(line);
    expect(code, stderr).to.equal(0);
    return [...new Map(node.questions.slice(before).map((each) => [keyOf(each), each])).values()];
  }

  /** Nothing but the right verdict is said, unless it is worse; and whatever else happens is said in words. */
  async function expectNoLieBelieved(line: string): Promise<void> {
    for (const question of await questionsOf(line)) {
      for (const lie of LIES) {
        node.plan = (each) => (keyOf(each) === keyOf(question) ? lie : undefined);
        const { code, stdout, stderr } = await asked(line);
        const what = `${question.method} ${JSON.stringify(lie)}: ${stdout}${stderr}`;
        if (code !== FAILED) {
          expect(stdout, what).to.match(/^(VALID|PROVISIONAL|STALE) /);
          expect(stderr, what).to.equal("");
          continue;
        }
        expect(stderr, what).to.match(/^Error: .+\n( {2}.+\n)+$/);
        expect(stderr, what).not.to.match(/Unexpected|a fault in Colophon|\n\s+at /);
      }
    }
  }

  it("says in words what is wrong, and nothing better than the certificate shows, whom it trusts or not", async () => {
    const certificate = await issued("proven");
    await expectNoLieBelieved(`certificate verify --certificate ${certificate} --trust ${trust} --online`);
    await expectNoLieBelieved(`certificate verify --certificate ${certificate} --online`);
  });

  it("does so of an attested history, which the node is asked for whole", async () => {
    node.plan = ({ method }) => (method === "eth_getProof" ? NO_PROOFS : undefined);
    const certificate = await issued("attested");
    await expectNoLieBelieved(`certificate verify --certificate ${certificate} --online`);
  });

  it("says what the certificate shows by itself where the node says nothing", async () => {
    const certificate = await issued("alone");
    const line = `certificate verify --certificate ${certificate} --trust ${trust} --online`;
    for (const lie of ["status 500", "dropped before", { result: 7 }, { refusal: "not today" }] as const) {
      node.plan = ({ method }) => (method === "eth_blockNumber" ? lie : undefined);
      expect((await asked(line)).stderr).to.match(/; without the node the certificate is VALID\n {2}Ask another node/);
    }
  });

  it("ends in words, and writes nothing, where the node takes every question and never answers", async () => {
    const certificate = await issued("mute");
    const signed = stage.at("mute-signed.json");
    const other = stage.file().path;
    node.plan = () => "late";
    const out = (name: string): string => stage.at(`mute-${name}`);
    const lines = [
      `certificate verify --certificate ${certificate} --trust ${trust} --online`,
      `certificate issue --file ${path} --checkpoints ${signed} --out ${out("certificate")}`,
      `certificate absence --file ${other} --checkpoints ${signed} --out ${out("absence")}`,
      `checkpoint sign --file ${path} --account admin --out ${out("checkpoint")}`,
    ];
    const settings = { CHAIN_PORT: new URL(node.url).port };
    const all = await Promise.all(lines.map(async (line) => stage.start(line, settings).ended));

    for (const [index, { code, stdout, stderr }] of all.entries()) {
      const alone = index === 0 ? "; without the node the certificate is VALID" : "";
      expect({ code, stdout }, stderr).to.deep.equal({ code: FAILED, stdout: "\n" });
      expect(stderr).to.match(new RegExp(`^Error: No node answers at ${node.url}${alone}\n  .+\n`));
    }
    for (const name of ["certificate", "absence", "checkpoint"]) expect(existsSync(out(name)), name).to.equal(false);
  });

  it("signs no weaker checkpoint, and issues no certificate with less in it, because the node failed for a moment", async () => {
    await issued("whole");
    const [signed, certificate] = [stage.at("whole-signed.json"), stage.at("poorer.json")];
    for (const lie of ["status 500", "dropped before", { result: 7 }] as const) {
      for (const line of [
        `checkpoint sign --file ${path} --account admin --out ${stage.at("weaker.json")}`,
        `certificate issue --file ${path} --checkpoints ${signed} --trust ${trust} --out ${certificate}`,
      ]) {
        let failures = 0;
        node.plan = ({ method }) => (method === "eth_getProof" && failures++ === 0 ? lie : undefined);
        const { code, stderr } = await asked(line);
        expect(code, line).to.equal(FAILED);
        expect(stderr).to.match(/^Error: The node('s answer makes no sense| stopped answering)/);
      }
    }
  });
});

function keyOf({ method, params }: Question): string {
  return JSON.stringify([method, params]);
}
