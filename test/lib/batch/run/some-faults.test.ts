import { survivesFaults } from "../shared/faults";

/** One of each kind; `npm run test:faults` has them all. */
describe("registerBulk, when something fails", () => {
  survivesFaults({ modes: ["direct"], faults: ["lost"], methods: ["eth_getTransactionReceipt"], depths: [1] });
});
