import { expect } from "chai";
import { makeError } from "ethers";

import type { Answer } from "../../../../lib/chain/nodes/node-words";
import { judge } from "../../../../lib/chain/sending/answer";
import { ColophonError } from "../../../../lib/errors";
import { nodeError } from "../../shared/node-in-between";

/** What nodes say on `eth_sendRawTransaction`: go-ethereum, Besu, Nethermind, FISCO BCOS, anvil and Hardhat among them. */
const WORDS: Readonly<Record<Answer, readonly string[]>> = {
  known: [
    "already known",
    "transaction already imported",
    "Known transaction",
    "AlreadyKnown",
    "AlreadyInTxPool",
    "TxAlreadyInChain",
  ],
  used: [
    "nonce too low",
    "nonce too low: next nonce 5, tx nonce 3",
    "Nonce too low. Expected nonce to be 2 but got 1.",
    "OldNonce",
    "NonceCheckFail",
  ],
  underpriced: [
    "transaction underpriced",
    "transaction underpriced: gas tip cap 0, minimum needed 1",
    "max fee per gas less than block base fee: address 0x01, maxFeePerGas: 1, baseFee: 7",
    "gasPrice is less than the current BaseFee",
    "Gas price below configured minimum gas price",
    "Transaction gasPrice (1) is too low for the next block, which has a baseFeePerGas of 9",
    "FeeTooLow, MaxFeePerGas too low",
    "invalid gas price. It must be set to value greater than or equal to baseFee",
  ],
  occupied: [
    "replacement transaction underpriced",
    "Replacement transaction underpriced",
    "ReplacementNotAllowed",
    "there is another tx which has the same nonce in the tx pool",
    "there is another tx which has the same nonce in the tx pool",
  ],
  early: [
    "Nonce too high. Expected nonce to be 0 but got 1.",
    "Transaction nonce is too distant from current sender nonce",
    "NonceGap, Future nonce. Expected nonce: 0",
  ],
  unfunded: [
    "insufficient funds for gas * price + value: balance 0, tx cost 1, overshot 1",
    "Upfront cost exceeds account balance",
    "Sender doesn't have enough funds to send tx",
    "Insufficient balance",
    "InsufficientFunds",
    "NoEnoughBalance",
    "NotEnoughCash",
  ],
  never: [
    "invalid chain id for signer: have 5 want 31337",
    "Transaction was meant for chain id 5 and not this node's chain id 31337",
    "Trying to send an incompatible EIP-155 transaction, signed for another chain.",
    "Transaction gas limit too high (max 16777216)",
    "invalid sender",
    "InvalidChainId",
    "InvalidSignature",
    "Transaction data too large",
    "only replay-protected (EIP-155) transactions allowed over RPC",
    "Sender account not authorized to send transactions",
    "oversized data: transaction size 131080, limit 131072",
    "intrinsic gas too low",
    "exceeds block gas limit",
    "Transaction gas limit exceeds block gas limit",
    "tx fee (1.20 ether) exceeds the configured cap (1.00 ether)",
    "execution reverted",
    "VM Exception while processing transaction: reverted with custom error",
  ],
  later: [
    "txpool is full",
    "TxPoolIsFull",
    "rate limit",
    "request rate limit exceeded: it exceeds the maximum of 100",
    "Too many requests",
    "Your app exceeds its compute units per second capacity",
    "exceeds the maximum number of concurrent connections",
    "method not permitted while the node is syncing",
    "internal error",
    "header not found",
    "unknown transaction type",
    "",
  ],
};

function serverError(statusCode: number): Error {
  // As much of a response as is looked at.
  const response = { statusCode } as never;
  return makeError("server response", "SERVER_ERROR", { request: "", response });
}

describe("judge", () => {
  for (const answer of Object.keys(WORDS) as Answer[]) {
    for (const words of WORDS[answer]) {
      it(`takes "${words}" for: ${answer}`, () => {
        expect(judge(nodeError(words))).to.equal(answer);
        const error = { code: -32000, message: words };
        expect(judge(makeError("could not coalesce error", "UNKNOWN_ERROR", { error } as never))).to.equal(answer);
      });
    }
  }

  it("waits for a node that is away or overburdened", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:8545"), { code: "ECONNREFUSED" });
    const away = [
      refused,
      makeError("timeout", "TIMEOUT"),
      makeError("down", "NETWORK_ERROR"),
      new Error("socket hang up"),
    ];
    expect(away.map(judge)).to.deep.equal(["later", "later", "later", "later"]);
    expect([429, 500, 502, 503, 404].map((status) => judge(serverError(status)))).to.deep.equal([
      "later",
      "later",
      "later",
      "later",
      "later",
    ]);
  });

  it("does not wait for a permission, a smaller limit or a program without faults", () => {
    expect([401, 403, 405, 413].map((status) => judge(serverError(status)))).to.deep.equal([
      "never",
      "never",
      "never",
      "never",
    ]);
    expect(judge(makeError("provider destroyed", "UNSUPPORTED_OPERATION", { operation: "send" }))).to.equal("never");
    expect(
      judge(
        new ColophonError("The account has 1 wei and the transaction costs 2 wei", {
          code: "BalanceTooLow",
          advice: undefined,
        }),
      ),
    ).to.equal("never");
  });
});
