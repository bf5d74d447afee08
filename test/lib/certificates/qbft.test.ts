import { expect } from "chai";
import { isHexString } from "ethers";

import { gather } from "../../../lib/certificates/issue/issue";
import { judge } from "../../../lib/certificates/judge/judge";
import { namedBy, trustNamed } from "../../../lib/certificates/members/trust-of-chain";
import type { Trust } from "../../../lib/certificates/trust";
import { registerWork, someHash } from "../../shared/fixture";
import { someAddress } from "../../shared/wallets";
import { nodeInBetween, type Twist } from "../shared/node-in-between";
import { setStage } from "../shared/stage";
import { answeredByQbft, validators } from "./corpus/as-qbft";

/** Every third block takes two rounds. */
const THIRD = 3;

const block: Twist = (answer) => {
  const raw = answer as Readonly<Record<string, unknown>> | null; // a block, as the chain answers it
  if (raw === null || !isHexString(raw["number"])) return raw;
  return answeredByQbft(raw, Number(raw["number"]) % THIRD === 0 ? "0x01" : "0x");
};

describe("A certificate of a chain of QBFT", () => {
  it("is issued with the seals that the node's headers have, and believed by the validators whom the node names", async () => {
    const stage = await setStage();
    const { registry, accounts } = stage;
    const workId = await registerWork(registry, accounts.aurora);
    for (let count = 0; count < THIRD; count += 1) await registry.amend(workId, someHash());
    const { provider } = nodeInBetween({ eth_getBlockByNumber: block });
    const send = provider.send.bind(provider);
    provider.send = async (method, params): Promise<unknown> =>
      method === "qbft_getValidatorsByBlockNumber" ? validators : send(method, params);
    const colophon = { ...stage.colophon, provider };

    const certificate = await gather(colophon, { workId });
    const trust = await trustNamed(colophon, await namedBy(colophon, []));

    const rounds = certificate.blocks.map(({ seals }) => seals?.round);
    expect(certificate.headers).to.equal("qbft");
    expect([...new Set(rounds)].sort()).to.deep.equal(["0x", "0x01"]);
    expect(trust.validators?.map(({ address }) => address)).to.have.members(validators);
    const strangers: Trust = { ...trust, validators: validators.map(() => ({ name: "", address: someAddress() })) };
    expect(await judge(certificate, { trust })).to.include({ verdict: "provisional" });
    expect(await judge(certificate, { trust: strangers })).to.include({ verdict: "signers unknown" });
    const other = certificate.blocks.map(({ header, seals }) => ({
      header,
      ...(seals && { seals: { ...seals, round: seals.round === "0x" ? "0x01" : "0x" } }),
    }));
    expect(await judge({ ...certificate, blocks: other }, { trust })).to.include({ verdict: "altered" });
  });
});
