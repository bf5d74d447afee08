import { digestOf, digestsOf, readDisclosure } from "../../metadata/redactable";
import { ProofError } from "../../proofs/proof-error";
import type { Certificate } from "../format";

/**
 * Whoever makes a document up can put two values of one field into it: never both are told, so that nobody is shown the one for the other.
 * @throws ProofError where a disclosure is of no digest in the metadata or tells no field, two tell one, or they are not in their order
 */
export function checkDisclosures({ metadata = "", disclosures = [] }: Certificate["work"]): void {
  if (disclosures.length === 0) return;
  const digests = new Set(digestsOf(metadata));
  const told = new Set<string>();
  let before = "";
  for (const [index, disclosure] of disclosures.entries()) {
    const what = `work.disclosures.${index}`;
    if (!digests.has(digestOf(disclosure))) throw new ProofError("root", `${what} is of no field of work.metadata`);
    if (disclosure <= before) throw new ProofError("left-over", `${what} is not in its place`);
    before = disclosure;
    const field = readDisclosure(disclosure);
    if (field === undefined) throw new ProofError("malformed", `${what} tells no field`);
    if (told.has(field.name)) throw new ProofError("left-over", `${what} tells a field that another one tells as well`);
    told.add(field.name);
  }
}
