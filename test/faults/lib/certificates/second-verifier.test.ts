import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { judgeEither, parseEither } from "../../../../lib/certificates/attested/either";
import type { Attestation } from "../../../../lib/certificates/attested/format";
import { gatherAttested, signedHistory } from "../../../../lib/certificates/attested/gather";
import type { MemberSigner } from "../../../../lib/certificates/checkpoint";
import { registryOf } from "../../../../lib/certificates/checkpoints";
import { textOf } from "../../../../lib/certificates/file";
import type { Certificate } from "../../../../lib/certificates/format";
import { gather } from "../../../../lib/certificates/issue";
import { type SecondKey, secondKeyOf } from "../../../../lib/certificates/second-key";
import { blocksOf, signBlocks, signHistories } from "../../../../lib/certificates/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { signNewest } from "../../../../lib/certificates/trust/update";
import { ColophonError } from "../../../../lib/errors";
import { timestampIn } from "../../../../lib/proofs/timestamp-token";
import { ensureEnvironment, findPython } from "../../../../scripts/shared/python";
import { type Certified, setCertified, signedBy, trustWithDeployment } from "../../../lib/certificates/certified";
import { timestampAuthority } from "../../../lib/certificates/timestamp-authority";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";
import { ROOT } from "../../../shards/shards";
import { anchorAlone } from "../../../shared/anchors";
import { claimOf, registerWork } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";

/** What is judged twice. */
interface Case {
  readonly certificate: string;
  readonly trust?: Trust;
  readonly contentHash?: string;
  readonly notBefore?: number;
}

const CASES = 2_000;
const PROGRAM = join(ROOT, "docs", "verify_certificate.py");
const ENVIRONMENT = {
  name: "What the second verifier needs",
  folder: join(ROOT, "node_modules", ".cache", "second-verifier"),
  requirements: join(ROOT, "docs", "verify_certificate.requirements.txt"),
};

/** What our code says of a case, as the other program puts it. */
async function ours({ certificate, ...question }: Case): Promise<string> {
  try {
    const read = parseEither(certificate, "the certificate");
    return "certificate" in read ? (await judgeEither(read.certificate, question)).verdict : read.verdict;
  } catch (error) {
    if (error instanceof ColophonError) {
      return error.code === "TrustNotContinued" ? "trust not continued" : "not a certificate";
    }
    throw error;
  }
}

