import type { ForeignTitles, IForeignTitles } from "../../../typechain-types";
import { quorumOf } from "../../chain/rpc/validators";
import type { HeaderKind } from "../../proofs/header";
import type { Certificate, NamedSignature } from "../format";
import { type Link, linksOf, sealedHeaders } from "./links";
import { contractSignatures } from "./trust-set";

/** Whose signatures stand under a block, as the contract numbers them. */
const MEMBERS = 0;
const VALIDATORS = 1;
type Vouchers = typeof MEMBERS | typeof VALIDATORS;

/** A term of a source, with its number there. */
interface NumberedTerm {
  readonly number: number;
  readonly from: number;
  readonly end: number;
  /** How many it takes of members, and of validators; 0 where they do not count. */
  readonly needed: readonly [members: number, validators: number];
}

/** The proof of a certificate's title, and how many of those whom the contract believes stand under it. */
export interface FoundProof {
  readonly proof: IForeignTitles.ProofStruct;
  readonly signatures: number;
  readonly isEnough: boolean;
}

/**
 * What proves a certificate's title to a contract, by those whom it believes about the source: the first block and the newest term
 * under which enough of them stand, or else where most do.
 * @returns undefined where nobody of them vouches for any of the blocks
 */
export async function proofFor(
  contract: ForeignTitles,
  sourceId: string,
  certificate: Certificate,
): Promise<FoundProof | undefined> {
  const terms = await termsAt(contract, sourceId, certificate.headers);
  let best: FoundProof | undefined;
  for (const link of linksOf(certificate)) {
    for (const term of terms) {
      for (const vouchers of [VALIDATORS, MEMBERS] as const) {
        if (!mayVouch(term, link, vouchers)) continue;
        const counted = await countedOf(contract, sourceId, term.number, signaturesOf(link, vouchers), vouchers);
        const isEnough = counted.length >= term.needed[vouchers];
        if (!isEnough && counted.length <= (best?.signatures ?? 0)) continue;
        best = {
          proof: proofBy(certificate, link, vouchers, term, counted),
          signatures: counted.length,
          isEnough,
        };
        if (isEnough) return best;
      }
    }
  }
  return best;
}

/** The terms that count, the newest first. */
async function termsAt(contract: ForeignTitles, sourceId: string, kind: HeaderKind): Promise<NumberedTerm[]> {
  const { firstTerm, terms } = await contract.sourceOf(sourceId);
  const numbers = Array.from({ length: Number(terms - firstTerm) }, (_, index) => Number(terms) - 1 - index);
  return Promise.all(
    numbers.map(async (number) => {
      const { from, end, threshold, validators } = await contract.termOf(sourceId, number);
      const quorum = quorumOf(kind === "qbft" ? "qbft" : "kaia", Number(validators));
      return { number, from: Number(from), end: Number(end), needed: [Number(threshold), quorum] as const };
    }),
  );
}

/** The contract's rule, and the trust file's. */
function mayVouch({ from, end, needed }: NumberedTerm, { number }: Link, vouchers: Vouchers): boolean {
  return needed[vouchers] > 0 && number < end && (vouchers === MEMBERS || number >= from);
}

function signaturesOf({ block }: Link, vouchers: Vouchers): readonly NamedSignature[] {
  return (vouchers === MEMBERS ? block.members : block.seals?.signatures) ?? [];
}

/** Those signatures whose signers count: the contract refuses a stranger's. */
async function countedOf(
  contract: ForeignTitles,
  sourceId: string,
  term: number,
  signatures: readonly NamedSignature[],
  vouchers: Vouchers,
): Promise<NamedSignature[]> {
  const counts = await Promise.all(signatures.map(({ by }) => contract.countsIn(sourceId, term, by)));
  return signatures.filter((_, index) => counts[index]?.[vouchers] === true);
}

function proofBy(
  certificate: Certificate,
  link: Link,
  vouchers: Vouchers,
  { number }: NumberedTerm,
  signatures: readonly NamedSignature[],
): IForeignTitles.ProofStruct {
  return {
    headers: vouchers === VALIDATORS ? sealedHeaders(certificate, link) : [...link.headers],
    vouchers,
    term: number,
    signatures: contractSignatures(signatures),
    account: [...certificate.state.account],
    slot: [...certificate.state.storage],
  };
}
