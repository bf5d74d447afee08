import { ColophonError } from "../../errors";
import { ProofError } from "../../proofs/proof-error";
import { inOrderOfSigners } from "../../proofs/signatures/seals";
import type { CheckedRegistry } from "../checkpoint";
import type { Term, Trust, TrustChange, TrustSet } from "../trust";
import { changeDigest } from "./change";
import { requireListedKeys, type Signers, signersOf } from "./signers";
import { standingBy } from "./standing";

/**
 * Those who are believed, term by term, the oldest first: each change follows from the set before, whose members or validators
 * have signed it, as many as it takes for a block.
 * @throws ColophonError, exit code 3, where one does not
 */
export async function termsOf({ registry, changes = [], ...first }: Trust): Promise<readonly Term[]> {
  let before = termOf(registry, undefined, first);
  const terms = [before];
  for (const [index, change] of changes.entries()) {
    const what = `changes.${index}`;
    if (change.from <= before.from || change.from > before.end) {
      const end = before.end === Infinity ? "" : ` and ends at ${before.end}`;
      throw notContinued(`${what} begins at block ${change.from}, and the term before it at ${before.from}${end}`);
    }
    const term = termOf(registry, before.digest, change);
    await requireSigned(change, term.digest, before, what);
    terms[index] = { ...before, end: change.from };
    terms.push(term);
    before = term;
  }
  return terms;
}

function termOf(registry: CheckedRegistry, previous: string | undefined, set: TrustSet): Term {
  const { members, validators, from = 0, until } = set;
  const digest = changeDigest(registry, previous, set);
  return { members, validators, from, until, end: until ?? Infinity, digest };
}

async function requireSigned(
  { signatures }: Pick<TrustChange, "signatures">,
  digest: string,
  before: TrustSet,
  what: string,
): Promise<void> {
  let signers: Signers;
  try {
    signers = await signersOf(digest, inOrderOfSigners(signatures), `${what}.signatures`, [before]);
    requireListedKeys(signers, `${what}.signatures`);
  } catch (error) {
    if (error instanceof ProofError)
      throw notContinued(`${error.message}, about this change of the sets before it`, error);
    throw error;
  }
  // Validators have no seals here: they sign as members do.
  if (standingBy(before, signers, signers.all) === "vouched") return;
  throw notContinued(`${what} is not signed by enough of those before it`);
}

/** The refusal of changes that do not follow from the set before. */
export function notContinued(why: string, cause?: unknown): ColophonError {
  return new ColophonError(`The changes of whom to trust do not hold: ${why}`, {
    code: "TrustNotContinued",
    advice:
      "Ask the consortium for the file with all changes, as it was signed, and keep the one that you have until then.",
    exitCode: 3,
    cause,
  });
}