describe("docs/verify_certificate.py, which shares no code with lib", function () {
  this.timeout(600_000);
  const seed = testSeed();
  let programs: string;
  let folder: TemporaryFolder;
  let certified: Certified;
  let other: Certificate;
  let absent: Certificate;
  let anchored: Certificate;
  before(async () => {
    const python = await findPython();
    if (python === undefined) throw new Error("there is no Python 3.11, which this check needs");
    programs = await ensureEnvironment(python, ENVIRONMENT, (line) => console.log(`    ${line}`));
    const { certificate, ...rest } = await setCertified();
    folder = await temporaryFolder();
    const response = timestampAuthority(folder, "authority", "ec").stamp(certificate.work.id);
    const timestamp = timestampIn(readFileSync(response), certificate.work.id, response);
    certified = { ...rest, certificate: { ...certificate, timestamp } };
    const { stage } = certified;
    const workId = await registerWork(stage.registry, stage.accounts.borealis);
    other = await gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId) });
    const claim = claimOf(stage.accounts.aurora);
    const [{ owner, metadataHash }, salt, root, siblings] = (await anchorAlone(stage.registry, claim)).proven;
    const untitled = { workId: BigInt(claim.contentHash), checkpoints: await signedBy(stage, workId) };
    absent = await gather(stage.colophon, { ...untitled, untitled: {} });
    const claimed = { anchored: { root, claim: { owner, metadataHash, salt, siblings } } };
    anchored = await gather(stage.colophon, { ...untitled, untitled: claimed });
  });

  after(() => folder.remove());

  /** What the other program says of each case. */
  async function theirs(cases: readonly Case[]): Promise<string[]> {
    const child = spawn(join(programs, "python"), [PROGRAM, "--lines"], { stdio: ["pipe", "pipe", "inherit"] });
    const output = text(child.stdout);
    child.stdin.end(cases.map((each) => `${JSON.stringify(each)}\n`).join(""));
    await once(child, "close");
    return (await output).trimEnd().split("\n");
  }

  async function expectAgreement(cases: readonly Case[]): Promise<Map<string, number>> {
    const answers = await theirs(cases);
    expect(answers.length).to.equal(cases.length);
    const counts = new Map<string, number>();
    for (const [index, each] of cases.entries()) {
      const verdict = await ours(each);
      expect(answers[index], `case ${index}: ${each.certificate.slice(0, 200)}`).to.equal(verdict);
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
    return counts;
  }

  it("says the same of certificates that nobody has changed, by every question", async () => {
    const { certificate, trust } = certified;
    const strangers: Trust = { ...trust, registry: { ...trust.registry, chainId: 1 } };
    const strict: Trust = { ...trust, members: { threshold: 3, keys: trust.members?.keys ?? [] } };

    const exact = await trustWithDeployment(certificate, certified.stage);
    const foreign = { ...exact, deployment: { parties: certificate.registry.address, revealWindow: 0 } };

    const counts = await expectAgreement(
      [certificate, other, absent, anchored].flatMap((each) => [
        { certificate: textOf(each), trust, contentHash: certificate.work.id },
        ...[{ trust }, { trust: strangers }, { trust: strict }, { trust: exact }, { trust: foreign }, {}].map(
          (asked) => ({
            certificate: textOf(each),
            ...asked,
          }),
        ),
        { certificate: textOf(each), trust, notBefore: 2 ** 33 },
      ]),
    );

    expect([...counts.keys()].sort()).to.deep.equal(
      ["valid", "not this file", "signers unknown", "not enough signers", "stale"]
        .concat("provisional", "no title", "anchored")
        .sort(),
    );
  });

  it("says the same where those who are trusted have changed, and where a change does not hold", async () => {
    const { certificate, trust } = certified;
    const { admin, guardian } = certified.stage.accounts;
    const newest = certificate.state.block;
    const terms = [newest, newest + 1, 1].flatMap((from) => [
      { from, members: trust.members },
      { from, until: newest + 2, members: { threshold: 1, keys: (trust.members?.keys ?? []).slice(2) } },
    ]);
    const trusts: Trust[] = [
      { ...trust, until: newest },
      { ...trust, until: newest + 1 },
      { ...trust, from: 3 },
    ];
    for (const term of terms) {
      const signed = await signNewest({ ...trust, changes: [{ ...term, signatures: [] }] }, admin);
      const twice = await signNewest(signed, guardian);
      const again: Trust = {
        ...twice,
        changes: [...(twice.changes ?? []), { ...term, from: newest + 9, signatures: [] }],
      };
      trusts.push(signed, twice, again, { ...twice, until: 2 }, await signNewest(again, guardian));
    }

    const counts = await expectAgreement(trusts.map((each) => ({ certificate: textOf(certificate), trust: each })));

    expect([...counts.keys()].sort()).to.deep.equal(["signers unknown", "trust not continued", "valid"]);
  });

  it("says the same of second signatures, asked for or not", async () => {
    const { trust } = certified;
    const keys = [1, 2, 3].map((digit) => secondKeyOf(`0x${String(digit).repeat(64)}`));
    const listed = (trust.members?.keys ?? []).map((each, index) => ({ ...each, mlDsa44: keys[index]?.publicKey }));
    const members = { threshold: 2, keys: listed };
    const texts = await Promise.all([[0, 1], [0], [1, 0], []].map((second) => twiceSigned(second.map((n) => keys[n]))));
    const otherLast = (text: string): string =>
      text.replace(/(?<="mlDsa44":"0x[0-9a-f]+)[0-9a-f](?=")/, (digit) => (digit === "0" ? "1" : "0"));

    const counts = await expectAgreement(
      [...texts, ...texts.map(otherLast)].flatMap((certificate) => [
        { certificate, trust: { ...trust, members: { ...members, secondSignature: "required" as const } } },
        { certificate, trust: { ...trust, members } },
        { certificate, trust },
      ]),
    );

    expect(counts.get("valid")).to.be.above(3);
    expect(counts.get("altered")).to.be.above(1);
    expect(counts.get("signers unknown")).to.be.above(0);
  });

  it(`says the same of ${CASES} attested histories that were changed (seed ${seed})`, async () => {
    const random = new Random(seed);
    const { trust, stage } = certified;
    const workId = await registerWork(stage.registry, stage.accounts.aurora);
    const texts = [textOf(await attested(certified.workId)), textOf(await attested(workId))];

    const cases = Array.from({ length: CASES }, () => ({ certificate: mutated(random, texts), trust }));
    const counts = await expectAgreement([...texts.map((certificate) => ({ certificate, trust })), ...cases]);

    expect(counts.get("valid") ?? 0, "only what nobody changed is valid").to.equal(
      2 + cases.filter(({ certificate }) => texts.includes(certificate)).length,
    );
  });

  /** The certificate, its newest block signed by two members with these second keys. */
  async function twiceSigned(keys: readonly (SecondKey | undefined)[]): Promise<string> {
    const { stage, workId } = certified;
    const { admin, guardian } = stage.accounts;
    const signers = [admin, guardian].map((account, index) => ({
      address: account.address,
      signTypedData: account.signTypedData.bind(account),
      signSecond: keys[index]?.sign,
    })) as [MemberSigner, MemberSigner];
    const blocks = (await blocksOf(stage.colophon, workId)).slice(-1);
    const first = await signBlocks(stage.colophon, signers[0], [], blocks);
    const checkpoints = await signBlocks(stage.colophon, signers[1], first.checkpoints, []);
    return textOf(await gather(stage.colophon, { workId, checkpoints }));
  }

  async function attested(workId: bigint): Promise<Attestation> {
    const { stage } = certified;
    const { admin, guardian } = stage.accounts;
    const one = await signHistories(stage.colophon, admin, [], [workId]);
    const histories = await signHistories(stage.colophon, guardian, one, []);
    const registry = registryOf(stage.colophon);
    const signed = signedHistory(workId, { format: "colophon-checkpoints/1", registry, checkpoints: [], histories });
    if (signed === undefined) throw new Error("nobody signed it");
    return gatherAttested(stage.colophon, { workId }, signed);
  }

  it(`says the same of ${CASES} that were changed (seed ${seed})`, async () => {
    const random = new Random(seed);
    const { trust } = certified;
    const texts = [certified.certificate, other, absent, anchored].map(textOf);

    const cases = Array.from({ length: CASES }, () => ({ certificate: mutated(random, texts), trust }));
    const counts = await expectAgreement(cases);

    // What proves that a work has no title may prove it of another one, too.
    const believed = (counts.get("valid") ?? 0) + (counts.get("anchored") ?? 0);
    const unchanged = cases.filter(({ certificate }) => certificate !== texts[2] && texts.includes(certificate));
    expect(believed, "only what nobody changed is believed").to.equal(unchanged.length);
  });
});

