import { expect } from "chai";
import { BrowserProvider, toBeHex, ZeroAddress } from "ethers";
import { network } from "hardhat";

import { checkNode } from "../../../../lib/chain/checks/engine";
import type { Finding } from "../../../../lib/chain/checks/finding";
import { PROVIDER_OPTIONS } from "../../../../lib/chain/rpc/rpc";
import { nodeInBetween } from "../../shared/node-in-between";
import { changeBlock } from "./twists";

const CLZ_CODE = "0x5f1e5f5260205ff3";
const FREE = "0x0";
const PRICED = "0x7";

/** @param baseFee what the newest block asks for; @param revision of the EVM: the in-process chain's own is cancun */
async function look(client: string, baseFee: string, revision: "cancun" | "osaka"): Promise<Finding> {
  const { provider: node } = nodeInBetween({
    web3_clientVersion: () => client,
    ...changeBlock({ baseFeePerGas: baseFee }),
  });
  const request = async ({ method, params = [] }: { method: string; params?: unknown[] }): Promise<unknown> => {
    const [call] = params as [{ data?: string } | undefined];
    if (revision === "osaka" && call?.data === CLZ_CODE) return toBeHex(256, 32);
    return node.send(method, params);
  };
  const provider = new BrowserProvider({ request }, network.config.chainId, PROVIDER_OPTIONS);
  return checkNode({
    ...{
      network: "consortium",
      provider,
      chainId: undefined,
      deployment: undefined,
      modules: {},
      account: ZeroAddress,
    },
    ...{ isForTrying: false, now: 0 },
  });
}

describe("the doctor's look at the client", () => {
  for (const client of [
    "anvil/v1.7.1",
    "Klaytn/v1.0.3/linux-amd64/go1.26",
    "Geth/v1.13.0-stable/linux-amd64/go1.21",
    "FISCO-BCOS-Web3RPC/3.17.0-Release/Linux g++/4c7a0f",
    "FISCO-BCOS-Web3RPC/4.0.0-Release/Linux g++/4c7a0f",
    "FISCO-BCOS-Web3RPC/unknown",
    "besu/v26.7.1/linux-x86_64/openjdk-java-21",
    "besu/v26.10.0/linux-x86_64/openjdk-java-21",
    "besu/v27.1/linux-x86_64/openjdk-java-21",
    "besu",
  ]) {
    it(`has nothing against ${client}`, async () => {
      expect(await look(client, FREE, "osaka")).to.deep.equal({
        ...{ check: "node", verdict: "ok", found: client, advice: undefined },
      });
    });
  }

  for (const client of ["FISCO-BCOS-Web3RPC/3.16.9-Release/Linux g++/4c7a0f", "fisco bcos/v3.9"]) {
    it(`fails ${client}, whose blocks may have any time`, async () => {
      expect(await look(client, FREE, "cancun")).to.deep.equal({
        check: "node",
        verdict: "failed",
        found: `${client}: before 3.17.0 nobody checks the time that a leader gives its block`,
        advice: "A registration's time can be made up there: have every node upgraded to FISCO BCOS 3.17.0 or newer.",
      });
    });
  }

  for (const client of [
    "besu/v26.3.0/linux-x86_64/openjdk-java-21",
    "besu/member-1.2/v26.7.0/linux-x86_64/openjdk-java-21",
    "besu/v25.12-develop-1a2b3c/linux-x86_64/openjdk-java-21",
  ]) {
    describe(`of ${client}`, () => {
      const found = `${client}: before 26.7.1 it makes only empty blocks where gas is free and the EVM is osaka`;

      it("fails where gas is free and the EVM is osaka", async () => {
        expect(await look(client, FREE, "osaka")).to.deep.equal({
          ...{ check: "node", verdict: "failed", found: `${found}, as here` },
          advice: "Have every validator upgraded to Besu 26.7.1 or newer.",
        });
      });

      it("warns where gas is free and the EVM is an older one", async () => {
        expect(await look(client, FREE, "cancun")).to.deep.equal({
          ...{ check: "node", verdict: "warning", found },
          advice: "Have every validator upgraded to 26.7.1 or newer before osaka is switched on.",
        });
      });

      it("has nothing against it where gas costs", async () => {
        expect(await look(client, PRICED, "osaka")).to.include({ verdict: "ok", found: client });
      });
    });
  }
});
