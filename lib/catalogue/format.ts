/** The form of the catalogue that this version writes; another one is made anew. */
export const CATALOGUE_VERSION = 3;

/**
 * How far a work has come by what a source says: its rank, 0 for a title. Where several sources know a work, the least rank
 * and then the earliest time tell of it.
 */
export const RANK = { titled: 0, anchored: 1, unsent: 2, metadata: 3 } as const;

/** What a catalogue is made of. */
export const TABLES = `
  PRAGMA user_version = ${CATALOGUE_VERSION};
  CREATE TABLE shelves (        -- the registries of the home
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE   -- network/registry
  );
  CREATE TABLE sources (        -- the files and folders that it was made from
    id INTEGER PRIMARY KEY,
    shelf INTEGER NOT NULL,
    kind TEXT NOT NULL,         -- batch or record
    path TEXT NOT NULL UNIQUE,  -- below the home
    stamp TEXT NOT NULL,        -- of the file as it was when it was read
    origin TEXT,                -- where the works of a batch came from
    problem TEXT                -- why it could not be read
  );
  CREATE TABLE entries (        -- what a source says of a work
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    shelf INTEGER NOT NULL,
    hash BLOB NOT NULL,
    line INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    since INTEGER,              -- Unix seconds
    block INTEGER,
    final_at INTEGER,
    owner TEXT,
    path TEXT,
    size INTEGER,
    title TEXT,
    author TEXT,
    language TEXT,
    published TEXT,
    version TEXT,
    based_on BLOB,              -- the earlier work that it is a version of
    metadata_hash BLOB
  );
  CREATE TABLE works (          -- what all sources come to
    id INTEGER PRIMARY KEY,
    shelf INTEGER NOT NULL,
    hash BLOB NOT NULL,
    entry INTEGER,              -- the one that describes it
    is_lone INTEGER NOT NULL,   -- 1 where there is no other
    state TEXT NOT NULL,        -- unknown, anchored, titled, held or annulled
    since INTEGER,
    final_at INTEGER,
    owner TEXT,
    path TEXT,                  -- these as the entry says them, else as another one does
    size INTEGER,
    title TEXT,
    seen_at INTEGER,            -- the block at which the chain was asked; NULL where only the sources say it
    seen_number INTEGER         -- of what was seen of it
  );
  CREATE TABLE progress (       -- how much of what was seen on chain is in it: one row
    seen TEXT NOT NULL,         -- of which file
    titles INTEGER NOT NULL,    -- the numbers of its newest rows
    blocks INTEGER NOT NULL
  );
  CREATE VIRTUAL TABLE words USING fts5 (
    title, author, path, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1'
  );`;

/** Made last where there are many rows. */
export const INDEXES = `
  CREATE INDEX entries_by_work ON entries (hash, shelf);
  CREATE INDEX entries_by_base ON entries (based_on) WHERE based_on IS NOT NULL;
  CREATE INDEX entries_by_source ON entries (source, path);
  CREATE INDEX entries_by_block ON entries (shelf, block) WHERE rank = ${RANK.titled} AND since IS NULL;`;

/**
 * In these orders a page of works is found without the others. What tells whether a work has a word stands in the index where
 * neighbours in the order are no neighbours in the table.
 */
export const WORKS_INDEXES = `
  CREATE UNIQUE INDEX works_by_hash ON works (hash, shelf);
  CREATE INDEX works_by_time ON works (shelf, since, hash);
  CREATE INDEX works_by_title ON works (shelf, title, id, entry, is_lone);
  CREATE INDEX works_by_path ON works (shelf, path, id, entry, is_lone);
  CREATE INDEX works_by_size ON works (shelf, size);
  CREATE INDEX works_by_state ON works (shelf, state, final_at);`;

/** The index of words holds so much in memory before it writes it, in bytes. */
const WORDS_BYTES = 64 * 1024 * 1024;
/** FTS5's own, and at how many parts of the index it joins them. */
const [DEFAULT_WORDS_BYTES, DEFAULT_MERGE] = [1024 * 1024, 4];

/** Has the index of words take in very many: in few large parts, which are not joined meanwhile. */
export const MANY_WORDS = `INSERT INTO words (words, rank) VALUES ('hashsize', ${WORDS_BYTES}), ('automerge', 0)`;

/** Joins those parts, and has it take in few at a time again. */
export const FEW_WORDS = `
  INSERT INTO words (words) VALUES ('optimize');
  INSERT INTO words (words, rank) VALUES ('hashsize', ${DEFAULT_WORDS_BYTES}), ('automerge', ${DEFAULT_MERGE})`;
