/** A test that says by its nature something that is not so on FISCO BCOS. */
export interface LeftOut {
  /** The end of its full title. */
  readonly test: string;
  readonly why: string;
}

export const LEFT_OUT: readonly LeftOut[] = [
  {
    test: "nonceHolders asks a node that keeps all states for few blocks, however long ago it was",
    why: "the node keeps none: it counts for now, whatever block it is asked for",
  },
  {
    test: "toSeconds makes of a block's timestamp what the contracts' ChainTime makes of it, on both sides of the boundary",
    why: "it reads both units from block JSON, which has seconds here",
  },
  {
    test: "sign takes an account without balance where gas is free",
    why: "the node refuses that account here",
  },
  {
    test: "runPipeline, when gas becomes dearer pays nothing from an account without balance where gas is free, however long it takes",
    why: "the node refuses that account here",
  },
  {
    test: "runPipeline, when gas becomes dearer signs nothing where the balance is too small, and asks for it once a run",
    why: "gas has no price here",
  },
  {
    test: "with an account of the keystore says that the account has no balance, without a stack",
    why: "gas has no price here, and the node refuses in other words",
  },
  {
    test: "an account of the keystore does not send without a balance where gas costs, and nothing is written",
    why: "gas has no price here, and the node refuses in other words",
  },
  {
    test: "has anvil make the blocks for what did not fit into the one that a transaction made",
    why: "the node makes its blocks itself",
  },
  {
    test: "runPipeline when every transaction makes a block sends nothing that is not in the journal",
    why: "a transaction that waits is not shown, so on a slow machine the client hands over the same bytes once more",
  },
  {
    test: "runPipeline when every transaction makes a block sends nothing more once it has ended",
    why: "a transaction that waits is not shown, so on a slow machine the client hands over the same bytes once more",
  },
  {
    test: "certificate issue --all: says what stands, leaves nothing half done, and goes through the next time",
    why: "certificates with proofs are issued many at a time, and the node gives none",
  },
  {
    test: "is not of a chain with other blocks, whether the title there is the same or has changed since",
    why: "it is about a certificate with proofs, which the node does not give",
  },
  {
    test: "is not believed where it is of another registry of parties than the node's registry asks",
    why: "it is about a certificate with proofs, which the node does not give",
  },
  {
    test: "explain, of what the chain refuses puts WorkRegistryAnchorAfterTitle into words",
    why: "it sets the clock back by a time that the contracts take for milliseconds, and all times are milliseconds here",
  },
  {
    test: "registers everything once where the chain gives up a block whose receipt was just noted",
    why: "a block that FISCO BCOS has made is final, and anvil loses count when it gives one up while it makes another",
  },
  {
    test: "says of a work without a title what a member's signature can prove of it, and of no other work",
    why: "a member signs the work's history there, and there is none",
  },
  {
    test: "is told who vouches for a block without a seat",
    why: "a member signs a work's history there, and no block",
  },
  {
    test: "is told from a certificate, each by the command that judges the other, which is named",
    why: "it is about a certificate with proofs, which the node does not give",
  },
  {
    test: "does not wait where the next block is of a later second, though the node gives it no number yet",
    why: "for the next block the node gives the newest",
  },
];

/** Matches the full titles of these tests. */
export function titlesOf(tests: readonly LeftOut[]): RegExp {
  const ends = tests.map(({ test }) => test.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(^| )(${ends.join("|")})$`);
}

/**
 * Files that do not run through the profile: what asks no chain or for proofs, which it has none of (controls.test.ts), what sets the
 * chain's clock to seconds or milliseconds itself or puts the profile in front of its chain, and a part of a suite that runs whole.
 */
const FILES_LEFT_OUT = [
  /^test\/lib\/(browser|env|first-of|in-order|shell-word|text-file|log\/(leaf|note|signed|tree))\.test\.ts$/,
  /^test\/(faults\/)?lib\/(accounts|catalogue|credentials|hashing|keys|metadata|pdf|store|batch\/(file|lists|prepare|source|tree))\//,
  /^test\/(faults\/)?lib\/(certificates\/(?!attested)|proofs\/)/,
  /^test\/(access\/ChainTime|governance\/Committee\.clock|registry\/WorkRegistry\.clock)\.test\.ts$/,
  /^test\/lib\/chain\/(rpc\/read-once|sending\/(legacy-transaction|outbox))\.test\.ts$/,
  /^test\/tasks\/shared\//,
  /^test\/tasks\/certificate\/(carry|certificate|certificate-refused|print|trust)\.test\.ts$/,
  /^test\/faults\/cli\/(interrupted-(carry|reading)|large-committee)\.test\.ts$/,
  // What is packed and how a chain is started is the same whatever the chain.
  /^test\/faults\/scripts\//,
  // How anvil keeps what waits is its own.
  /^test\/lib\/chain\/sending\/pipeline\/standstill\.test\.ts$/,
  // The same model with fewer seeds runs.
  /^test\/faults\/tasks\/model\.test\.ts$/,
  /^test\/lib\/batch\/run\/killed-power\.test\.ts$/,
];

/** @param file its path from the root of the project, with slashes */
export function isLeftOut(file: string): boolean {
  return FILES_LEFT_OUT.some((pattern) => pattern.test(file));
}
