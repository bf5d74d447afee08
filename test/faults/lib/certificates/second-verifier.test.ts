import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";

import { takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { toBase64url } from "../../../../lib/bytes";
import type { Attestation } from "../../../../lib/certificates/attested/format";
import { gatherAttested, signedHistory } from "../../../../lib/certificates/attested/gather";
import { registryOf } from "../../../../lib/certificates/checkpoints";
import { readCertificate, textOf } from "../../../../lib/certificates/file";
import type { Certificate } from "../../../../lib/certificates/format";
import { gather } from "../../../../lib/certificates/issue/issue";
import type { MemberSigner, SecondKey } from "../../../../lib/certificates/member-signer";
import { secondKeyOf } from "../../../../lib/certificates/members/second-key";
import { blocksOf, signBlocks, signHistories } from "../../../../lib/certificates/members/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { signNewest } from "../../../../lib/certificates/trust/update";
import { canonicalText } from "../../../../lib/hashing/canonical-json";
import { hashBytes } from "../../../../lib/hashing/hash-bytes";
import { digestOf } from "../../../../lib/metadata/redactable";
import { timestampIn, timestampParts } from "../../../../lib/proofs/timestamps/timestamp-token";
import { type Certified, setCertified, signedBy, trustWithDeployment } from "../../../lib/certificates/certified";
import { asked, readCases, words } from "../../../lib/certificates/corpus/cases";
import { timestampAuthority } from "../../../lib/certificates/timestamp-authority";
import { type Case, verdictOf } from "../../../lib/certificates/verdict-of";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";
import { anchorAlone } from "../../../shared/anchors";
import { claimOf, registerWork } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";
import { hostile } from "./hostile";
import { type Group, groupsOf, isBelieved, isOneOf, keptCertificates } from "./kept";
import { mutated } from "./mutate";
import { misread, otherTrust } from "./mutate-trust";
import { SecondVerifier } from "./second-verifier";

const CASES = 5_000;
const TRUSTS = 3_000;

describe("docs/verify_certificate.py, which shares no code with lib", function () {
  this.timeout(600_000);
  const seed = testSeed();
  let second: SecondVerifier;
  let folder: TemporaryFolder;
  let certified: Certified;
  let other: Certificate;
  let absent: Certificate;
  let anchored: Certificate;
  before(async () => {
    second = await SecondVerifier.prepare();
    const { certificate, ...rest } = await setCertified();
    folder = await temporaryFolder();
    const response = timestampAuthority(folder, "authority", "ec").stamp(certificate.work.id);
    const timestamp = await timestampIn(readFileSync(response), certificate.work.id, response);
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

  it("says the same of certificates that nobody has changed, by every question", async () => {
    const { certificate, trust } = certified;
    const strangers: Trust = { ...trust, registry: { ...trust.registry, chainId: 1 } };
    const strict: Trust = { ...trust, members: { threshold: 3, keys: trust.members?.keys ?? [] } };

    const exact = await trustWithDeployment(certificate, certified.stage);
    const foreign = { ...exact, deployment: { parties: certificate.registry.address, revealWindow: 0 } };

    const counts = await second.expectAgreement(
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

  it("judges samples/certificates as they ever were", async () => {
    const cases = readCases();

    const verdicts = await second.verdictsOf(cases.map(asked));

    const others = cases.flatMap((each, index) =>
      verdicts[index] === each.verdict ? [] : [`${words(each)}: now ${verdicts[index]}`],
    );
    expect(others).to.deep.equal([]);
  });

  it("says that whatever is no text is no certificate, as ours does", async () => {
    const sound = Buffer.from(textOf(certified.certificate));
    for (const bytes of [
      Buffer.from("GIF89a\n\xff\xff", "latin1"),
      Buffer.concat([sound, Buffer.of(0xff)]),
      Buffer.alloc(0),
    ]) {
      const path = folder.at("no-text");
      await writeFile(path, bytes);
      const refused: unknown = await readCertificate(path).catch((error: unknown) => error);

      expect(refused).to.include({ exitCode: 2 });
      expect(await second.ofFile(path)).to.deep.equal(["NOT A CERTIFICATE\n", 2]);
    }
  });

  it("says the same of what is too large, too deep or of too many parts", async () => {
    const { certificate, trust } = certified;

    await second.expectAgreement([...hostile(certificate)].map(([, text]) => ({ certificate: text, trust })));
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

    const counts = await second.expectAgreement(
      trusts.map((each) => ({ certificate: textOf(certificate), trust: each })),
    );

    expect([...counts.keys()].sort()).to.deep.equal(["signers unknown", "trust not continued", "valid"]);
  });

  it("says the same of a timestamp by a key that not every verifier knows", async () => {
    const { certificate, trust } = certified;
    const response = timestampAuthority(folder, "unknown", "brainpool").stamp(certificate.work.id);
    const timestamp = timestampParts(readFileSync(response));

    const counts = await second.expectAgreement([{ certificate: textOf({ ...certificate, timestamp }), trust }]);
    expect([...counts.keys()]).to.deep.equal(["altered"]);
  });

  it("says the same of disclosures, whatever they tell and whatever they are of", async () => {
    const { stage } = certified;
    const { colophon, registry, accounts } = stage;
    const before = await takeSnapshot();
    const workId = await registerWork(registry, accounts.aurora);
    const certificateOf = async (metadata: string): Promise<Certificate> => {
      await registry.amend(workId, hashBytes(metadata));
      return gather(colophon, { workId, metadataOf: () => Promise.resolve(metadata) });
    };
    const withThese = ({ work, ...rest }: Certificate, shown: readonly string[]): Case => ({
      certificate: textOf({ ...rest, work: { ...work, disclosures: [...shown].sort() } }),
    });
    const told = (text: string | Uint8Array): string => toBase64url(Buffer.from(text));
    const sound = ['["c2FsdA","author","Aurora"]', '["c2FsdA","author","Borealis"]', '["c2FsdA","note",{"a":[1,2.5]}]'];
    const odd = [
      ...[' [ "c" , "\\u0061uthor" , "Aurora" ] ', '["c","n",NaN]', '["c","n",1e400]', '["c","n",null]', '["c","n"]'],
      ...[
        '["c","n",1,2]',
        '{"0":"c","1":"n","2":1}',
        '[1,"n",1]',
        '["c",1,1]',
        '["c","\\ud800",1]',
        '"cn1"',
        "",
        "\ufeff[]",
      ],
      ...['["c","_sd",[]]', '["c","name","Another"]', `["c","n",${"[".repeat(99)}${"]".repeat(99)}]`],
      ...[`["c","n",${"[".repeat(3_000)}${"]".repeat(3_000)}]`, `["c","n",${"9".repeat(5_000)}]`],
    ];
    const written = [...sound, ...odd].map(told).filter((each) => each !== "");
    const disclosures = [...written, told(Buffer.of(0x5b, 0xff, 0x5d)), `${told(sound[0] ?? "")}A`, "YR", "Y"];
    const document = (digests: readonly string[]): string => canonicalText({ name: "A work", _sd: [...digests] });
    const certificate = await certificateOf(document(disclosures.map(digestOf)));
    const [aurora = "", borealis = "", note = ""] = disclosures;

    const pairs = disclosures.map((each) => withThese(certificate, [...new Set([aurora, each])]));
    const cases = [
      ...disclosures.map((each) => withThese(certificate, [each])),
      ...pairs,
      withThese(certificate, [aurora, note]),
    ];
    for (const metadata of [
      `{"_sd":["${digestOf(aurora)}"],"n":NaN}`,
      `{"_sd":["${digestOf(aurora)}"],"n":${"[".repeat(3_000)}${"]".repeat(3_000)}}`,
      `{"_sd":["${digestOf(aurora)}"],"n":[${"0,".repeat(50_000)}0]}`,
      `{"_sd":["${digestOf(aurora)}"],"_sd":[]}`,
      `{"_sd":[],"_s\\u0064":["${digestOf(aurora)}",1,null]}`,
      `\ufeff{"_sd":["${digestOf(aurora)}"]}`,
      `{"_sd":"${digestOf(aurora)}"}`,
      `["_sd"]`,
      "no JSON",
    ]) {
      cases.push(withThese(await certificateOf(metadata), [aurora]));
    }
    await before.restore();
    const counts = await second.expectAgreement(cases);
    expect([...counts.keys()].sort()).to.deep.equal(["altered", "signers unknown"]);
    const twice = withThese(certificate, [aurora, borealis]);
    expect(await verdictOf(twice)).to.equal("altered");
    expect(await verdictOf(withThese(certificate, [borealis, note]))).to.equal("signers unknown");
  });

  it(`says the same by ${TRUSTS} trust files that were changed (seed ${seed})`, async () => {
    const random = new Random(seed);
    const { certificate, stage } = certified;
    const { admin, guardian } = stage.accounts;
    const exact = await trustWithDeployment(certificate, stage);
    const certificates = [textOf(certificate), textOf(await attested(certified.workId))];
    const { members, ...others } = exact;
    const keys = (members?.keys ?? []).map((each, index) => ({
      ...each,
      mlDsa44: secondKeyOf(`0x${String(index + 1).repeat(64)}`).publicKey,
    }));
    const authority = { name: "an authority", certificate: timestampAuthority(folder, "of-trust", "rsa").certificate };
    const set = { from: certificate.state.block, members: exact.members, validators: exact.members?.keys };
    const changed = await signNewest({ ...exact, changes: [{ ...set, signatures: [] }] }, admin);
    const texts = [
      exact,
      { ...exact, timestampAuthorities: [authority], validators: exact.members?.keys, from: 0, until: 9_000 },
      { ...others, members: { threshold: 2, secondSignature: "required", keys } },
      await signNewest(changed, guardian),
    ].map((each) => JSON.stringify(each));

    const counts = await second.expectAgreement([
      ...texts.flatMap((trust) => certificates.map((each) => ({ certificate: each, trust }))),
      ...misread(exact).map((trust) => ({ certificate: certificates[0] ?? "", trust })),
      ...Array.from({ length: TRUSTS }, () => ({
        certificate: random.pick(certificates),
        trust: otherTrust(random, texts),
      })),
    ]);

    expect([...counts.keys()]).to.include.members(["valid", "not a trust file", "trust not continued"]);
    expect(counts.get("not a trust file")).to.be.above(TRUSTS / 4);
  });

  it("says the same of second signatures, asked for or not", async () => {
    const { trust } = certified;
    const keys = [1, 2, 3].map((digit) => secondKeyOf(`0x${String(digit).repeat(64)}`));
    const listed = (trust.members?.keys ?? []).map((each, index) => ({ ...each, mlDsa44: keys[index]?.publicKey }));
    const members = { threshold: 2, keys: listed };
    const texts = await Promise.all([[0, 1], [0], [1, 0], []].map((second) => twiceSigned(second.map((n) => keys[n]))));
    const otherLast = (text: string): string =>
      text.replace(/(?<="mlDsa44":"0x[0-9a-f]+)[0-9a-f](?=")/, (digit) => (digit === "0" ? "1" : "0"));

    const counts = await second.expectAgreement(
      [...texts, ...texts.map(otherLast)].flatMap((certificate) => [
        { certificate, trust: { ...trust, members: { ...members, secondSignature: "required" as const } } },
        { certificate, trust: { ...trust, members } },
        { certificate, trust },
      ]),
    );

    expect(counts.get("valid")).to.be.above(3);
    expect([...counts.keys()].sort()).to.deep.equal(["signers unknown", "valid"]);
  });

  it(`says the same of ${CASES} attested histories that were changed (seed ${seed})`, async () => {
    const random = new Random(seed);
    const { trust, stage } = certified;
    const workId = await registerWork(stage.registry, stage.accounts.aurora);
    const texts = [textOf(await attested(certified.workId)), textOf(await attested(workId))];

    const cases = Array.from({ length: CASES }, () => ({ certificate: mutated(random, texts), trust }));
    const counts = await second.expectAgreement([...texts.map((certificate) => ({ certificate, trust })), ...cases]);

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
      second: keys[index],
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
    const fresh = [certified.certificate, other, absent, anchored].map(textOf);
    // Parts of those by which one trust file is believed stand in each other's places.
    const own: Group = { trust: JSON.stringify(trust), texts: fresh };
    const groups = [own, ...groupsOf(keptCertificates())];

    const cases = Array.from({ length: CASES }, () => {
      const { texts, trust: by } = random.chance(0.5) ? own : random.pick(groups);
      return { certificate: mutated(random, texts), trust: by };
    });
    const counts = await second.expectAgreement(cases);

    expect(counts.get("altered")).to.be.above(CASES / 4);
    // What proves that a work has no title may prove it of another one, too.
    const believed = [...counts].filter(([verdict]) => verdict !== "no title" && isBelieved(verdict));
    const titled = groups.flatMap(({ texts }) => texts).filter((each) => !each.includes('"history":[]'));
    const claims = groups.flatMap(({ texts }) => texts).filter((each) => each.includes('"anchor":'));
    const same = cases.filter(({ certificate }) => isOneOf(certificate, [...titled, ...claims]));
    expect(
      believed.reduce((sum, [, count]) => sum + count, 0),
      "only what nobody changed is believed",
    ).to.be.at.most(same.length);
  });
});
