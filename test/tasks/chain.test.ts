import { mine } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import type { Finding } from "../../lib/chain/checks/doctor";
import { refusalOf } from "../lib/shared/refusal";
import { openWorkshop, run, type Workshop } from "./workshop";

interface Diagnosis {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

describe("the tasks about the chain", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
    // The fixture may be minutes old.
    await mine();
  });
  afterEach(() => workshop.close());

  describe("doctor", () => {
    it("is content with warnings, and gives every finding", async () => {
      const { healthy, findings } = await run<Diagnosis>("chain", "doctor");

      expect(healthy).to.equal(true);
      // The clock of the in-process chain is as far ahead as the tests before have set it.
      const told = findings.filter(({ check, verdict }) => check !== "time" && verdict !== "ok");
      expect(told.map(({ check }) => check)).to.deep.equal([
        // The fixture is not handed over, and accredits other publishers than the one that signs by default.
        "admin",
        "account",
      ]);
    });

    it("looks at the account that is named", async () => {
      const { findings } = await run<Diagnosis>("chain", "doctor", { account: "aurora" });

      expect(findings.at(-1)).to.deep.include({
        check: "account",
        verdict: "ok",
        found: `${workshop.accounts.aurora.address} is accredited`,
      });
    });

    it("is not content where a check fails", async () => {
      const { manager, registry } = workshop;
      const { selector } = registry.interface.getFunction("pause");
      await manager.setTargetFunctionRole(registry, [selector], 0);

      const { healthy, findings } = await run<Diagnosis>("chain", "doctor", { account: "aurora" });

      expect(healthy).to.equal(false);
      expect(findings.filter(({ verdict }) => verdict === "failed").map(({ check }) => check)).to.deep.equal(["roles"]);
    });

    it("refuses an account that nobody has", async () => {
      const refusal = await refusalOf(() => run("chain", "doctor", { account: "nobody" }));

      expect(refusal.message).to.equal('There is no account "nobody"');
      expect(refusal.exitCode).to.equal(2);
    });
  });
});
