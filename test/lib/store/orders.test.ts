import { writeFileSync } from "node:fs";

import { expect } from "chai";

import { hashFile } from "../../../lib/hashing/hash-file";
import { documentOf, keepDocument, listOrders, noteDecisions } from "../../../lib/store/orders";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

const ADJUDICATOR = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const HOLD = { decision: "hold", work: `0x${"1".repeat(64)}`, adjudicator: ADJUDICATOR, notedAt: 1 } as const;

describe("the orders of a home", () => {
  let folder: TemporaryFolder;
  let path: string;
  const shelf = (): { home: string; network: string; registry: string } => ({
    ...{ home: folder.at("home"), network: "embedded", registry: ADJUDICATOR },
  });
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = folder.at("order.json");
    writeFileSync(path, '{"format":"somebody\'s own"}');
  });
  afterEach(() => folder.remove());

  it("keep a document whatever its name is, and each decision once", async () => {
    const { contentHash } = await hashFile(path);

    const kept = await keepDocument(shelf(), contentHash, path);
    await noteDecisions(shelf(), contentHash, [HOLD]);
    await noteDecisions(shelf(), contentHash, [
      { ...HOLD, notedAt: 2 },
      { ...HOLD, decision: "release" },
    ]);

    expect((await hashFile(kept)).contentHash).to.equal(contentHash);
    expect(await documentOf(shelf(), contentHash)).to.equal(kept);
    const { sound, odd } = await listOrders(shelf());
    expect(odd).to.deep.equal([]);
    expect(sound.map(({ decisions }) => decisions)).to.deep.equal([[HOLD, { ...HOLD, decision: "release" }]]);
  });

  it("refuse a document that has changed since it was hashed, and keep nothing of it", async () => {
    const { contentHash } = await hashFile(path);
    writeFileSync(path, "another order\n");

    const refusal = await refusalOf(() => keepDocument(shelf(), contentHash, path));

    expect(refusal.code).to.equal("OrderChanged");
    expect(await documentOf(shelf(), contentHash)).to.equal(undefined);
    expect((await listOrders(shelf())).sound).to.deep.equal([]);
  });
});
