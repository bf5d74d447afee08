import { readFileSync } from "node:fs";

import { expect } from "chai";
import { makeError, type Result, ZeroAddress } from "ethers";

import { ARTIFACTS } from "../../../../lib/chain/contracts/artifacts";
import { explain, revertDataOf } from "../../../../lib/chain/contracts/failures";
import { ColophonError } from "../../../../lib/errors";
import { nodeError, nodeInBetween } from "../../shared/node-in-between";

const BALANCE = "The account's balance does not cover the transaction";
const BALANCE_ADVICE =
  "Some nodes ask for a balance even where gas is free. Fund the account, or ask the network's operator to.";
const SILENT = "The node stopped answering";
const SILENT_ADVICE = "Check that it runs, and look at what is on chain before you run the command again.";
const OVERTAKEN = "Another transaction of this account came first";
const OVERTAKEN_ADVICE = "Run the command again: it looks first at what became of its own transaction.";

/** What a provider throws when its node answers with an error. */
async function thrownFor(error: Error): Promise<unknown> {
  const { provider } = nodeInBetween({
    eth_blockNumber: () => {
      throw error;
    },
  });
  return provider.send("eth_blockNumber", []).catch((thrown: unknown) => thrown);
}

/** The error of a socket, as node:net makes it. */
function socketError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code, syscall: "connect", errno: -111 });
}

const transaction = { to: null, data: "0x", from: null };

describe("explain", () => {
  const cases: [situation: string, error: Error, message: string, advice: string][] = [
    ["a balance that is too small", makeError("no", "INSUFFICIENT_FUNDS", { transaction }), BALANCE, BALANCE_ADVICE],
    ["a nonce that is used", makeError("no", "NONCE_EXPIRED", { transaction }), OVERTAKEN, OVERTAKEN_ADVICE],
    [
      "a price that is too low to replace another transaction",
      makeError("no", "REPLACEMENT_UNDERPRICED", { transaction }),
      OVERTAKEN,
      OVERTAKEN_ADVICE,
    ],
    [
      "an answer that does not come",
      makeError("no", "TIMEOUT", { operation: "x", reason: "y" }),
      SILENT,
      SILENT_ADVICE,
    ],
    ["a network that fails", makeError("no", "NETWORK_ERROR", { event: "x" }), SILENT, SILENT_ADVICE],
    ["a server that fails", makeError("no", "SERVER_ERROR", { request: "x" }), SILENT, SILENT_ADVICE],
    ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"].map(
      (code): [string, Error, string, string] => [`a socket's ${code}`, socketError(code), SILENT, SILENT_ADVICE],
    ),
  ];
  for (const [situation, error, message, advice] of cases) {
    it(`puts ${situation} into words`, () => {
      const explained = explain(error);

      expect(explained?.message).to.equal(message);
      expect(explained?.advice).to.equal(advice);
      expect(explained?.exitCode).to.equal(1);
      expect(explained?.cause).to.equal(error);
    });
  }

  for (const words of [
    "insufficient balance",
    "Insufficient funds for gas * price + value",
    "Not enough funds",
    "InsufficientFunds",
    "NoEnoughBalance",
  ]) {
    it(`knows a balance that is too small by a node's own words: ${words}`, async () => {
      const explained = explain(await thrownFor(nodeError(words)));

      expect(explained?.message).to.equal(BALANCE);
      expect(explained?.advice).to.equal(BALANCE_ADVICE);
    });
  }

  it("knows a revert by its data alone, where the node has no word beside them", async () => {
    const data = ARTIFACTS.WorkRegistry.contract.encodeErrorResult("AccessManagedUnauthorized", [ZeroAddress]);
    for (const method of ["eth_call", "eth_estimateGas"]) {
      const { provider } = nodeInBetween({
        [method]: () => {
          throw Object.assign(nodeError("", 16), { data });
        },
      });

      const thrown: unknown = await provider.send(method, [{ to: ZeroAddress }]).catch((error: unknown) => error);

      expect(revertDataOf(thrown)).to.equal(data);
      expect(explain(thrown)?.message).to.equal(`The account ${ZeroAddress} does not hold the role that this needs`);
    }
  });

  it("gives a node's own words where it has none for them, and nothing of the request", async () => {
    const explained = explain(await thrownFor(nodeError("tx pool is full")));

    expect(explained?.message).to.equal("The node refused: tx pool is full");
    expect(explained?.advice).to.equal("These are the node's own words: ask its operator.");
    expect(explained?.exitCode).to.equal(1);
  });

  it("puts none of its own words into a node's mouth where an answer cannot be read", () => {
    const info = { method: "titleOf", signature: "titleOf(uint256)" };
    const unreadable = makeError("could not decode result data (value=0x)", "BAD_DATA", { value: "0x", info });
    const { contract } = ARTIFACTS.WorkRegistry;
    const [title] = contract.decodeFunctionResult("titleOf", `0x${"ff".repeat(32 * 7)}`) as unknown as [Result];

    expect(unreadable.message).to.contain("BAD_DATA");
    expect(explain(unreadable)).to.include({
      code: "NodeUnreadable",
      message: "The node's answer makes no sense: could not decode result data",
    });
    let deferred: unknown;
    try {
      title.getValue("owner");
    } catch (error) {
      deferred = error;
    }
    expect(explain(deferred)).to.include({
      code: "NodeUnreadable",
      message: "The node's answer makes no sense: a value is none of its type",
    });
  });

  it("gives an error back that is in words already", () => {
    const error = new ColophonError("poem.json: title is empty", {
      code: "WrongMetadata",
      advice: undefined,
      exitCode: 2,
    });

    expect(explain(error)).to.equal(error);
  });

  it("has no words for a fault in the program, nor for what the file system says", () => {
    const readError = ((): unknown => {
      try {
        return readFileSync("/nowhere/at/all");
      } catch (error) {
        return error;
      }
    })();

    expect(readError).to.have.property("code", "ENOENT");
    expect(explain(readError)).to.equal(undefined);
    expect(explain(new TypeError("x is not a function"))).to.equal(undefined);
    expect(explain("a string")).to.equal(undefined);
    expect(explain(undefined)).to.equal(undefined);
  });
});
