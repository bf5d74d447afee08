import type {} from "hardhat/types";

/** The URL of a network whose nodes are not configured. */
export const NOT_SET = "not set";

declare module "hardhat/types/config" {
  interface HttpNetworkUserConfig {
    /** The URLs of other nodes of the network, which are used with the first as one. */
    otherUrls?: readonly string[];
  }

  interface HttpNetworkConfig {
    otherUrls?: readonly string[];
  }
}
