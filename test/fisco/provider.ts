import { BrowserProvider, Network } from "ethers";
import { network } from "hardhat";

import { PROVIDER_OPTIONS } from "../../lib/chain/rpc/rpc";
import { Clock } from "./profile/clock";
import { control } from "./profile/controls";
import { Profile } from "./profile/profile";
import type { Ask } from "./profile/refusal";

const STEP_MS = 1;

/** The in-process chain of a test, seen as FISCO BCOS shows its chain. */
export interface FiscoView {
  readonly provider: BrowserProvider;
  /** Asks the chain itself, with times in seconds. */
  readonly control: Ask;
}

export function viewInProcessChain(): FiscoView {
  const chain: Ask = (method, params = []) => network.provider.request({ method, params: [...params] });
  const clock = new Clock(chain, STEP_MS);
  const profile = new Profile(chain, clock);
  const request = ({ method, params = [] }: { method: string; params?: unknown[] }): Promise<unknown> =>
    profile.ask(method, params);
  const chainId = new Network("fisco", network.config.chainId ?? 0);
  const provider = new BrowserProvider({ request }, chainId, { ...PROVIDER_OPTIONS, staticNetwork: chainId });
  return { provider, control: (method, params = []) => control(chain, clock, method, params) };
}
