import { writeFileSync } from "node:fs";

import { expect } from "chai";

import { consortiumFolder, consortiumNetwork, networkPath } from "../../../../lib/chain/development/local-consortium";
import { createNetwork } from "../../../../scripts/consortium/create";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const FIRST_PORT = 9001;
const NOW = 1_800_000_000;
const LOCAL = [9001, 9002, 9003, 9004].map((port) => `http://127.0.0.1:${port}`);
const NOTHING = { urls: [], chainId: undefined };

describe("consortiumNetwork", () => {
  let folder: TemporaryFolder;
  let home: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    home = folder.at("home");
  });
  afterEach(() => folder.remove());

  const make = (): Promise<unknown> => createNetwork(consortiumFolder(home), FIRST_PORT, NOW);

  it("is nothing where there are no settings and no network on this machine", () => {
    expect(consortiumNetwork(NOTHING, home)).to.deep.equal(NOTHING);
  });

  it("is the network of this machine where the settings name no node", async () => {
    await make();

    expect(consortiumNetwork(NOTHING, home)).to.deep.equal({ urls: LOCAL, chainId: 31338 });
  });

  it("is that of the settings where they name a node", async () => {
    await make();
    const settings = { urls: ["http://127.0.0.1:8545"], chainId: 1337 };

    expect(consortiumNetwork(settings, home)).to.deep.equal(settings);
  });

  it("keeps the chain id of the settings, so that a wrong one is refused and not passed over", async () => {
    await make();

    expect(consortiumNetwork({ urls: [], chainId: 1337 }, home)).to.deep.equal({ urls: LOCAL, chainId: 1337 });
  });

  it("refuses a file that does not describe a network, and says how to make it anew", async () => {
    await make();
    const path = networkPath(consortiumFolder(home));
    writeFileSync(path, "{}");

    const refusal = await refusalOf(async () => Promise.resolve(consortiumNetwork(NOTHING, home)));

    expect(refusal.message).to.equal(`${path} does not describe a consortium network`);
    expect(refusal.advice).to.equal("Make the network anew: npm run consortium -- wipe, then npm run consortium.");
  });
});
