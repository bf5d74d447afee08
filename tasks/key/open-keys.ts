import { keysOf, type OpenKeys } from "../../lib/keys/accounts";
import type { CommandContext } from "../shared/command/context";
import { type TaskDefinition, types } from "../shared/command/definition";
import { findModuleOf, open } from "../shared/open/open";

/** How a task is told whose account it is about. */
export interface KeyArgs {
  readonly publicKey: string;
  readonly passkey: boolean;
}

export const PUBLIC_KEY = "The public key in PEM, as openssl pkey -pubout writes it";

export function addKey(definition: TaskDefinition): TaskDefinition {
  return addPasskey(definition.addParam("publicKey", PUBLIC_KEY, undefined, types.string));
}

export function addPasskey(definition: TaskDefinition): TaskDefinition {
  return definition.addFlag("passkey", "The key is a passkey's: it signs in a browser, by WebAuthn");
}

/** The accounts of keys on the network of this run. */
export async function openKeys(hre: CommandContext): Promise<OpenKeys> {
  return keysOf(await open(hre), await findModuleOf(hre, "KeyAccounts"), await findModuleOf(hre, "Recovery"));
}
