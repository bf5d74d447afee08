import { readFileSync } from "node:fs";

import { expect } from "chai";

import type { Certificate } from "../../../lib/certificates/format";
import { toldTimestamp } from "../../../lib/certificates/judge/timestamp";
import { TRUST, type Trust } from "../../../lib/certificates/trust";
import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { ProofError } from "../../../lib/proofs/proof-error";
import { timestampIn } from "../../../lib/proofs/timestamps/timestamp-token";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";
import { type TimestampAuthority, timestampAuthority } from "./timestamp-authority";

const WORK = { id: hashBytes("La mer.\n") };

describe("A timestamp of an authority", () => {
  let folder: TemporaryFolder;
  let authorities: readonly TimestampAuthority[];
  before(async () => {
    folder = await temporaryFolder();
    authorities = [timestampAuthority(folder, "one", "rsa"), timestampAuthority(folder, "two", "ec")];
  });
  after(() => folder.remove());

  const stamped = async (authority?: TimestampAuthority): Promise<NonNullable<Certificate["timestamp"]>> => {
    const response = authority?.stamp(WORK.id) ?? "";
    return timestampIn(readFileSync(response), WORK.id, response);
  };
  /** A trust file that names authorities by their places. */
  const trusting = (...named: readonly (TimestampAuthority | undefined)[]): Trust => ({
    format: "colophon-trust/1",
    registry: { chainId: 1, address: `0x${"00".repeat(20)}` },
    timestampAuthorities: named.map((each, index) => ({ name: `${index}`, certificate: each?.certificate ?? "" })),
  });
  const told = (timestamp: Certificate["timestamp"], trust?: Trust) =>
    toldTimestamp({ work: WORK, timestamp } as Certificate, trust);

  it("tells since when there was the file, and who says so, where whoever is trusted names the authority", async () => {
    const now = Date.now() / 1000;
    for (const [index, authority] of authorities.entries()) {
      const timestamp = await stamped(authority);

      const { time = 0, authority: name } = (await told(timestamp, trusting(...authorities))) ?? {};
      expect(name).to.equal(`${index}`);
      expect(time).to.be.closeTo(now, 600);
      expect(await told(timestamp, trusting(authorities[1 - index]))).to.include({ authority: undefined });
      expect(await told(timestamp)).to.include({ authority: undefined });
    }
  });

  it("is never told earlier than it was made: a fraction counts as the next second", async () => {
    const timestamp = await stamped(authorities[0]);
    const [, day = "", clock = "", fraction = ""] =
      /(\d{8})(\d{6})(\.\d+)?Z/.exec(Buffer.from(timestamp.info.slice(2), "hex").toString("latin1")) ?? [];
    const iso = `${day.replace(/(....)(..)/, "$1-$2-")}T${clock.replace(/(..)(..)/, "$1:$2:")}`;

    const { time } = (await told(timestamp)) ?? {};
    expect(time).to.equal(Date.parse(`${iso}Z`) / 1000 + (fraction === "" ? 0 : 1));
  });

  it("is found to be altered whichever of its bytes is changed", async () => {
    const timestamp = await stamped(authorities[0]);
    for (const part of ["info", "attributes", "signature", "certificate"] as const) {
      const bytes = timestamp[part];
      for (let at = 2; at < bytes.length; at += 29) {
        const other = `${bytes.slice(0, at)}${bytes[at] === "1" ? "2" : "1"}${bytes.slice(at + 1)}`;
        const error: unknown = await told({ ...timestamp, [part]: other }).catch((thrown: unknown) => thrown);
        expect(error, `${part} ${at}`).to.be.instanceOf(ProofError);
      }
    }
    const error: unknown = await told({ ...timestamp, hash: "sha512" }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ProofError);
  });

  it("is by nobody who has another key, and a trust file names authorities by their certificates", async () => {
    const timestamp = await stamped(authorities[0]);
    const other = timestampAuthority(folder, "three", "rsa");

    expect(await told(timestamp, trusting(other))).to.include({ authority: undefined });
    const broken = other.certificate.replace(/(?<=BEGIN CERTIFICATE-----\n).{8}/, "AAAAAAAA");
    expect(await told(timestamp, trusting({ ...other, certificate: broken }))).to.include({ authority: undefined });
    expect(TRUST.schema.safeParse(trusting(other)).success).to.equal(true);
    expect(TRUST.schema.safeParse(trusting({ ...other, certificate: "no certificate" })).success).to.equal(false);
  });

  it("is refused where it is of another file, no response of an authority, or by a key that not all verifiers know", async () => {
    const response = authorities[0]?.stamp(WORK.id) ?? "";

    const brainpool = timestampAuthority(folder, "four", "brainpool");

    for (const [bytes, hash] of [
      [readFileSync(response), hashBytes("another")],
      [readFileSync(brainpool.stamp(WORK.id)), WORK.id],
      [Buffer.from("no response"), WORK.id],
    ] as const) {
      const refusal = await refusalOf(() => timestampIn(bytes, hash, response));
      expect(refusal).to.include({ code: "NotATimestamp", exitCode: 2 });
    }
  });

  it("is refused in its own words where the authority's certificate is named by SHA-1 alone", async () => {
    const response = timestampAuthority(folder, "five", "rsa", "sha1").stamp(WORK.id);

    const refusal = await refusalOf(() => timestampIn(readFileSync(response), WORK.id, response));

    expect(refusal).to.include({ code: "NotATimestamp", exitCode: 2 });
    expect(refusal.message).to.contain("name no certificate by SHA-256 or longer, at most by SHA-1");
  });
});
