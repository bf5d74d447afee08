import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { parseCertificate, textOf } from "../../../../lib/certificates/file";
import type { Certificate } from "../../../../lib/certificates/format";
import { gather } from "../../../../lib/certificates/issue";
import { judge } from "../../../../lib/certificates/judge/judge";
import type { Trust } from "../../../../lib/certificates/trust";
import { ColophonError } from "../../../../lib/errors";
import { ensureEnvironment, findPython } from "../../../../scripts/shared/python";
import { type Certified, setCertified, signedBy, trustWithDeployment } from "../../../lib/certificates/certified";
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
    const read = parseCertificate(certificate, "the certificate");
    return "certificate" in read ? (await judge(read.certificate, question)).verdict : read.verdict;
  } catch (error) {
    if (error instanceof ColophonError) return "not a certificate";
    throw error;
  }
}

describe("docs/verify_certificate.py, which shares no code with lib", function () {
  this.timeout(600_000);
  const seed = testSeed();
  let programs: string;
  let certified: Certified;
  let other: Certificate;
  let absent: Certificate;
  let anchored: Certificate;
  before(async () => {
    const python = await findPython();
    if (python === undefined) throw new Error("there is no Python 3.11, which this check needs");
    programs = await ensureEnvironment(python, ENVIRONMENT, (line) => console.log(`    ${line}`));
    certified = await setCertified();
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
  const document = JSON.parse(random.pick(texts)) as Certificate; // as it was issued
  const source = JSON.parse(random.pick(texts)) as Certificate;
  const parts = ["work", "registry", "blocks", "history", "state", "headers", "anchor", "accreditation"] as const;
  const hasHistory = document.history.length > 0 && source.history.length > 0;
  const list = hasHistory ? random.pick(["blocks", "history"] as const) : "blocks";
  // Whoever leaves out what may be missing changes nothing that the rest says.
  const value = source[random.pick(parts)] ?? source.state;
  if (random.chance(0.5)) return textOf({ ...document, [random.pick(parts)]: value });

  const items: unknown[] = [...document[list]];
  items[random.below(items.length)] = random.pick<unknown>(source[list]);
  return textOf({ ...document, [list]: items });
}
