import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { transparentStatement } from "../../../../../lib/certificates/export/cose";
import { proveEvent } from "../../../../../lib/certificates/export/statement";
import { tlogProof } from "../../../../../lib/certificates/export/tlog";
import { signedCredential } from "../../../../../lib/certificates/export/vc";
import { readTitle } from "../../../../../lib/chain/contracts/title";
import { canonicalText } from "../../../../../lib/hashing/canonical-json";
import { namedInformation } from "../../../../../lib/hashing/named-information";
import { formatWorkId } from "../../../../../lib/hashing/work-id";
import { workHistory } from "../../../../../lib/history/history";
import { signHead, verifierKeysOf } from "../../../../../lib/log/head";
import { didOf, pemOf } from "../../../../../lib/log/key";
import { openLog } from "../../../../../lib/log/log";
import { setStated, type Stated, TIME } from "../../../../lib/certificates/export/stated";
import { temporaryFolder } from "../../../../lib/shared/temporary-folder";
import { TitleStatus } from "../../../../shared/enums";
import { someHash } from "../../../../shared/fixture";
import { Random, testSeed } from "../../../../shared/random";
import { changedDocument, changedProof, flipped } from "./changes";
import { type Checker, credentialChecker, goChecker, pythonChecker } from "./foreign";

const CHANGED = 1_000;
const DEED = someHash();
const { latest } = time;

