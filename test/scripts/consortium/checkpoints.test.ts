import { readdir, readFile } from "node:fs/promises";

import { expect } from "chai";

import type { Checkpoints } from "../../../lib/certificates/checkpoints";
import { unreadable } from "../../../lib/store/readable";
import { checkpointsPath, keepSigned } from "../../../scripts/consortium/checkpoints";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";
import { someHash } from "../../shared/fixture";

/** More than anybody reads in one file. */
const BLOCKS = 6_000;

describe("What the members of a network sign", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  const signed = (...blocks: readonly number[]): Checkpoints => ({
    format: "colophon-checkpoints/1",
    registry: { chainId: 1, address: "0x" },
    checkpoints: blocks.map((blockNumber) => ({
      ...{ blockNumber, blockHash: someHash(), stateRoot: someHash() },
      members: ["0xA", "0xB"].map((by) => ({ by, signature: `0x${"5".repeat(130)}` })),
    })),
  });

  it("is kept in one file as long as that can be read, and then in another one", async () => {
    const path = checkpointsPath(folder.at(""));
    const read = async (name: string): Promise<Checkpoints> =>
      JSON.parse(await readFile(folder.at(name), "utf8")) as Checkpoints; // as it was written
    const first = await keepSigned(path, undefined, signed(8));
    const second = await keepSigned(path, first, signed(16));

    expect(second.checkpoints.map(({ blockNumber }) => blockNumber)).to.deep.equal([8, 16]);
    expect(await read("checkpoints.json")).to.deep.equal(second);

    const many = signed(...Array.from({ length: BLOCKS }, (_, index) => 24 + 8 * index));
    const third = await keepSigned(path, second, many);

    expect(third).to.deep.equal(many);
    expect((await readdir(folder.at(""))).sort()).to.deep.equal(["checkpoints-8-16.json", "checkpoints.json"]);
    expect(await read("checkpoints-8-16.json")).to.deep.equal(second);
    expect(unreadable(await readFile(folder.at("checkpoints-8-16.json"), "utf8"))).to.equal(undefined);
  });
});
