import { expect } from "chai";

import type { Stage } from "./shared/stage";

/** What a member of the committee reads who signs the blocks of a work. */
export function vouchesForBlocks(stage: () => Stage): void {
  it("says of a work without a title what a member's signature can prove of it, and of no other work", async () => {
    const said = async (path: string, out: string): Promise<string> => {
      const line = `checkpoint sign --file ${path} --account admin --out ${stage().at(out)}`;
      const { code, stdout, stderr } = await stage().run(line);
      expect(code, stderr).to.equal(0);
      return stdout;
    };

    const untitled = "Your node has no title of this work: what is signed proves that nobody had one by then.";
    expect(await said(stage().file().path, "untitled.json")).to.contain(untitled);
    expect(await said((await stage().registered()).path, "titled.json")).not.to.contain("no title");
  });
}
