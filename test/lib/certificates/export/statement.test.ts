import { expect } from "chai";

import { proveEvent } from "../../../../lib/certificates/export/statement";
import { tlogProof } from "../../../../lib/certificates/export/tlog";
import { formatHead } from "../../../../lib/log/head";
import { encodeLeaf, hashLeaf } from "../../../../lib/log/leaf";
import { rootByInclusion } from "../../../../lib/log/verify";
import { someHash } from "../../../shared/fixture";
import { refusalOf } from "../../shared/refusal";
import { setStated, type Stated } from "./stated";

describe("proveEvent", () => {
  let stated: Stated;
  before(async () => {
    stated = await setStated();
  });

  it("proves the registration, unless another event is asked for", async () => {
    const { stage, log, workId, statement } = stated;
    const again = await proveEvent(stage.colophon, log, { workId, event: 1 });
    const amended = await proveEvent(stage.colophon, log, { workId, event: 2 });

    expect(again).to.deep.equal(statement);
    expect(statement.event).to.equal("WorkRegistered");
    expect(statement.values).to.include({ owner: stage.accounts.aurora.address, previousBlock: "0" });
    expect(amended.event).to.equal("WorkAmended");
    expect(amended.index).to.be.above(statement.index);
    for (const { leaf, logged, index, head, path } of [statement, amended]) {
      expect(encodeLeaf(log.registry, logged).equals(leaf)).to.equal(true);
      expect(rootByInclusion(hashLeaf(leaf), { index, size: head.size }, path)).to.deep.equal(log.tree.root());
    }
  });

  it("proves it in an earlier tree, and in none from before it", async () => {
    const { stage, log, workId, statement } = stated;
    const size = statement.index + 1;
    const earlier = await proveEvent(stage.colophon, log, { workId, size });

    expect(earlier.head).to.deep.equal({ origin: log.origin, size, root: log.tree.root(size) });
    const refusal = await refusalOf(() => proveEvent(stage.colophon, log, { workId, size: size - 1 }));
    expect(refusal).to.include({ code: "HeadBeforeEvent", exitCode: 3 });
  });

  it("refuses a work without a title, and an event that there is not", async () => {
    const { stage, log, workId } = stated;

    const none = await refusalOf(() => proveEvent(stage.colophon, log, { workId: BigInt(someHash()) }));
    expect(none).to.include({ code: "NoTitleToCertify", exitCode: 2 });
    for (const event of [0, 3, -1]) {
      const refusal = await refusalOf(() => proveEvent(stage.colophon, log, { workId, event }));
      expect(refusal).to.include({ code: "NoSuchEvent", exitCode: 2 });
    }
  });

  it("is written as a tlog-proof: the event, its place, the path and the signed head", () => {
    const { statement, signed } = stated;
    const lines = tlogProof(statement, signed).split("\n");

    expect(lines[0]).to.equal("c2sp.org/tlog-proof@v1");
    expect(lines[1]).to.equal(`extra ${statement.leaf.toString("base64")}`);
    expect(lines[2]).to.equal(`index ${statement.index}`);
    const path = statement.path.map((node) => node.toString("base64"));
    expect(lines.slice(3, 3 + path.length)).to.deep.equal(path);
    expect(lines.slice(3 + path.length).join("\n")).to.equal(`\n${formatHead(signed)}`);
    const other = { ...signed, head: { ...signed.head, size: 1 } };
    expect(() => tlogProof(statement, other)).to.throw("another tree");
  });
});
