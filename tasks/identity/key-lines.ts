import type { DidDocument } from "../../lib/identity/document";

/** A line for each key of a document: its name, what it is, the account where it is one. */
export function keyLines({ verificationMethod }: DidDocument): string[] {
  return verificationMethod.map(({ id, type, blockchainAccountId }) => {
    const name = id.slice(id.indexOf("#") + 1);
    const account = blockchainAccountId?.split(":").at(-1);
    return `${name}: ${account ?? type}`;
  });
}
