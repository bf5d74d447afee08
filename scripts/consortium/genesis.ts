import { concat, encodeRlp, parseEther, toQuantity, zeroPadBytes } from "ethers";

import { DEV_ADDRESSES } from "../../lib/chain/development/dev-accounts";

const VANITY_BYTES = 32;
const SEAL_BYTES = 65;
/** What each development account has: 10,000 ether, in wei. */
const BALANCE = toQuantity(parseEther("10000"));
const NOBODY = "0x0000000000000000000000000000000000000000";

/** What the first block's `extraData` says to Istanbul BFT: who the validators are, sealed by nobody. */
export function istanbulExtraData(validators: readonly string[]): string {
  return concat([zeros(VANITY_BYTES), encodeRlp([[...validators], zeros(SEAL_BYTES), []])]);
}

/**
 * The first block of a chain whose validators take turns, one after the other.
 * Gas costs nothing there: an account without a balance can send whatever it likes. The development accounts have money, as
 * on the embedded chain.
 * @param timestamp in seconds; were it in the future, the validators would wait for it
 */
export function genesisBlock(chainId: number, validators: readonly string[], timestamp: number): object {
  return {
    config: {
      chainId,
      // Kaia's names for the rules up to cancun; what it calls "kaia" and "randao" would need contracts of its own.
      istanbulCompatibleBlock: 0,
      londonCompatibleBlock: 0,
      ethTxTypeCompatibleBlock: 0,
      magmaCompatibleBlock: 0,
      koreCompatibleBlock: 0,
      shanghaiCompatibleBlock: 0,
      cancunCompatibleBlock: 0,
      istanbul: { epoch: 604_800, policy: 0, sub: 21 },
      unitPrice: 0,
      deriveShaImpl: 0,
      governance: {
        governanceMode: "none",
        governingNode: NOBODY,
        govParamContract: NOBODY,
        reward: {
          mintingAmount: 0,
          ratio: "100/0/0",
          kip82ratio: "20/80",
          useGiniCoeff: false,
          deferredTxFee: true,
          stakingUpdateInterval: 86_400,
          proposerUpdateInterval: 3_600,
          minimumStake: 2_000_000,
        },
        // Bounds of zero keep the base fee at zero: otherwise a gas price of 0 is refused.
        kip71: {
          lowerboundbasefee: 0,
          upperboundbasefee: 0,
          gastarget: 30_000_000,
          maxblockgasusedforbasefee: 60_000_000,
          basefeedenominator: 20,
        },
      },
    },
    timestamp: `0x${timestamp.toString(16)}`,
    extraData: istanbulExtraData(validators),
    blockScore: "0x1",
    alloc: Object.fromEntries(Object.values(DEV_ADDRESSES).map((address) => [address, { balance: BALANCE }])),
  };
}

function zeros(bytes: number): string {
  return zeroPadBytes("0x", bytes);
}
