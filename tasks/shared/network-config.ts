import type {} from "hardhat/types";

declare module "hardhat/types/config" {
  interface HttpNetworkUserConfig {
    /** The URLs of other nodes of the network, which are used with the first as one. */
    otherUrls?: readonly string[];
  }

  interface HttpNetworkConfig {
    otherUrls?: readonly string[];
  }
}
