import { expect } from "chai";

import { transparentStatement } from "../../../../../lib/certificates/export/cose";
import { tlogProof } from "../../../../../lib/certificates/export/tlog";
import { signedCredential } from "../../../../../lib/certificates/export/vc";
import { canonicalText } from "../../../../../lib/hashing/canonical-json";
import { namedInformation } from "../../../../../lib/hashing/named-information";
import { formatWorkId } from "../../../../../lib/hashing/work-id";
import { verifierKeysOf } from "../../../../../lib/log/head";
import { didOf, pemOf } from "../../../../../lib/log/key";
import { setStated, type Stated, TIME } from "../../../../lib/certificates/export/stated";
import { Random, testSeed } from "../../../../shared/random";
import { changedDocument, changedProof, flipped } from "./changes";
import { type Checker, credentialChecker, goChecker, pythonChecker } from "./foreign";

const CHANGED = 1_000;

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
    const title = { owner, status: "in force", registeredAt: TIME, changedAtBlock: 7 } as const;
    const credential = signedCredential({ statement, title, proof: tlogProof(statement, signed) }, key, TIME);
    const said = `yes: ${namedInformation(formatWorkId(workId).slice(2))} by ${didOf(key.publicKey)}`;

    await expectJudged(credentialChecker(), canonicalText(credential), said, (random) =>
      canonicalText(changedDocument(random, credential)),
    );
  });
});
