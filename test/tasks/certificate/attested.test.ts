import { readFileSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import hre from "hardhat";

import type { Attestation } from "../../../lib/certificates/attested/format";
import { textOf } from "../../../lib/certificates/file";
import type { Trust } from "../../../lib/certificates/trust";
import { setSettings } from "../../lib/shared/environment";
import { refusalOf } from "../../lib/shared/refusal";
import { openWorkshop, run, type Workshop } from "../workshop";

interface Judged {
  readonly verdict: string;
  readonly reason?: string;
  readonly history: readonly { readonly event: string }[];
}

/** The chain of these tests gives no proofs: that of the profile of FISCO BCOS by itself, any other is made to refuse them. */
function withoutProofs(): () => void {
  const { provider } = hre.network;
  const request = provider.request.bind(provider);
  provider.request = async (asked) => {
    if (asked.method === "eth_getProof") throw new Error("the method eth_getProof does not exist");
    return request(asked);
  };
  return () => {
    provider.request = request;
  };
}

describe("the tasks about certificates, on a chain without proofs", () => {
  let workshop: Workshop;
  let file: string;
  let certificate: string;
  let trust: string;
  let restore: () => void;
  beforeEach(async () => {
    workshop = await openWorkshop();
    restore = withoutProofs();
    file = workshop.write("poem.txt", "La mer.\n").path;
    certificate = workshop.at("certificate.json");
    const { accounts, registry, colophon } = workshop;
    const keys = (["admin", "guardian"] as const).map((name) => ({ name, address: accounts[name].address }));
    const trusted: Trust = {
      format: "colophon-trust/1",
      registry: { chainId: Number(colophon.chainId), address: await registry.getAddress() },
      members: { threshold: 2, keys },
    };
    trust = workshop.write("trust.json", JSON.stringify(trusted)).path;
    await run("work", "register", { file, title: "The sea", account: "aurora" });
    await run("work", "amend", { file, title: "The sea, again", account: "aurora" });
  });
  afterEach(async () => {
    restore();
    await workshop.close();
  });

  async function sign(name: string): Promise<string> {
    const [first, out] = [workshop.at(`first-${name}`), workshop.at(name)];
    await run("checkpoint", "sign", { file, account: "admin", out: first });
    await run("checkpoint", "sign", { checkpoints: first, account: "guardian", out });
    return out;
  }

  const verify = (args: object = {}): Promise<Judged> =>
    run("certificate", "verify", { certificate, file, trust, ...args });

  it("sign the work's history, and issue what is verified in a home that has nothing", async () => {
    await run("certificate", "issue", { file, checkpoints: await sign("checkpoints.json"), trust, out: certificate });

    const empty = setSettings({ HOME: workshop.at("empty"), CHAIN_PORT: "1" });
    try {
      const judged = await verify();
      expect(judged).to.include({ verdict: "valid" });
      expect(judged.history.map(({ event }) => event)).to.deep.equal(["WorkRegistered", "WorkAmended"]);
      expect(await verify({ file: trust })).to.include({ verdict: "not this file" });
    } finally {
      empty();
    }
    const { format } = JSON.parse(readFileSync(certificate, "utf8")) as Attestation;
    expect(format).to.equal("colophon-attestation/1");
  });

  it("find every event that was taken away or changed, and too few members", async () => {
    await run("certificate", "issue", { file, checkpoints: await sign("checkpoints.json"), trust, out: certificate });
    const text = readFileSync(certificate, "utf8");
    const whole = JSON.parse(text) as Attestation;

    for (const [changed, verdict] of [
      [{ ...whole, history: whole.history.slice(1) }, "altered"],
      [{ ...whole, history: whole.history.slice(0, 1) }, "altered"],
      [{ ...whole, block: { ...whole.block, time: whole.block.time + 1 } }, "altered"],
      [{ ...whole, members: whole.members.slice(1) }, "not enough signers"],
    ] as const) {
      writeFileSync(certificate, textOf(changed));
      expect(await verify()).to.include({ verdict });
    }
    writeFileSync(certificate, text);
    expect(await verify()).to.include({ verdict: "valid" });
  });

  it("refuse to sign beside those who signed another history, and to issue one that has moved on", async () => {
    const checkpoints = await sign("checkpoints.json");
    await run("work", "amend", { file, title: "The sea, once more", account: "aurora" });

    const issued = await refusalOf(() => run("certificate", "issue", { file, checkpoints, out: certificate }));
    expect(issued).to.include({ code: "HistoryMovedOn", exitCode: 3 });
    const signed = await refusalOf(() =>
      run("checkpoint", "sign", { checkpoints, account: "admin", out: workshop.at("late.json") }),
    );
    expect(signed).to.include({ code: "HistoryMovedOn", exitCode: 3 });
  });
});
