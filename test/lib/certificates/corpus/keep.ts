import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type BaseWallet, sha256, toUtf8Bytes } from "ethers";

import type { EitherCertificate } from "../../../../lib/certificates/attested/either";
import type { CheckedRegistry } from "../../../../lib/certificates/checkpoint";
import type { Checkpoints } from "../../../../lib/certificates/checkpoints";
import { textOf } from "../../../../lib/certificates/file";
import type { MemberSigner } from "../../../../lib/certificates/member-signer";
import { signBlocks } from "../../../../lib/certificates/members/sign";
import type { Trust } from "../../../../lib/certificates/trust";
import type { Colophon } from "../../../../lib/chain/contracts/colophon";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { verdictOf } from "../verdict-of";
import { asked, CORPUS, type CorpusCase, words } from "./cases";
import { type Trusts, trustsOf } from "./cases-of";

export const MEMBERS: readonly [BaseWallet, BaseWallet] = [devWallet("admin"), devWallet("guardian")];

/** Whether a folder of the corpus is there: what is there is never made anew. */
export function isKept(folder: string): boolean {
  return existsSync(join(CORPUS, folder));
}

/** A work of this name, and its hash. */
export function work(name: string): { text: string; contentHash: string } {
  const text = `The text of the work ${name}.\n`;
  return { text, contentHash: sha256(toUtf8Bytes(text)) };
}

/** What is kept of a certificate beside itself. */
export interface Kept {
  /** Whom to believe, by the names of the files. */
  readonly trusts: Readonly<Record<string, Trust>>;
  readonly cases: readonly CorpusCase[];
}

/** Writes a certificate, its work and whom to believe, and notes what is said of it, once it is. */
export async function keep(
  folder: string,
  name: string,
  certificate: EitherCertificate,
  { trusts, cases }: Kept,
): Promise<void> {
  const at = (file: string): string => join(CORPUS, folder, file);
  mkdirSync(join(CORPUS, folder), { recursive: true });
  writeFileSync(at(`${name}.json`), textOf(certificate));
  writeFileSync(at(`${name}.work.txt`), work(`${folder} ${name}`).text);
  for (const [file, trust] of Object.entries(trusts)) writeFileSync(at(`${file}.json`), `${JSON.stringify(trust)}\n`);

  const wrong: string[] = [];
  for (const each of cases) {
    const verdict = await verdictOf(asked(each));
    if (verdict !== each.verdict) wrong.push(`${words(each)}: ${verdict}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  // What is there is not written anew.
  const path = join(CORPUS, "cases.json");
  const before = readFileSync(path, "utf8").replace(/\n\]\n$/, "");
  writeFileSync(path, `${before},\n${cases.map((each) => JSON.stringify(each)).join(",\n")}\n]\n`);
}

/** What both members sign of these blocks. */
export async function signed(
  colophon: Colophon,
  numbers: readonly number[],
  [one, other]: readonly [MemberSigner, MemberSigner] = MEMBERS,
): Promise<Checkpoints> {
  const first = await signBlocks(colophon, one, [], numbers);
  return signBlocks(colophon, other, first.checkpoints, numbers);
}

export const membersOf = (registry: CheckedRegistry): Trusts =>
  trustsOf(registry, { members: MEMBERS.map(({ address }) => address) });
