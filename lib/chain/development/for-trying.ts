import { isOfThisMachine } from "./named-accounts";

/** What Hardhat says of a network. */
interface SomeNetwork {
  readonly name: string;
  readonly config: { readonly chainId?: number; readonly url?: string; readonly otherUrls?: readonly string[] };
}

/** Whether a network is one of this machine's own, for trying things out: the embedded chain or the consortium of this machine. */
export function isForTrying({ name, config }: SomeNetwork): boolean {
  const { chainId, url, otherUrls = [] } = config;
  if (name !== "consortium") return name === "embedded";
  return isOfThisMachine({ urls: url === undefined ? [] : [url, ...otherUrls], chainId });
}
