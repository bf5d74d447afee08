import type { JsonValue } from "../../hashing/canonical-json";
import { digestOf, digestsIn } from "../../metadata/redactable";
import { ProofError } from "../../proofs/proof-error";
import type { Certificate } from "../format";

/** @throws ProofError where a disclosure is of no digest in the metadata, or they are not in their order, each once */
export function checkDisclosures({ metadata = "", disclosures = [] }: Certificate["work"]): void {
  if (disclosures.length === 0) return;
  const digests = new Set(digestsOf(metadata));
  let before = "";
  for (const [index, disclosure] of disclosures.entries()) {
    const what = `work.disclosures.${index}`;
    if (!digests.has(digestOf(disclosure))) throw new ProofError("root", `${what} is of no field of work.metadata`);
    if (disclosure <= before) throw new ProofError("left-over", `${what} is not in its place`);
    before = disclosure;
  }
}

function digestsOf(metadata: string): string[] {
  try {
    return digestsIn(JSON.parse(metadata) as JsonValue); // JSON gives nothing else
  } catch {
    return [];
  }
}
