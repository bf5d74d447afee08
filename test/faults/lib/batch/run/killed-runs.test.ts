import { survivesKills } from "../../../../lib/batch/shared/killed-runs";

describe("registerBulk, when it is killed", () => {
  survivesKills(200, 4);
});
