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

  /** What the doctor complains of; the clock of the in-process chain is as far ahead as the tests before have set it. */
  const complaints = (findings: readonly Finding[]): Finding[] =>
    findings.filter(({ check, verdict }) => check !== "time" && verdict !== "ok");

  describe("doctor", () => {
    it("is content with warnings, and gives every finding", async () => {
      const { healthy, findings } = await run<Diagnosis>("chain", "doctor");

      expect(healthy).to.equal(!findings.some(({ verdict }) => verdict === "failed"));
      expect(complaints(findings).map(({ check, verdict }) => [check, verdict])).to.deep.equal([
        // The fixture is not handed over, and accredits other publishers than the one that signs by default.
        ["admin", "warning"],
        ["account", "warning"],
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
      const failed = complaints(findings).filter(({ verdict }) => verdict === "failed");
      expect(failed.map(({ check }) => check)).to.deep.equal(["roles"]);
    });

    it("refuses an account that nobody has", async () => {
      const refusal = await refusalOf(() => run("chain", "doctor", { account: "nobody" }));

      expect(refusal.message).to.equal('There is no account "nobody"');
      expect(refusal.exitCode).to.equal(2);
    });
  });
});
