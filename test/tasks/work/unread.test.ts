import { expect } from "chai";

import { refusalOf } from "../../lib/shared/refusal";
import { openWorkshop, run, type Workshop } from "../workshop";

describe("what a task can refuse without a large file", () => {
  let workshop: Workshop;
  let unread: { readonly file: string };
  let deed: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    // A folder has no hash: whoever reads it is told another sentence.
    unread = { file: workshop.at(".") };
    deed = workshop.at(".");
  });
  afterEach(() => workshop.close());

  const TASKS = [
    ["work", "amend", { title: "The sea" }],
    ["work", "claim", {}],
    ["work", "register", { title: "The sea" }],
    ["title", "offer", { to: "borealis" }],
    ["title", "accept", { yes: true }],
    ["title", "decline", {}],
    ["title", "withdraw", {}],
    ["order", "hold", {}],
    ["checkpoint", "sign", {}],
  ] as const;

  for (const [scope, task, args] of TASKS) {
    it(`${scope} ${task}: that there is no such account`, async () => {
      const given = { ...unread, ...args, deed, order: deed, out: workshop.at("out.json"), account: "nobody" };
      expect(await refusalOf(() => run(scope, task, given))).to.include({ code: "NoSuchAccount" });
    });
  }

  for (const [scope, task, args] of TASKS.filter(([, task]) => ["amend", "offer", "accept"].includes(task))) {
    it(`${scope} ${task}: that the account is not accredited`, async () => {
      const given = { ...unread, ...args, deed, account: "guardian" };
      const refusal = await refusalOf(() => run(scope, task, given));
      expect(refusal).to.include({ code: "WorkRegistryNotAccredited" });
    });
  }

  it("work claim: that there is no batch file to claim from, or none that is anchored", async () => {
    const claim = (args: object) => refusalOf(() => run("work", "claim", { ...unread, ...args, account: "aurora" }));
    const work = workshop.write("work.txt", "La mer.\n").path;

    expect(await claim({})).to.include({ code: "NotAnchored", exitCode: 2 });
    const from = workshop.write("list.txt", work).path;
    const { batch } = await run<{ batch: string }>("work", "register-batch", {
      from,
      mode: "direct",
      account: "aurora",
    });
    expect(await claim({ batch })).to.include({ code: "BatchHasNoAnchor", exitCode: 2 });
    expect(await claim({})).to.include({ code: "FileIsFolder" });
  });

  it("that a file is not there, before who signs", async () => {
    for (const [scope, task, args] of TASKS) {
      const given = { ...args, deed, order: deed, out: workshop.at("out.json"), account: "nobody" };
      const refusal = await refusalOf(() => run(scope, task, { ...given, file: workshop.at("nowhere.txt") }));
      expect(refusal, task).to.include({ code: "FileNotFound", exitCode: 2 });
    }
  });
});
