import { expect } from "chai";

import { blocksOf } from "../../../../lib/batch/lists/blocks";

describe("blocksOf", () => {
  it("knows the lines of a block whose memory was given away", async () => {
    const pieces = ["one\ntwo\nth", "ree\nfour\n", "five"];
    const lines: number[] = [];
    const source = async function* (): AsyncGenerator<string> {
      yield* pieces;
    };
    for await (const { line, bytes } of blocksOf(source())) {
      lines.push(line);
      structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
    }
    expect(lines).to.deep.equal([1, 3, 5]);
  });
});
