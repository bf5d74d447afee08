import type { BaseWallet } from "ethers";

import { type Issuer, issuerOf } from "../../lib/credentials/issuing/issue";
import { type Credentials, credentialsOf } from "../../lib/credentials/issuing/registry";
import { accountKey, readPrivateKey } from "../../lib/credentials/keys";
import { resolveIdentity } from "../../lib/identity/resolve";
import type { CommandContext } from "../shared/command/context";
import { type TaskDefinition, types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { signer } from "../shared/open/accounts";
import { identityAddress, openIdentities } from "../shared/open/identities";
import { findModuleOf } from "../shared/open/open";

/** How a task is told who issues. */
export interface IssuerArgs {
  readonly identity?: string;
  readonly key?: string;
  readonly account?: string;
}

/** Who issues, with what it needs for that. */
export interface OpenIssuer {
  readonly credentials: Credentials;
  /** The account that sends. */
  readonly wallet: BaseWallet;
  /** The address of the identity. */
  readonly address: string;
  readonly issuer: Issuer;
}

export function addIdentity(definition: TaskDefinition): TaskDefinition {
  return addJson(
    addAccount(
      definition.addOptionalParam(
        "identity",
        "The identity that issues; without it, that of the account itself",
        undefined,
        types.string,
      ),
    ),
  );
}

export function addIssuer(definition: TaskDefinition): TaskDefinition {
  return addIdentity(
    definition.addOptionalParam(
      "key",
      "A private key of the identity (PEM), on P-256 or secp256k1, to sign with",
      undefined,
      types.string,
    ),
  );
}

/** What the network of this run knows of credentials. */
export async function openCredentials(hre: CommandContext): Promise<Credentials> {
  return credentialsOf(await openIdentities(hre), await findModuleOf(hre, "CredentialRegistry"));
}

/** The account that signs, and whose identity is meant. */
export async function openIdentity(
  { identity, account }: IssuerArgs,
  hre: CommandContext,
): Promise<Omit<OpenIssuer, "issuer">> {
  const credentials = await openCredentials(hre);
  const { chainId } = credentials.identities.colophon;
  const wallet = await signer(chainId, account, "accreditor");
  const address = identity === undefined ? wallet.address : await identityAddress(chainId, identity);
  return { credentials, wallet, address };
}

/** @throws ColophonError where the identity does not name the key that is to sign */
export async function openIssuer(args: IssuerArgs, hre: CommandContext): Promise<OpenIssuer> {
  const opened = await openIdentity(args, hre);
  const key = args.key === undefined ? accountKey(opened.wallet) : await readPrivateKey(args.key);
  const { document } = await resolveIdentity(opened.credentials.identities, opened.address);
  return { ...opened, issuer: issuerOf(document, key) };
}