describe("What certificate export writes, as programs of others see it", function () {
  this.timeout(600_000);
  const seed = testSeed();
  let stated: Stated;
  before(async () => {
    stated = await setStated();
  });

  /** Asks about what nobody has changed, and about many that were. */
  async function expectJudged<T>(checker: Checker, truth: T, said: string, change: (random: Random) => T) {
    const random = new Random(seed);
    const questions = [truth, ...Array.from({ length: CHANGED }, () => change(random))];
    const [first, ...others] = await checker(questions);

    expect(first).to.equal(said);
    const taken = others.flatMap((answer, index) => (answer.startsWith("no: ") ? [] : [questions[index + 1]]));
    expect(taken).to.deep.equal([]);
  }

  it(`a tlog-proof is what transparency.dev's libraries in Go say that it is, and ${CHANGED} changed ones are not (seed ${seed})`, async () => {
    const { statement, signed, signers, log } = stated;
    const [one, other] = signers.map((signer) => verifierKeysOf(log.origin, signer));
    if (one === undefined || other === undefined) throw new Error("two have signed");
    const proof = tlogProof(statement, signed);
    const asked = { proof, log: one.log, cosigners: [one.cosigner, other.cosigner] };
    const keys = [asked.log, ...asked.cosigners].map((key) => key.split("+").slice(0, 2).join("+"));

    await expectJudged(await goChecker(), asked, `yes: ${statement.leaf.toString("hex")}`, (random) => ({
      ...asked,
      proof: changedProof(random, proof, keys),
    }));
  });

  it(`a COSE statement is what scitt-cose and pyscitt say that it is, and ${CHANGED} changed ones are not (seed ${seed})`, async () => {
    const { statement, signers } = stated;
    const { key } = signers[0];
    const bytes = await transparentStatement(statement, key, TIME);
    const question = (data: Buffer) => ({ data: data.toString("base64"), key: pemOf(key.publicKey) });

    await expectJudged(await pythonChecker(), question(bytes), `yes: ${statement.leaf.toString("hex")}`, (random) =>
      question(flipped(random, bytes)),
    );
  });

  it(`a credential is what Digital Bazaar's libraries say that it is, and ${CHANGED} changed ones are not (seed ${seed})`, async () => {
    const { statement, signed, signers, stage, workId } = stated;
    const { key } = signers[0];
    const owner = stage.accounts.aurora.address;
    const final = { registeredAt: TIME, finalAt: TIME, hasMoved: false };
    const title = { owner, status: "in force", ...final, changedAtBlock: 7 } as const;
    const credential = signedCredential({ statement, title, proof: tlogProof(statement, signed) }, key, TIME);
    const work = namedInformation(formatWorkId(workId).slice(2));
    const said = `yes: ${work}, in force as of 2026-11-22T03:20:22Z, by ${didOf(key.publicKey)}`;

    await expectJudged(credentialChecker(), canonicalText(credential), said, (random) =>
      canonicalText(changedDocument(random, credential)),
    );
  });

  it("whatever has happened to a title, each of its events is proven in all three, and no other in its place", async () => {
    const { stage, workId, log, signers } = stated;
    const { colophon, registry, accounts } = stage;
    const court = registry.connect(accounts.adjudicator);
    const day = (await latest()) + 86_400;
    const states: [string, () => Promise<unknown>][] = [
      ["in force, provisional until .+", () => registry.amend(workId, someHash())],
      ["held, provisional until .+", () => court.setStatus(workId, TitleStatus.Held, someHash())],
      ["in force, provisional until .+", () => court.setStatus(workId, TitleStatus.InForce, someHash())],
      ["in force", () => time.increase(86_400)],
      ["in force", () => registry.offerTitle(workId, accounts.borealis, DEED, day * 2)],
      ["in force", () => registry.connect(accounts.borealis).acceptTitle(workId, DEED)],
      ["annulled", () => court.setStatus(workId, TitleStatus.Annulled, someHash())],
    ];
    const credentials: [state: string, text: string][] = [];
    for (const [state, happens] of states) {
      await happens();
      const title = await readTitle(colophon, workId);
      if (title === undefined) throw new Error("it has a title");
      const { statement, signed } = await provenNow(stated);
      const credential = signedCredential(
        { statement, title, proof: tlogProof(statement, signed) },
        signers[0].key,
        await latest(),
      );
      credentials.push([state, canonicalText(credential)]);
    }
    const lied = credentials.map(([, text]) =>
      text.replace(/"status":"(in force|held|annulled)"/, (status) =>
        status.includes("in force") ? '"status":"held"' : '"status":"in force"',
      ),
    );
    const answers = await credentialChecker()([...credentials.map(([, text]) => text), ...lied]);
    for (const [index, [state]] of credentials.entries()) {
      expect(answers[index]).to.match(new RegExp(`^yes: ni:///sha-256;\\S+, ${state} as of \\S+, by did:key:\\w+$`));
    }
    expect(answers.slice(credentials.length).filter((answer) => !answer.startsWith("no: "))).to.deep.equal([]);

    const { history, whole, signed } = await allProven(stated);
    expect(history).to.deep.equal([
      ...["WorkRegistered", "WorkAmended", "WorkAmended", "TitleStatusChanged", "TitleStatusChanged"],
      ...["TitleOffered", "TitleTransferred", "TitleStatusChanged"],
    ]);
    const [one, other] = signers.map((signer) => verifierKeysOf(log.origin, signer));
    if (one === undefined || other === undefined) throw new Error("two have signed");
    const keys = { log: one.log, cosigners: [one.cosigner, other.cosigner] };
    const proofs = whole.map((statement) => tlogProof(statement, signed));
    const right = whole.map(({ leaf }) => `yes: ${leaf.toString("hex")}`);
    expect(await (await goChecker())(proofs.map((proof) => ({ ...keys, proof })))).to.deep.equal(right);
    // The event before, in the place of each.
    const swapped = proofs.map((proof, index) => ({
      ...keys,
      proof: proof.replace(/^extra .+$/m, `extra ${(whole.at(index - 1) ?? stated.statement).leaf.toString("base64")}`),
    }));
    expect((await (await goChecker())(swapped)).filter((answer) => !answer.startsWith("no: "))).to.deep.equal([]);
    const { key } = signers[0];
    const statements = await Promise.all(whole.map((statement) => transparentStatement(statement, key, TIME)));
    const asked = statements.map((bytes) => ({ data: bytes.toString("base64"), key: pemOf(key.publicKey) }));
    expect(await (await pythonChecker())(asked)).to.deep.equal(right);
  });
});

/** Today's title's registration in the log as it is now, whose head two have signed. */
async function provenNow(stated: Stated): Promise<Pick<Stated, "statement" | "signed">> {
  const { whole, signed } = await allProven(stated);
  const [statement] = whole;
  if (statement === undefined) throw new Error("it has no event");
  return { statement, signed };
}

/** All events of the work in the log as it is now. */
async function allProven({ stage, workId, signers: [one, other] }: Stated) {
  const folder = await temporaryFolder();
  const log = await openLog(stage.colophon, {
    home: folder.at("home"),
    network: "embedded",
    registry: await stage.registry.getAddress(),
  });
  await folder.remove();
  const history = (await workHistory(stage.colophon.provider, stage.registry, workId)).map(({ event }) => event.name);
  const whole = await Promise.all(
    history.map((_, index) => proveEvent(stage.colophon, log, { workId, event: index + 1 })),
  );
  const [first] = whole;
  if (first === undefined) throw new Error("it has no event");
  const note = signHead(first.head, one, TIME).note;
  return { history, whole, signed: signHead(first.head, other, TIME, note) };
}
