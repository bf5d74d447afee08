import { writeFile } from "node:fs/promises";

import { expect } from "chai";

import type { Certificate } from "../../../../lib/certificates/format";
import { gather } from "../../../../lib/certificates/issue/issue";
import { judge } from "../../../../lib/certificates/judge/judge";
import type { MemberSigner, SecondKey } from "../../../../lib/certificates/member-signer";
import { readSecondKey, secondKeyOf, secondKeyPem } from "../../../../lib/certificates/members/second-key";
import { blocksOf, signBlocks } from "../../../../lib/certificates/members/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import { termsOf } from "../../../../lib/certificates/trust/terms";
import { signNewest } from "../../../../lib/certificates/trust/update";
import { mlDsa44KeyIn, mlDsa44Pem } from "../../../../lib/identity/ml-dsa-pem";
import { refusalOf } from "../../shared/refusal";
import { temporaryFolder } from "../../shared/temporary-folder";
import { type Certified, setCertified } from "../certified";

const seed = (digit: number): string => `0x${String(digit).repeat(64)}`;

describe("A second signature by a post-quantum key", () => {
  const keys = [1, 2, 3].map((digit) => secondKeyOf(seed(digit))) as [SecondKey, SecondKey, SecondKey];
  let certified: Certified;
  let certificate: Certificate;
  let trust: Trust;
  before(async () => {
    certified = await setCertified();
    certificate = await signedTwice(keys[0], keys[1]);
    trust = requiring(keys);
  });

  const withSecond = ({ address, signTypedData }: MemberSigner, key?: SecondKey): MemberSigner => ({
    address,
    signTypedData,
    second: key,
  });

  /** The certificate, signed by two members, each with a second key or without. */
  async function signedTwice(...second: readonly (SecondKey | undefined)[]): Promise<Certificate> {
    const { stage, workId } = certified;
    const { admin, guardian } = stage.accounts;
    const signers = [admin, guardian].map((account, index) =>
      withSecond({ address: account.address, signTypedData: account.signTypedData.bind(account) }, second[index]),
    ) as [MemberSigner, MemberSigner];
    const first = await signBlocks(stage.colophon, signers[0], [], await blocksOf(stage.colophon, workId));
    return gather(stage.colophon, {
      workId,
      checkpoints: await signBlocks(stage.colophon, signers[1], first.checkpoints, []),
    });
  }

  /** The trust, where members count with these second keys only. */
  function requiring(second: readonly SecondKey[]): Trust {
    const { members } = certified.trust;
    const listed = (members?.keys ?? []).map((each, index) => ({ ...each, mlDsa44: second[index]?.publicKey }));
    return { ...certified.trust, members: { threshold: 2, secondSignature: "required", keys: listed } };
  }

  /** The same trust, with the second signatures under its change in each other's place. */
  function withOtherSecond(changed: Trust): Trust {
    const [change] = changed.changes ?? [];
    if (change === undefined) throw new Error("there is a change");
    const seconds = change.signatures.map(({ mlDsa44 }) => mlDsa44).reverse();
    const signatures = change.signatures.map((each, index) => ({ ...each, mlDsa44: seconds[index] }));
    return { ...changed, changes: [{ ...change, signatures }] };
  }

  const verdictOf = async (of: Certificate, by = trust): Promise<string> => (await judge(of, { trust: by })).verdict;

  it("counts where the trust file asks for it, and one signature alone does not", async () => {
    expect(await verdictOf(certificate)).to.equal("valid");
    expect(await verdictOf(await signedTwice(keys[0]))).to.equal("not enough signers");
    expect(await verdictOf(await signedTwice())).to.equal("signers unknown");
    expect(await verdictOf(certificate, certified.trust), "not asked for").to.equal("valid");
  });

  it("counts for nothing where no listed key has made it: a trust file may be older than a member's new key", async () => {
    const listedOnly: Trust = { ...trust, members: { threshold: 2, keys: trust.members?.keys ?? [] } };
    const { address } = certified.stage.accounts.admin;
    const { blocks } = certificate;
    const last = blocks.at(-1);
    const members = (last?.members ?? []).map((each) =>
      each.by === address
        ? { ...each, mlDsa44: each.mlDsa44?.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) }
        : each,
    );
    const changed = { ...certificate, blocks: [...blocks.slice(0, -1), { header: last?.header ?? "0x", members }] };
    const renewed = await signedTwice(keys[2], keys[1]);

    for (const other of [changed, renewed]) {
      const bySecond = await judge(other, { trust });
      const byFirst = await judge(other, { trust: listedOnly });
      expect([bySecond.verdict, byFirst.verdict]).to.deep.equal(["not enough signers", "valid"]);
      expect([bySecond.proven?.unlisted, byFirst.proven?.unlisted]).to.deep.equal([[address], [address]]);
    }
    expect((await judge(certificate, { trust })).proven?.unlisted).to.deep.equal([]);
    expect((await judge(renewed, { trust: certified.trust })).proven?.unlisted, "none is listed").to.deep.equal([]);
    expect(await verdictOf(await signedTwice(keys[1], keys[0]))).to.equal("signers unknown");
  });

  it("is asked for in a change of whom to trust as well, else one stolen set of keys would do", async () => {
    const { admin, guardian } = certified.stage.accounts;
    const change = {
      members: { threshold: 1, keys: (trust.members?.keys ?? []).slice(0, 1) },
      from: 10,
      signatures: [],
    };
    const unsigned: Trust = { ...trust, changes: [change] };
    const signedBy = async (...second: readonly (SecondKey | undefined)[]): Promise<Trust> => {
      const one = withSecond({ address: admin.address, signTypedData: admin.signTypedData.bind(admin) }, second[0]);
      const two = withSecond(
        { address: guardian.address, signTypedData: guardian.signTypedData.bind(guardian) },
        second[1],
      );
      return signNewest(await signNewest(unsigned, one), two);
    };

    expect((await termsOf(await signedBy(keys[0], keys[1]))).length).to.equal(2);
    const refusal = await refusalOf(async () => termsOf(await signedBy(keys[0])));
    expect(refusal).to.include({ code: "TrustNotContinued" });
    const byOther = await refusalOf(async () => termsOf(await signedBy(keys[0], keys[1]).then(withOtherSecond)));
    expect(byOther, "of those before a change the keys are known").to.include({ code: "TrustNotContinued" });
    expect(byOther.message).to.contain("that is not by its second key");
  });

  it("has a key that is kept in a PEM file, and a public one that is read as it was written", async () => {
    const folder = await temporaryFolder();
    try {
      await writeFile(folder.at("key.pem"), secondKeyPem(seed(1)));
      await writeFile(folder.at("other.pem"), mlDsa44Pem(keys[0].publicKey));

      expect((await readSecondKey(folder.at("key.pem"))).publicKey).to.equal(keys[0].publicKey);
      expect(mlDsa44KeyIn(mlDsa44Pem(keys[0].publicKey))).to.equal(keys[0].publicKey);
      const refusal = await refusalOf(() => readSecondKey(folder.at("other.pem")));
      expect(refusal).to.include({ code: "NotASecondKey", exitCode: 2 });
      expect(mlDsa44KeyIn("no key")).to.equal(undefined);
    } finally {
      await folder.remove();
    }
  });
});
