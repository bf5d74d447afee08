import { survivesKills } from "../shared/killed-runs";

/** A few; `npm run test:faults` has more. */
describe("registerBulk, when it is killed", () => {
  survivesKills(3, 2);
});
