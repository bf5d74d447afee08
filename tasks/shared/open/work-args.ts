import { existsSync } from "node:fs";
import { access } from "node:fs/promises";

import { ColophonError, fileError } from "../../../lib/errors";
import { hashFile } from "../../../lib/hashing/hash-file";
import { type Metadata, metadataFromFields, readMetadataFile } from "../../../lib/metadata/metadata";
import type { MetadataArgs, WorkArgs } from "../command/params";
import { parseHash } from "../command/parse";

/** Where the metadata of a file are looked for when no parameter gives them. */
const SIDECAR_SUFFIX = ".metadata.json";

/** The id of the work that the parameters mean. */
export async function workIdOf({ file, work }: WorkArgs): Promise<bigint> {
  if ((file === undefined) === (work === undefined)) {
    throw new ColophonError("Name the work either by --file or by --work", { code: "WorkNotNamed", exitCode: 2 });
  }
  if (work !== undefined) return BigInt(parseHash(work, "--work"));

  return BigInt((await hashFile(file ?? "")).contentHash);
}

/** The metadata that the parameters give: a file, else the flags, else the file beside the work. */
export async function metadataOf(args: MetadataArgs, file: string | undefined): Promise<Metadata> {
  const { metadata, title, ...others } = args;
  const flags = { author: others.author, published: others.published, language: others.language, kind: others.kind };
  const given = Object.entries({ title, ...flags }).filter(([, value]) => value !== undefined);

  if (metadata !== undefined) {
    if (given.length > 0) {
      const names = given.map(([name]) => `--${name}`).join(", ");
      throw new ColophonError(`The metadata come from --metadata; leave out ${names}`, {
        code: "MetadataGivenTwice",
        exitCode: 2,
      });
    }
    return readMetadataFile(metadata);
  }
  if (title !== undefined) {
    return metadataFromFields({ title, ...Object.fromEntries(given.filter(([name]) => name !== "title")) });
  }
  const sidecar = file === undefined ? undefined : `${file}${SIDECAR_SUFFIX}`;
  // Of a file that is not there it would be no help to hear that it has no title.
  if (file !== undefined) await access(file).catch((cause: unknown) => Promise.reject(fileError(file, cause)));
  if (given.length === 0 && sidecar !== undefined && existsSync(sidecar)) return readMetadataFile(sidecar);
  throw new ColophonError("The work has no title: give --title or --metadata", {
    code: "NoTitle",
    advice: sidecar === undefined ? undefined : `A file ${sidecar} beside the work would be used too.`,
    exitCode: 2,
  });
}
