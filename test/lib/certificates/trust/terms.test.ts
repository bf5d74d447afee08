import { expect } from "chai";
import type { HDNodeWallet } from "ethers";

import type { Trust } from "../../../../lib/certificates/trust";
import { termsOf } from "../../../../lib/certificates/trust/terms";
import { refusalOf } from "../../shared/refusal";
import { changedTo, membersOf, someMembers } from "./parties";

const REGISTRY = { chainId: 31337, address: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0" };

describe("termsOf", () => {
  const [old, next, last] = [someMembers(3), someMembers(3, 10), someMembers(3, 20)];
  const [first, second] = old as [HDNodeWallet, HDNodeWallet];
  const trust: Trust = { format: "colophon-trust/1", registry: REGISTRY, ...membersOf(old, 2) };

  const refused = async (changed: Trust): Promise<string> => {
    const refusal = await refusalOf(() => termsOf(changed));
    expect(refusal).to.include({ code: "TrustNotContinued", exitCode: 3 });
    return refusal.message;
  };

  it("gives each set its term: from its block until the next one's", async () => {
    const once = await changedTo(trust, membersOf(next, 1), 100, first, second);
    const twice = await changedTo(once, { ...membersOf(last, 2), until: 300 }, 200, ...next.slice(1, 2));

    const terms = await termsOf(twice);

    expect(terms.map(({ from, end }) => [from, end])).to.deep.equal([
      [0, 100],
      [100, 200],
      [200, 300],
    ]);
    expect(terms[2]?.members).to.deep.equal(membersOf(last, 2).members);
  });

  it("takes a change that two thirds of the validators before it have signed", async () => {
    const keys = old.map(({ address }) => ({ name: "a validator", address }));
    const validators: Trust = { format: "colophon-trust/1", registry: REGISTRY, validators: keys };

    expect((await termsOf(await changedTo(validators, { validators: keys.slice(1) }, 9, ...old))).length).to.equal(2);
    expect(await refused(await changedTo(validators, { validators: keys.slice(1) }, 9, first, second))).to.contain(
      "not signed by enough",
    );
  });

  it("refuses a change that too few have signed, or those who come", async () => {
    expect(await refused(await changedTo(trust, membersOf(next, 1), 100, first))).to.contain("not signed by enough");
    expect(await refused(await changedTo(trust, membersOf(next, 1), 100, ...next))).to.contain("not signed by enough");
    expect(await refused(await changedTo(trust, membersOf(next, 1), 100))).to.contain("changes.0");
  });

  it("refuses one signature that is there twice, and one of another change", async () => {
    const whole = await changedTo(trust, membersOf(next, 1), 100, first, second);
    const [change] = whole.changes ?? [];
    if (change === undefined) throw new Error("there is no change");
    const [signature] = change.signatures;
    if (signature === undefined) throw new Error("there is no signature");

    await refused({ ...trust, changes: [{ ...change, signatures: [signature, signature] }] });
    for (const other of [
      { ...change, from: 101 },
      { ...change, until: 999 },
      { ...change, ...membersOf(last, 1) },
      { ...change, members: { threshold: 2, keys: membersOf(next, 1).members?.keys ?? [] } },
    ]) {
      expect(await refused({ ...trust, changes: [other] })).to.contain("is not a signature by");
    }
    await refused({ ...whole, registry: { ...REGISTRY, chainId: 1 } });
  });

  it("refuses changes out of order, and one that skips another", async () => {
    const once = await changedTo(trust, membersOf(next, 1), 100, first, second);
    const { changes = [] } = await changedTo(once, membersOf(last, 2), 200, ...next.slice(0, 1));

    await refused({ ...trust, changes: [...changes].reverse() });
    await refused({ ...trust, changes: changes.slice(1) });
    expect(await refused(await changedTo(once, membersOf(last, 2), 100, ...next))).to.contain("begins at block 100");
  });

  it("refuses a change that begins after the term before it has ended: nobody is believed then", async () => {
    const ending = { ...trust, until: 50 };

    expect(await refused(await changedTo(ending, membersOf(next, 1), 51, first, second))).to.contain("ends at 50");
    expect((await termsOf(await changedTo(ending, membersOf(next, 1), 50, first, second))).length).to.equal(2);
  });
});