/** One of the texts with a character changed, a digit of its hex changed, a piece left out, doubled, or of another one. */
function mutated(random: Random, texts: readonly string[]): string {
  const whole = random.pick(texts);
  const at = random.below(whole.length);
  const end = Math.min(whole.length, at + 1 + random.below(random.pick([2, 70, 2_000])));
  const [before, piece, after] = [whole.slice(0, at), whole.slice(at, end), whole.slice(end)];
  switch (random.below(6)) {
    case 0:
      return `${before}${String.fromCharCode(32 + random.below(95))}${whole.slice(at + 1)}`;
    case 1:
      return `${before}${random.pick([..."0123456789abcdef"])}${whole.slice(at + 1)}`;
    case 2:
      return before + after;
    case 3:
      return before + piece + piece + after;
    case 4:
      return before + random.pick(texts).slice(at, end) + after;
    default:
      return swapped(random, texts);
  }
}

/** A certificate with a value of another one, or of another place in itself, written as it would be issued. */
function swapped(random: Random, texts: readonly string[]): string {
  // As they were issued: each value is JSON.
  const document = JSON.parse(random.pick(texts)) as Readonly<Record<string, unknown>>;
  const source = JSON.parse(random.pick(texts)) as Readonly<Record<string, unknown>>;
  const isPart = (name: string): boolean => name !== "format";
  const part = random.pick(Object.keys(document).filter(isPart));
  // Whoever leaves out what may be missing changes nothing that the rest says.
  const value = source[random.pick(Object.keys(source).filter(isPart))];
  if (random.chance(0.5)) return textOf({ ...document, [part]: value });

  const [own, theirs] = [document[part], source[part]];
  if (!isSome(own) || !isSome(theirs)) return textOf({ ...document, [part]: theirs ?? value });

  const items: unknown[] = [...own];
  items[random.below(items.length)] = random.pick<unknown>(theirs);
  return textOf({ ...document, [part]: items });
}

function isSome(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
