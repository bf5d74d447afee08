import { expect } from "chai";
import { concat, encodeRlp, toBeHex, toQuantity, Wallet, ZeroAddress, ZeroHash } from "ethers";

import type { Certificate } from "../../../lib/certificates/format";
import { headersOf, vouchedFor } from "../../../lib/certificates/judge/vouched";
import type { Trust } from "../../../lib/certificates/trust";
import type { Standing } from "../../../lib/certificates/trust/standing";
import { termsOf } from "../../../lib/certificates/trust/terms";
import { encodeHeader, type HeaderKind } from "../../../lib/proofs/header";
import { inOrderOfSigners, sealDigest } from "../../../lib/proofs/signatures/seals";

const NUMBER = 7;
const KEY_BYTES = 32;
const ZERO = toQuantity(0);
const REGISTRY = { chainId: 1337, address: ZeroAddress };
/** The round 0 as QBFT's seals have it. */
const ROUND = "0x";

/** A header of a block as its engine hashes it, without validators and seals. */
const HEADERS: Readonly<Record<Exclude<HeaderKind, "ethereum">, string>> = {
  qbft: encodeHeader("qbft", {
    ...{
      parentHash: ZeroHash,
      sha3Uncles: ZeroHash,
      miner: ZeroAddress,
      stateRoot: ZeroHash,
      transactionsRoot: ZeroHash,
    },
    ...{ receiptsRoot: ZeroHash, logsBloom: "0x", difficulty: ZERO, number: toQuantity(NUMBER), gasLimit: ZERO },
    ...{
      gasUsed: ZERO,
      timestamp: ZERO,
      mixHash: ZeroHash,
      nonce: "0x",
      extraData: encodeRlp([ZeroHash, [], [], ROUND, []]),
    },
  }),
  kaia: encodeHeader("kaia", {
    ...{ parentHash: ZeroHash, reward: ZeroAddress, stateRoot: ZeroHash, transactionsRoot: ZeroHash },
    ...{ receiptsRoot: ZeroHash, logsBloom: "0x", blockScore: ZERO, number: toQuantity(NUMBER), gasUsed: ZERO },
    ...{ timestamp: ZERO, timestampFoS: ZERO, extraData: concat([ZeroHash, encodeRlp([[], "0x", []])]) },
    ...{ governanceData: "0x", voteData: "0x", baseFeePerGas: ZERO },
  }),
};

describe("vouchedFor", () => {
  /** How a block stands that some of so many trusted validators have sealed. */
  async function standing(
    kind: keyof typeof HEADERS,
    validators: number,
    seals: number,
  ): Promise<Standing | undefined> {
    const wallets = Array.from({ length: validators }, (_, index) => new Wallet(toBeHex(index + 1, KEY_BYTES)));
    const round = kind === "qbft" ? { round: ROUND } : {};
    const digest = sealDigest(kind, HEADERS[kind], round.round) ?? "";
    const seal = ({ address, signingKey }: Wallet): { by: string; signature: string } => ({
      by: address,
      signature: signingKey.sign(digest).serialized,
    });
    const signatures = inOrderOfSigners(wallets.slice(0, seals).map(seal));
    const trust: Trust = {
      ...{ format: "colophon-trust/1", registry: REGISTRY },
      validators: wallets.map(({ address }) => ({ name: "a validator", address })),
    };
    const blocks = [{ header: HEADERS[kind], seals: { ...round, signatures } }];
    // What the standing of a block goes by, and no more.
    const certificate = { headers: kind, registry: REGISTRY, blocks } as unknown as Certificate;
    return (await vouchedFor(certificate, headersOf(certificate), await termsOf(trust))).standings.get(NUMBER);
  }

  for (const [kind, validators, needed] of [
    ["qbft", 3, 2],
    ["kaia", 3, 3],
    ["qbft", 4, 3],
    ["kaia", 4, 3],
  ] as const) {
    it(`vouches for a block of ${kind} by ${needed} of ${validators} validators, and not by fewer`, async () => {
      expect(await standing(kind, validators, needed)).to.equal("vouched");
      expect(await standing(kind, validators, needed - 1)).to.equal("too few");
    });
  }
});
