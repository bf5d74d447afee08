import { isUnreadable } from "./answers";

/**
 * What a node's error means for who has asked:
 * - known: the node has these very bytes, waiting or in a block.
 * - used: the nonce has been used. The receipt decides whether by this transaction.
 * - occupied: another transaction with the nonce waits, and the price does not outbid it.
 * - underpriced: it takes the transaction only at a higher price.
 * - early: it takes the transaction once those before it have come.
 * - unfunded: the balance does not cover it, perhaps because others are counted that are under way.
 * - never: no waiting mends it, and no other node.
 * - later: everything else. It may pass.
 */
export type Answer = "known" | "used" | "occupied" | "underpriced" | "early" | "unfunded" | "never" | "later";

/** The words, what they mean, and the engines that they were seen on. The first row that fits counts. */
const WORDS: readonly (readonly [words: RegExp, meaning: Answer, seenOn: string])[] = [
  [
    /rate.?limit|too many requests|request (count|rate)|per second|concurrent|capacity/i,
    "later",
    "gateways, with -32005",
  ],
  [/syncing/i, "later", "nodes that have just begun"],
  [/already (known|imported|in (the )?(mem)?pool)|\bknown transaction/i, "known", "anvil, Hardhat, Kaia, Besu"],
  [/already(known|in(txpool|chain))/i, "known", "FISCO BCOS (AlreadyInTxPool, TxAlreadyInChain), Nethermind"],
  [/nonce (is )?too low|nonce has already been used/i, "used", "anvil, Hardhat, Kaia, Besu"],
  [/old ?nonce|noncecheckfail/i, "used", "FISCO BCOS (NonceCheckFail), Nethermind (OldNonce)"],
  [/replacement.*underpriced|replacement fee too low/i, "occupied", "anvil, Hardhat, Kaia, Besu with fees"],
  [/replacementnotallowed|another tx which has the same nonce/i, "occupied", "Nethermind, Kaia"],
  [/underpriced|(less|lower) than .*base ?fee/i, "underpriced", "anvil, Kaia, Besu"],
  [/must be set to value greater than or equal to base ?fee/i, "underpriced", "Kaia"],
  [/gas ?price .*too low|gas price below|fee ?(per gas )?too ?low/i, "underpriced", "Hardhat, Besu, Nethermind"],
  [/nonce (is )?too (high|distant|far)/i, "early", "Hardhat, Besu"],
  [/nonce ?gap|nonce.*in_?future/i, "early", "Nethermind, Besu's permissioning"],
  [/(insufficient|not? ?enough|enough) ?(funds|balance|cash)/i, "unfunded", "anvil, Hardhat, Kaia, FISCO BCOS"],
  [/balance does not cover|upfront cost/i, "unfunded", "Besu, with -32004"],
  [/(wrong|another) chain|chain ?id|replay.protect|invalid ?(sender|signature)/i, "never", "all; Besu with -32002"],
  [/not (allowed|authori[sz]ed|permitted)/i, "never", "Besu and FISCO BCOS with permissions"],
  [
    /exceeds .*(gas limit|maximum|cap)|gas ?limit too high|intrinsic ?gas/i,
    "never",
    "all; Besu with -32005 and -32003",
  ],
  [/too (large|big)|oversized|init ?code|revert/i, "never", "all"],
];

/** The codes under which a node tells of a trouble of its own (JSON-RPC 2.0, EIP-1474), where its words say nothing else. */
const TROUBLES: readonly unknown[] = [
  // Internal error.
  -32603,
  // Resource unavailable. Besu has it for an invalid signature too.
  -32002,
  // Limit exceeded: a gateway's of requests. Besu has it for more gas than a block holds too.
  -32005,
];

/** What a node means by its words. */
export function meaningOf(words: string): Answer {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "later";
}

/** Whether a node says no more than that it cannot be asked just now. */
export function isBusy(words: string): boolean {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] === "later";
}

/** Whether the error of a JSON-RPC answer is a trouble of the node, which another one may not have. */
export function isNodesOwnTrouble(error: unknown): boolean {
  if (isUnreadable(error)) return true;
  if (typeof error !== "object" || error === null || !("code" in error) || "data" in error) return false;
  const words = "message" in error ? String(error.message) : "";
  return TROUBLES.includes(error.code) && meaningOf(words) === "later";
}
