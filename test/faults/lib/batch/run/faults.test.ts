import { FAULTS, survivesFaults } from "../../../../lib/batch/shared/faults";

describe("registerBulk, when something fails", () => {
  survivesFaults({
    modes: ["anchor", "direct"],
    faults: FAULTS,
    methods: ["eth_getBlockByNumber", "eth_call", "eth_estimateGas", "eth_getTransactionReceipt"],
    depths: [1, 4],
  });
});
