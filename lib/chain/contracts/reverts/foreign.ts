import { formatWorkId } from "../../../hashing/work-id";
import type { Sentences } from "./sentence";

const ANOTHER_CERTIFICATE = "Ask whoever handed the certificate over for a newer one, with enough signatures.";

/** What the errors of titles of other chains mean that a certificate meets, in words. */
export const FOREIGN_SENTENCES: Sentences = {
  ForeignTitlesUnknownSource: () => ({
    message: "The registry that the certificate is of is not believed here",
    advice:
      "The committee of this chain admits it by vote, as docs/foreign.md tells: npx hardhat committee propose --what source --trust FILE --headers KIND",
  }),
  ForeignTitlesNotNewer: ([, workId, block, known]) => ({
    message: `The title of ${formatWorkId(BigInt(String(workId)))} is known here as of block ${known}, and this proof is of block ${block}`,
    advice: "There is nothing to do, unless the title has changed since: then carry a newer certificate.",
  }),
  ForeignTitlesStranger: ([, term, signer]) => ({
    message: `${signer} is not among those who are believed in term ${term} of the source, or signed something else`,
    advice: ANOTHER_CERTIFICATE,
  }),
  ForeignTitlesTooFew: ([, term, signatures, needed]) => ({
    message: `${signatures} of those who are believed in term ${term} of the source have signed, and it takes ${needed}`,
    advice: ANOTHER_CERTIFICATE,
  }),
  ForeignTitlesOtherTerm: ([, term, block]) => ({
    message: `Those of term ${term} of the source do not vouch for its block ${block}`,
    advice: ANOTHER_CERTIFICATE,
  }),
  // OpenZeppelin's library says the same of a node that is no RLP and of a way that ends at a branch with nothing below.
  RLPInvalidEncoding: () => ({
    message: "The proof leads to nothing: its way ends where no title is, or a part of it is damaged",
    advice: "Only a title that is there can be proven to a contract. Carry the certificate as it was issued.",
  }),
};
