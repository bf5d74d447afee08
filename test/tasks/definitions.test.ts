import { expect } from "chai";
import hre from "hardhat";
import type { TaskDefinition } from "hardhat/types";

import { SCOPES } from "../../tasks/shared/command/invocation";

/** The tasks of the product, by their names. */
const TASKS = [
  "account fund, account list, account new, account show",
  "batch check, batch list, batch show",
  "certificate absence, certificate carry, certificate export, certificate follow, certificate issue, certificate print, certificate trust, certificate verify",
  "chain doctor",
  "checkpoint collect, checkpoint key, checkpoint publish, checkpoint sign",
  "credential issue, credential list, credential new-list, credential present, credential revoke, credential schema, credential show, credential verify",
  "log key, log sign",
  "identity delegate, identity relay, identity resolve, identity revoke, identity rotate, identity show",
  "key create, key prepare-accept, key prepare-apply, key prepare-guardians, key prepare-offer, key prepare-register, key prepare-veto, key send, key show",
  "party accredit, party accreditors, party apply, party appoint, party dismiss, party list",
  "party reconcile, party reinstate, party renew, party revoke, party show, party suspend",
  "order annul, order correct, order hold, order list, order reinstate, order release",
  "recovery approve, recovery execute, recovery guardians, recovery move, recovery order, recovery show, recovery veto",
  "committee execute, committee list, committee members, committee propose, committee show, committee vote, committee withdraw",
  "title accept, title decline, title foreign, title offer, title show, title withdraw",
  "work amend, work claim, work describe, work evidence, work history, work index, work list, work reconcile, work register, work register-batch, work versions",
  "work show, work verify",
].flatMap((line) => line.split(", "));

function definitions(): [name: string, definition: TaskDefinition][] {
  return SCOPES.flatMap((scope) =>
    Object.entries(hre.scopes[scope]?.tasks ?? {}).map(([task, definition]): [string, TaskDefinition] => [
      `${scope} ${task}`,
      definition,
    ]),
  );
}

describe("the tasks", () => {
  it("are these", () => {
    expect(definitions().map(([name]) => name)).to.have.members(TASKS);
  });

  it("have a description, as every scope has", () => {
    for (const scope of SCOPES) expect(hre.scopes[scope]?.description, scope).to.match(/^[A-Z].{9,}$/);
    for (const [name, { description }] of definitions()) expect(description, name).to.match(/^[A-Z].{9,}[^.]$/);
  });

  it("have a one-line description for every parameter", () => {
    for (const [name, { paramDefinitions }] of definitions()) {
      for (const [parameter, { description }] of Object.entries(paramDefinitions)) {
        expect(description, `${name} --${parameter}`).to.match(/^\S.{7,119}$/);
      }
    }
  });

  it("have a type for every parameter", () => {
    for (const [name, { paramDefinitions }] of definitions()) {
      for (const [parameter, { type }] of Object.entries(paramDefinitions)) {
        expect(type, `${name} --${parameter}`).not.to.equal(undefined);
      }
    }
  });

  it("call an account of this home --account, whatever they do with it", () => {
    for (const [name, { paramDefinitions }] of definitions()) {
      for (const [parameter, { description }] of Object.entries(paramDefinitions)) {
        if (/^The (name of the account|account's name)/.test(description ?? ""))
          expect(parameter, name).to.equal("account");
      }
    }
  });

  it("print JSON where they are asked to, every one of them", () => {
    for (const [name, { paramDefinitions }] of definitions()) {
      expect(paramDefinitions["json"], name).to.include({ isFlag: true, isOptional: true });
    }
  });

  it("call an account --account, whatever is done with it; a party and who may accept are others' accounts", () => {
    const named = definitions().flatMap(([, { paramDefinitions }]) => Object.values(paramDefinitions));

    const accounts = named.filter(({ description = "" }) => /\baccount\b/i.test(description)).map(({ name }) => name);
    expect([...new Set(accounts)]).to.have.members([
      "account",
      "accreditor",
      "allFrom",
      "identity",
      "lost",
      "party",
      "to",
    ]);
    expect(named.filter(({ name }) => name === "name")).to.deep.equal([]);
  });

  it("take no parameters by their place alone, but for the files of one that takes many", () => {
    for (const [name, { positionalParamDefinitions }] of definitions()) {
      const names = positionalParamDefinitions.map((parameter) => parameter.name);
      expect(names, name).to.deep.equal(["work verify", "checkpoint collect"].includes(name) ? ["files"] : []);
    }
  });
});
