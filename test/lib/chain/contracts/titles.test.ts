import { expect } from "chai";
import type { JsonRpcApiProvider } from "ethers";

import { readTitle } from "../../../../lib/chain/contracts/title";
import { haveTitles, readTitles } from "../../../../lib/chain/contracts/titles";
import { someHash } from "../../../shared/fixture";
import { setStage } from "../../shared/stage";

describe("readTitles and haveTitles", () => {
  it("gives what the registry says of each work, more than are asked for at once", async () => {
    const { colophon, registry, accounts } = await setStage();
    const ids = Array.from({ length: 320 }, () => BigInt(someHash()));
    const own = ids.filter((_, index) => index % 50 === 7);
    for (const id of own) {
      const claim = {
        owner: accounts.aurora.address,
        contentHash: `0x${id.toString(16).padStart(64, "0")}`,
        metadataHash: someHash(),
      };
      await registry.connect(accounts.aurora).register(claim);
    }

    const { provider, answers } = listeningTo(colophon.provider, (answer) => answer);
    const titles = await readTitles({ ...colophon, provider }, ids);

    const lengths = [100, 100, 100, 20].map((works) => 2 + 448 * works);
    expect(answers.map(({ length }) => length)).to.have.members(lengths);
    const single = [];
    for (const id of ids) single.push(await readTitle(colophon, id));
    expect(titles).to.deep.equal(single);
    expect(titles.filter((title) => title !== undefined)).to.have.length(own.length);
    expect(await readTitles(colophon, [])).to.deep.equal([]);
  });

  it("says which works have one, many more in an answer", async () => {
    const { colophon, registry, accounts } = await setStage();
    const ids = Array.from({ length: 720 }, () => BigInt(someHash()));
    const own = [0, 19, 699, 700, 719];
    for (const index of own) {
      const contentHash = `0x${(ids[index] ?? 0n).toString(16).padStart(64, "0")}`;
      await registry
        .connect(accounts.aurora)
        .register({ owner: accounts.aurora.address, contentHash, metadataHash: someHash() });
    }
    const { provider, answers } = listeningTo(colophon.provider, (answer) => answer);

    const titled = await haveTitles({ ...colophon, provider }, ids);

    expect([...titled.keys()].filter((index) => titled[index])).to.deep.equal(own);
    expect(answers.map(({ length }) => length)).to.have.members([700, 20].map((works) => 2 + 64 * works));
    const refusing = listeningTo(colophon.provider, () => "0x");
    expect(await haveTitles({ ...colophon, provider: refusing.provider }, ids.slice(19, 21))).to.deep.equal([
      true,
      false,
    ]);
  });

  it("asks for each where a node does not run the program", async () => {
    const { colophon, registry, accounts } = await setStage();
    const claim = { owner: accounts.aurora.address, contentHash: someHash(), metadataHash: someHash() };
    await registry.connect(accounts.aurora).register(claim);
    const ids = [BigInt(someHash()), BigInt(claim.contentHash)];
    const expected = await readTitles(colophon, ids);
    const { provider, calls } = listeningTo(colophon.provider, () => "0x");

    expect(await readTitles({ ...colophon, provider }, ids)).to.deep.equal(expected);
    expect(expected[1]?.owner).to.equal(accounts.aurora.address);
    expect(calls).to.deep.equal(["eth_call"]);
  });
});

/** A provider that notes what is sent and what the node answers. @param change what is made of an answer */
function listeningTo(
  provider: JsonRpcApiProvider,
  change: (answer: string) => string,
): { provider: JsonRpcApiProvider; calls: string[]; answers: string[] } {
  const [calls, answers]: [string[], string[]] = [[], []];
  const send = async (method: string, params: unknown[]): Promise<string> => {
    calls.push(method);
    const answer = String(await provider.send(method, params));
    answers.push(answer);
    return change(answer);
  };
  return { provider: Object.assign(Object.create(provider) as JsonRpcApiProvider, { send }), calls, answers };
}
