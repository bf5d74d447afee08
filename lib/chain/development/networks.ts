import { chainPort, type ConsortiumSettings } from "../../env";
import { ColophonError } from "../../errors";
import { DEV_CHAIN_ID } from "./dev-accounts";

/** The URL of a network whose nodes are not configured. */
export const NOT_SET = "not set";

/** The networks that a command can be about. */
export const NETWORKS = ["embedded", "consortium"] as const;

type NetworkName = (typeof NETWORKS)[number];

/** What is to be known of a network. */
interface NetworkPlace {
  readonly chainId?: number;
  /** The first of its nodes, or NOT_SET. */
  readonly url: string;
  /** Its other nodes, which are used with the first as one. */
  readonly otherUrls?: readonly string[];
}

/** What is to be known of each of them. @param consortium where the consortium's network is */
export function networksWith({ urls, chainId }: ConsortiumSettings): Record<NetworkName, NetworkPlace> {
  const [url = NOT_SET, ...otherUrls] = urls;
  return {
    embedded: { url: `http://127.0.0.1:${chainPort()}`, chainId: DEV_CHAIN_ID },
    consortium: { url, otherUrls, ...(chainId === undefined ? {} : { chainId }) },
  };
}

/**
 * The network of a name.
 * @param name undefined is the embedded chain
 * @param source where the name stands: --network or COLOPHON_NETWORK
 * @throws ColophonError, exit code 2, where there is none
 */
export function networkNamed(name: string | undefined, source: string): NetworkName {
  const network = NETWORKS.find((known) => known === (name ?? "embedded"));
  if (network !== undefined) return network;
  throw new ColophonError(`${source}: there is no network "${name}"`, {
    code: "NoSuchNetwork",
    advice: "The networks are embedded, which is meant where none is named, and consortium.",
    exitCode: 2,
  });
}
