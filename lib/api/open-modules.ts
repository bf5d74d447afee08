import { join } from "node:path";

import type { Recovery } from "../../typechain-types";
import type { Colophon } from "../chain/contracts/colophon";
import { type BesideName, findModule } from "../chain/contracts/deployment";
import { openCommittee, type Sitting } from "../committee/committee";
import { type Credentials, credentialsOf } from "../credentials/issuing/registry";
import { type Identities, identitiesOf } from "../identity/registry";
import { recoveryOf } from "../recovery/recovery";

/** The committee of an open registry, by the deployment files in the store. @throws ColophonError where there is none */
export async function openSitting(registry: Colophon, home: string): Promise<Sitting> {
  const placeOf = async (name: BesideName): Promise<string | undefined> =>
    (await findModule(deployments(home), registry.network, name))?.address;
  return openCommittee(registry, await placeOf("Committee"), {
    recovery: await placeOf("Recovery"),
    foreignTitles: await placeOf("ForeignTitles"),
  });
}

/** The identities of an open registry, likewise. */
export async function openIdentities(registry: Colophon, home: string): Promise<Identities> {
  return identitiesOf(registry, await findModule(deployments(home), registry.network, "IdentityRegistry"));
}

/** What is known of credentials beside an open registry, likewise. */
export async function openCredentials(registry: Colophon, home: string): Promise<Credentials> {
  const found = await findModule(deployments(home), registry.network, "CredentialRegistry");
  return credentialsOf(await openIdentities(registry, home), found);
}

/** The contract for recoveries of an open registry, likewise. */
export async function openRecovery(registry: Colophon, home: string): Promise<Recovery> {
  return recoveryOf(registry, await findModule(deployments(home), registry.network, "Recovery"));
}

function deployments(home: string): string {
  return join(home, "deployments");
}
