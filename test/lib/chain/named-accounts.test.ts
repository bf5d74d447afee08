import { expect } from "chai";

import { DEV_ACCOUNTS } from "../../../lib/chain/dev-accounts";
import { namedAccount } from "../../../lib/chain/named-account";
import { namedAccounts } from "../../../lib/chain/named-accounts";
import type { DeploymentSettings } from "../../../lib/env";
import { refusalOf } from "../refusal";

const NO_SETTINGS: DeploymentSettings = {
  deployer: undefined,
  admin: undefined,
  accreditor: undefined,
  adjudicator: undefined,
  guardian: undefined,
  revealWindow: undefined,
  baseURI: undefined,
};
const ADDRESS = "0x1111111111111111111111111111111111111111";

describe("namedAccounts", () => {
  it("are the development accounts by their numbers, and nobody on a consortium that is not set up", () => {
    expect(namedAccounts(NO_SETTINGS, undefined)).to.deep.equal(
      Object.fromEntries(
        Object.entries(DEV_ACCOUNTS).map(([name, number]) => [name, { default: number, consortium: null }]),
      ),
    );
  });

  it("are on the consortium the one account that signs, and the addresses of the settings", () => {
    const settings = { ...NO_SETTINGS, deployer: "press", admin: ADDRESS, guardian: ADDRESS };

    const onConsortium = Object.entries(namedAccounts(settings, 1337)).map(([name, { consortium }]) => [
      name,
      consortium,
    ]);

    expect(Object.fromEntries(onConsortium)).to.deep.equal({
      deployer: 0,
      admin: ADDRESS,
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
    ["admin", "COLOPHON_ADMIN"],
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
