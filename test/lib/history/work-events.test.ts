import { expect } from "chai";
import { type EventFragment, ZeroAddress } from "ethers";

import { ARTIFACTS } from "../../../lib/chain/contracts/artifacts";
import { toHex, wordHex } from "../../../lib/hex";
import { readWorkEvent, WORK_EVENTS } from "../../../lib/history/work-events";
import { Random, testSeed } from "../../shared/random";

const TIMES = 20;

describe("readWorkEvent", () => {
  const { contract } = ARTIFACTS.WorkRegistry;
  const seed = testSeed();

  for (const name of WORK_EVENTS) {
    it(`reads ${name} as ethers does (seed ${seed})`, () => {
      const random = new Random(seed);
      const fragment = fragmentOf(name);
      for (let count = 0; count < TIMES; count += 1) {
        const values = fragment.inputs.map(({ type }) => someValue(random, type));
        const log = contract.encodeEventLog(fragment, values);
        const theirs = contract.parseLog({ topics: [...log.topics], data: log.data });

        expect(readWorkEvent(log)).to.deep.equal({ name, args: theirs?.args.toObject() });
      }
    });

    it(`reads ${name} in no other form: not with a value more, a value less, or one that is too large`, () => {
      const fragment = fragmentOf(name);
      const { topics, data } = contract.encodeEventLog(
        fragment,
        fragment.inputs.map(({ type }) => (type === "address" ? ZeroAddress : type === "bytes32" ? wordHex(1) : 1n)),
      );
      expect(readWorkEvent({ topics, data })?.name).to.equal(name);

      for (const log of [
        { topics: [...topics, wordHex(1)], data },
        { topics: topics.slice(0, -1), data },
        { topics, data: `${data}${"0".repeat(64)}` },
        { topics, data: `${data}00` },
        { topics, data: data.slice(0, -2) },
        { topics, data: "0x" },
        { topics, data: `${data.slice(0, -64)}${"f".repeat(64)}` },
        { topics: [wordHex(1), ...topics.slice(1)], data },
        { topics: [], data },
      ]) {
        expect(readWorkEvent(log), JSON.stringify(log)).to.equal(undefined);
      }
    });
  }

  it("reads no event of the registry that is none of a work's history", () => {
    for (const name of ["ClaimRejected", "Transfer", "Paused"]) {
      const fragment = fragmentOf(name);
      const log = contract.encodeEventLog(
        fragment,
        fragment.inputs.map(({ type }) => (type === "address" ? ZeroAddress : 1n)),
      );
      expect(readWorkEvent(log), name).to.equal(undefined);
    }
  });

  function fragmentOf(name: string): EventFragment {
    const fragment = contract.getEvent(name);
    if (fragment === null) throw new Error(`there is no event ${name}`);
    return fragment;
  }
});

function someValue(random: Random, type: string): string | bigint {
  const bytes = (length: number): string => toHex(Uint8Array.from({ length }, () => random.below(256)));
  if (type === "bytes32") return bytes(32);
  if (type === "address") return bytes(20);
  return BigInt(bytes(Number(type.replace("uint", "")) / 8));
}
