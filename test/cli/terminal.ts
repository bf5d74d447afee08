import { expect } from "chai";

import { devWallet } from "../../lib/chain/development/dev-wallet";
import { COLOPHON } from "../bin/colophon";
import { type Ended, start } from "./shared/processes";
import type { Stage, WrittenFile } from "./shared/stage";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/** What somebody types, how the command ends by it, and what is said of it. */
const NOT_MEANT: Readonly<Record<string, { readonly keys: string; readonly says: string }>> = {
  "a no": { keys: "n\r", says: "Error: Nothing was done: the answer was no" },
  "Enter alone": { keys: "\r", says: "Error: Nothing was done: the answer was no" },
  "Ctrl-C": { keys: CTRL_C, says: "Error: Nothing was done: the question was not answered" },
  "the end of the input": { keys: CTRL_D, says: "Error: Nothing was done: the question was not answered" },
};

/** What is asked at a terminal, and what becomes of each answer. */
export function asksAtTerminal(stage: () => Stage): void {
  describe("title accept at a terminal", () => {
    let work: WrittenFile;
    let deed: WrittenFile;
    beforeEach(async () => {
      ({ work, deed } = await stage().offered());
    });

    /** Answers when the question is there. */
    async function answered(keys: string): Promise<Ended> {
      const line = `title accept --work ${work.hash} --deed ${deed.path} --account borealis`;
      const running = start([COLOPHON, ...line.split(" ")], stage().settings, { atTerminal: true });
      await running.says(/Accept this title\? It cannot be undone\./);
      running.type(keys);
      return running.ended;
    }

    const owner = async (): Promise<string> => stage().colophon.registry.ownerOf(work.hash);

    it("shows title, seller, deed and date, and takes it at a yes", async () => {
      const { code, stdout } = await answered("y\r");

      expect(code).to.equal(0);
      for (const shown of [work.hash, devWallet("aurora").address, deed.hash]) expect(stdout).to.contain(shown);
      expect(stdout).to.match(/^Since +\d{4}-\d\d-\d\d /m);
      expect(stdout).to.match(/Accepted +0x/);
      expect(await owner()).to.equal(devWallet("borealis").address);
    });

    for (const [name, { keys, says }] of Object.entries(NOT_MEANT)) {
      it(`takes nothing at ${name}, and ends with 1`, async () => {
        const { code, stdout } = await answered(keys);

        expect(stdout).to.contain(says);
        expect(code).to.equal(1);
        expect(await owner()).to.equal(devWallet("aurora").address);
      });
    }
  });
}
