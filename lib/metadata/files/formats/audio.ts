import { musicMetadata } from "../packages.cjs";
import type { Findings } from "../parts/findings";

/** Reads the tags of an MP3 (ID3) or FLAC (Vorbis comments); neither the sound nor a picture is read. */
export async function readAudio(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "MusicRecording", "the file's format");
  const { parseFile } = await musicMetadata();
  const { common, native } = await parseFile(path, { duration: false, skipCovers: true });
  const kind = Object.keys(native).find((name) => name !== "ID3v1") ?? "ID3v1";
  const tags = native[kind] ?? [];
  // music-metadata parts what ID3v2.3 and older have at every "/", that of AC/DC too: it is put together again.
  const whole = (values: readonly string[] | undefined): string | readonly string[] | undefined =>
    /^ID3v2\.[23]$/.test(kind) ? values?.join("/") : values;

  findings.add("name", shown(common.title), `${kind} title`);
  findings.add("author", whole(common.artists), `${kind} artist`);
  findings.add("composer", whole(common.composer), `${kind} composer`);
  findings.add("inLanguage", languagesIn(tags) ?? shown(common.language), `${kind} language`);
  const date = shown(common.releasedate ?? common.date) ?? dayIn(tags) ?? common.year?.toString();
  findings.add("datePublished", date, `${kind} date`);
  findings.add("isrcCode", shown(common.isrc?.[0]), `${kind} ISRC`);
  findings.addRights(shown(common.copyright), `${kind} copyright`);
  findings.addRights(shown(common.license), `${kind} licence`);
}

/**
 * What is meant of a text: ID3 ends one with a NUL and has what stands behind it ignored (ID3v2.3, 4.2), or has other texts there of
 * which the first is the one (ID3v2.4, 4.2). music-metadata gives all.
 */
function shown(text: string | undefined): string | undefined {
  return text?.split("\0", 1)[0];
}

interface Tag {
  readonly id: string;
  readonly value: unknown;
}

/** ID3v2.3 has day and month, DDMM, in another place than the year, and music-metadata's common tags have the year alone. */
function dayIn(tags: readonly Tag[]): string | undefined {
  const [year, rest] = ["TYER", "TDAT"].map((frame) => shown(tags.find(({ id }) => id === frame)?.value?.toString()));
  const [, day, month] = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])$/.exec(String(rest)) ?? [];
  return year !== undefined && day !== undefined ? `${String(year)}-${month}-${day}` : undefined;
}

/** All of them, where music-metadata's common tags have the last one. */
function languagesIn(tags: readonly Tag[]): string[] | undefined {
  const languages = tags
    .filter(({ id }) => id === "TLAN" || id === "LANGUAGE")
    .map(({ value }) => shown(String(value)) ?? "");
  return languages.length > 0 ? languages : undefined;
}
