import { survivesKills } from "../../../../lib/batch/shared/killed-runs";

/** A few, which run through the profile of FISCO BCOS as well; killed-runs.test.ts has more. */
describe("registerBulk, when it is killed", () => {
  survivesKills(3, 2);
});
