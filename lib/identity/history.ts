import { type JsonRpcApiProvider, toBeHex } from "ethers";

import type { IdentityRegistry } from "../../typechain-types";
import { toSeconds } from "../chain/rpc/time";
import { type HistoryEvent, walkBack } from "../history/walk";

/** The events of an identity's history. */
export const IDENTITY_EVENTS = ["DIDOwnerChanged", "DIDDelegateChanged", "DIDAttributeChanged"] as const;

const WORD_BYTES = 32;

/** An identity's whole history, the oldest event first; empty for one that was never changed. */
export async function identityHistory(
  provider: JsonRpcApiProvider,
  registry: IdentityRegistry,
  identity: string,
): Promise<HistoryEvent[]> {
  return walkBack(provider, {
    address: await registry.getAddress(),
    contract: registry.interface,
    events: IDENTITY_EVENTS,
    link: "previousChange",
    topic: toBeHex(identity, WORD_BYTES),
    newestBlock: Number(await registry.changed(identity)),
  });
}

/**
 * Until when what an event says is good, in Unix seconds; 0 where it takes something back. The registry of
 * `ethr-did-registry` counts as its chain does, in milliseconds on some.
 */
export function validTo({ event }: HistoryEvent): number {
  return toSeconds(Number(event.args["validTo"]));
}
