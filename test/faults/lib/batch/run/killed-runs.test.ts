import { config } from "hardhat";

import { survivesKills } from "../../../../lib/batch/shared/killed-runs";

/** Through the profile of FISCO BCOS a few are enough: the run is the same, and the node is another one. */
const isProfile = config.paths.configFile === require.resolve("../../../../fisco/hardhat.config");

describe("registerBulk, when it is killed", () => {
  if (isProfile) survivesKills(3, 2);
  else survivesKills(200, 4);
});
