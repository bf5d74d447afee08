/** The format that this version writes and reads. docs/batch-file.md describes it. */
export const BATCH_FORMAT = "colophon-batch/1";

/** How a batch is registered: all of it by one Merkle root, or every work by itself. */
export const BATCH_MODES = ["anchor", "direct"] as const;

export type BatchMode = (typeof BATCH_MODES)[number];

/** Nodes of the tree are kept in pieces of this many. */
export const NODES_PER_CHUNK = 4096;

/** "Colo", so that `file` and SQLite's own tools can tell a batch file. */
const APPLICATION_ID = 0x436f6c6f;

/** The works of a batch, in the order of their source. */
export const WORKS_TABLE = `
  CREATE TABLE works (
    id INTEGER PRIMARY KEY,     -- their order
    line INTEGER NOT NULL,      -- where the source named it
    name TEXT NOT NULL,         -- its path as the source gave it, or its content hash
    size INTEGER,               -- in bytes; NULL where only the hash was given
    content_hash BLOB,          -- SHA-256 of the file
    metadata_hash BLOB NOT NULL,-- SHA-256 of the metadata
    salt BLOB,                  -- 32 random bytes; NULL in direct mode
    metadata TEXT NOT NULL      -- RFC 8785 text
  )`;

/** Everything else of a batch file. */
export const BATCH_TABLES = `
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = 1;
  CREATE TABLE batch (          -- one row
    format TEXT NOT NULL,
    mode TEXT NOT NULL,         -- anchor or direct
    chain_id INTEGER NOT NULL,
    registry TEXT NOT NULL,
    owner TEXT NOT NULL,
    source TEXT NOT NULL,       -- where the works came from, for people's eyes
    works INTEGER NOT NULL,     -- how many
    works_per_call INTEGER NOT NULL, -- in direct mode, how many one transaction registers
    root BLOB                   -- NULL in direct mode
  );
  CREATE TABLE nodes (          -- the Merkle tree, root first, ${NODES_PER_CHUNK} nodes of 32 bytes a row
    chunk INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL
  );
  CREATE TABLE transactions (   -- the transactions signed for this batch, kept before they are sent
    id INTEGER PRIMARY KEY,
    call INTEGER NOT NULL,      -- 0 for the anchor; in direct mode the next works_per_call works after call * works_per_call
    sender TEXT NOT NULL,
    nonce INTEGER NOT NULL,
    gas_price TEXT NOT NULL,    -- wei
    hash TEXT NOT NULL,
    raw TEXT NOT NULL
  );
  CREATE TABLE receipts (       -- the calls that are on chain
    call INTEGER PRIMARY KEY,
    transaction_hash TEXT NOT NULL,
    block INTEGER NOT NULL
  );
  CREATE TABLE rejections (     -- the works that the registry did not take, in direct mode
    work INTEGER PRIMARY KEY,
    reason TEXT NOT NULL
  );
  CREATE TABLE anchor (         -- what the chain says of the root, once it is there
    account TEXT NOT NULL,
    anchored_at INTEGER NOT NULL, -- Unix seconds
    block INTEGER NOT NULL
  );`;

/** The index that finds a work by its content. */
export const WORKS_INDEX = "CREATE INDEX works_by_content ON works (content_hash)";

/** A statement without its comments and spaces, as far as they do not matter. */
export function normalized(sql: string): string {
  return sql
    .replace(/--.*$/gm, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([(),]) ?/g, "$1")
    .trim();
}

/** The statements that make a batch file, all of them, as `normalized` has them. */
export const SCHEMA: ReadonlySet<string> = new Set(
  [WORKS_TABLE, WORKS_INDEX, BATCH_TABLES]
    .flatMap((text) => text.replace(/--.*$/gm, "").split(";"))
    .map(normalized)
    .filter((statement) => statement.startsWith("CREATE")),
);
