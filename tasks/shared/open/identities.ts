import { addressOfDid, isDid } from "../../../lib/identity/did";
import { type Identities, identitiesOf } from "../../../lib/identity/registry";
import type { CommandContext } from "../command/context";
import { addressOf } from "./accounts";
import { findModuleOf, open } from "./open";

/** The identities on the network of this run. */
export async function openIdentities(hre: CommandContext): Promise<Identities> {
  const colophon = await open(hre);
  return identitiesOf(colophon, await findModuleOf(hre, "IdentityRegistry"));
}

/** The address that `--identity` means: a DID of this chain, an address, or the name of an account. */
export async function identityAddress(chainId: bigint, value: string): Promise<string> {
  return isDid(value) ? addressOfDid(value, chainId) : addressOf(chainId, value, "--identity");
}
