import { expect } from "chai";

import { DEV_ACCOUNTS } from "../../../../lib/chain/development/dev-accounts";
import { isForTrying } from "../../../../lib/chain/development/for-trying";
import { namedAccount } from "../../../../lib/chain/development/named-account";
import { namedAccounts } from "../../../../lib/chain/development/named-accounts";
import type { DeploymentSettings } from "../../../../lib/env";
import { refusalOf } from "../../shared/refusal";

const NO_SETTINGS: DeploymentSettings = {
  deployer: undefined,
  committee: undefined,
  accreditor: undefined,
  adjudicator: undefined,
  guardian: undefined,
  revealWindow: undefined,
  baseURI: undefined,
};
const ADDRESS = "0x1111111111111111111111111111111111111111";

const LOCAL = { urls: ["http://127.0.0.1:8601", "http://127.0.0.1:8602"], chainId: 31338 };

describe("namedAccounts", () => {
  it("are the development accounts on the consortium of this machine, where no deployer is named", () => {
    const onConsortium = Object.entries(namedAccounts(NO_SETTINGS, LOCAL)).map(([name, { consortium }]) => [
      name,
      consortium,
    ]);

    expect(Object.fromEntries(onConsortium)).to.deep.equal(DEV_ACCOUNTS);
  });

  for (const [what, network] of [
    ["of another chain id", { ...LOCAL, chainId: 31337 }],
    ["one of whose nodes is elsewhere", { ...LOCAL, urls: [...LOCAL.urls, "http://10.0.0.1:8545"] }],
    ["without a node", { ...LOCAL, urls: [] }],
  ] as const) {
    it(`are nobody on a network ${what}`, () => {
      const places = Object.values(namedAccounts(NO_SETTINGS, network)).map(({ consortium }) => consortium);

      expect(new Set(places)).to.deep.equal(new Set([null]));
      expect(
        isForTrying({
          name: "consortium",
          config: { chainId: network.chainId, url: network.urls[0] ?? "", otherUrls: network.urls.slice(1) },
        }),
      ).to.equal(false);
    });
  }

  it("are the development accounts by their numbers, and nobody on a consortium that is not set up", () => {
    expect(namedAccounts(NO_SETTINGS, { urls: [], chainId: undefined })).to.deep.equal(
      Object.fromEntries(
        Object.entries(DEV_ACCOUNTS).map(([name, number]) => [name, { default: number, consortium: null }]),
      ),
    );
  });

  it("are on the consortium the one account that signs, and the addresses of the settings", () => {
    const settings = { ...NO_SETTINGS, deployer: "press", guardian: ADDRESS };

    const onConsortium = Object.entries(namedAccounts(settings, LOCAL)).map(([name, { consortium }]) => [
      name,
      consortium,
    ]);

    expect(Object.fromEntries(onConsortium)).to.deep.equal({
      deployer: 0,
      admin: null,
      accreditor: null,
      adjudicator: null,
      guardian: ADDRESS,
      publisher: null,
      aurora: null,
      borealis: null,
    });
  });
});

describe("namedAccount", () => {
  it("gives the address of a name", async () => {
    expect(await namedAccount(async () => ({ deployer: ADDRESS }), "deployer")).to.equal(ADDRESS);
  });

  for (const [name, variable] of [
    ["deployer", "COLOPHON_DEPLOYER"],
    ["accreditor", "COLOPHON_ACCREDITOR"],
    ["adjudicator", "COLOPHON_ADJUDICATOR"],
    ["guardian", "COLOPHON_GUARDIAN"],
  ] as const) {
    it(`refuses a network that has no "${name}", and names ${variable}`, async () => {
      const refusal = await refusalOf(() => namedAccount(async () => ({}), name));

      expect(refusal.message).to.equal(`This network has no account "${name}"`);
      expect(refusal.advice).to.equal(`Set ${variable} in .env (see .env.example).`);
      expect(refusal.exitCode).to.equal(2);
    });
  }
});
