import { type TaskDefinition as Definition, types } from "./definition";

/** How a task is told which work it is about. */
export interface WorkArgs {
  readonly file?: string;
  readonly work?: string;
}

/** How a task is told a work's metadata. */
export interface MetadataArgs {
  readonly metadata?: string;
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  readonly language?: string;
  readonly kind?: string;
}

/** How a task is told the term of an accreditation. */
export interface TermArgs {
  readonly until: string;
  readonly credential?: string;
}

export function addTerm(definition: Definition): Definition {
  return definition
    .addOptionalParam("until", "The end of the term: 2027-12-31, a date-time, or days from now", "365d", types.string)
    .addOptionalParam("credential", "A file with the credential that this rests on", undefined, types.string);
}

/** How a task is told which proposal it is about. */
export interface ProposalArgs {
  readonly proposal: number;
}

export function addProposal(definition: Definition): Definition {
  return definition.addParam("proposal", "The number of the proposal", undefined, types.int);
}

export function addJson(definition: Definition): Definition {
  return definition.addFlag("json", "Print one JSON document instead of text");
}

export function addAccount(definition: Definition): Definition {
  return definition.addOptionalParam(
    "account",
    "The name of the account that signs (else COLOPHON_ACCOUNT)",
    undefined,
    types.string,
  );
}

export function addWork(definition: Definition): Definition {
  return definition
    .addOptionalParam("file", "The work's file (or name the work by --work)", undefined, types.string)
    .addOptionalParam("work", "The work's id: the SHA-256 of its bytes, 0x and 64 hex digits", undefined, types.string);
}

/** How a task is told to look into the files for their metadata. */
export interface MetadataFromArgs {
  readonly metadataFrom?: string;
}

export function addMetadataFrom(definition: Definition): Definition {
  return definition.addOptionalParam(
    "metadataFrom",
    "files: reads what nothing else gives out of the files and the ONIX, JATS, RSS and Atom lists beside them",
    undefined,
    types.string,
  );
}

export function addRedactable(definition: Definition): Definition {
  return definition.addOptionalParam(
    "redactable",
    "Fields of the metadata that a certificate can withhold later: author,datePublished",
    undefined,
    types.string,
  );
}

export function addMetadata(definition: Definition): Definition {
  return definition
    .addOptionalParam("metadata", "A JSON file with the metadata (schema.org CreativeWork)", undefined, types.string)
    .addOptionalParam(
      "title",
      "The work's title; needed without --metadata and without FILE.metadata.json",
      undefined,
      types.string,
    )
    .addOptionalParam("author", "The author's name; for several use --metadata", undefined, types.string)
    .addOptionalParam("published", "The date of publication, e.g. 2026-03-14", undefined, types.string)
    .addOptionalParam("language", "The language, e.g. zh-CN, fr (BCP 47)", undefined, types.string)
    .addOptionalParam("kind", "What the work is, e.g. news, book, drawing, music", undefined, types.string);
}
