import { readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { computeAddress, SigningKey } from "ethers";

import { networkPath, readLocalConsortium } from "../../../lib/chain/development/local-consortium";
import { ColophonError } from "../../../lib/errors";
import { createNetwork, nodeKeyPath, nodesToCall, nodeUrl } from "../../../scripts/consortium/create";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";

const NOW = 1_800_000_000;

describe("Making a consortium network", () => {
  let temporary: TemporaryFolder;
  let folder: string;
  beforeEach(async () => {
    temporary = await temporaryFolder();
    folder = temporary.at("consortium");
  });
  afterEach(() => temporary.remove());

  it("writes down where the validators are", async () => {
    const network = await createNetwork(folder, 9001, NOW);
    expect(readLocalConsortium(folder)).to.deep.equal(network);
    expect(network.chainId).to.equal(31338);
    expect(network.validators.map(({ number, url, port }) => [number, url, port])).to.deep.equal([
      [1, "http://127.0.0.1:9001", 9011],
      [2, "http://127.0.0.1:9002", 9012],
      [3, "http://127.0.0.1:9003", 9013],
      [4, "http://127.0.0.1:9004", 9014],
    ]);
  });

  it("gives each validator a key that only its owner may read", async () => {
    const { validators } = await createNetwork(folder, 9001, NOW);
    for (const { number, address } of validators) {
      const path = nodeKeyPath(folder, number);
      expect(computeAddress(`0x${readFileSync(path, "utf8")}`)).to.equal(address);
      expect(statSync(path).mode & 0o777).to.equal(0o600);
    }
  });

  it("begins anew where the one before was not finished", async () => {
    const { validators } = await createNetwork(folder, 9001, NOW);
    unlinkSync(networkPath(folder));
    const second = await createNetwork(folder, 9001, NOW);
    expect(second.validators[0]?.address).not.to.equal(validators[0]?.address);
  });

  it("lets every two validators have one that calls", async () => {
    const network = await createNetwork(folder, 9001, NOW);
    const calls = await Promise.all([1, 2, 3, 4].map((number) => nodesToCall(folder, network, number)));
    expect(calls.map((nodes) => nodes.map((url) => new URL(url).port))).to.deep.equal([
      [],
      ["9011"],
      ["9011", "9012"],
      ["9011", "9012", "9013"],
    ]);
  });

  it("names a validator to the others by its public key", () => {
    const key = `0x${"11".repeat(32)}`;
    const publicKey = new SigningKey(key).publicKey.slice(4);
    expect(nodeUrl(key, 9011)).to.equal(`kni://${publicKey}@127.0.0.1:9011?discport=0&ntype=cn`);
  });

  it("says which key is damaged", async () => {
    const network = await createNetwork(folder, 9001, NOW);
    writeFileSync(nodeKeyPath(folder, 2), "half");
    const outcome = await nodesToCall(folder, network, 4).catch((error: unknown) => error);
    expect(outcome)
      .to.be.instanceOf(ColophonError)
      .with.property("message", `${nodeKeyPath(folder, 2)} is missing or damaged`);
  });
});
