import { extname } from "node:path";

import { musicMetadata } from "../packages.cjs";
import type { Findings } from "../parts/findings";
import { textOfLatin } from "../parts/values";

/** What a file is, by its extension; else it is a recording. */
const TYPES: Readonly<Record<string, string>> = {
  ".m4b": "Audiobook",
  ".mkv": "VideoObject",
  ".mp4": "VideoObject",
  ".webm": "VideoObject",
};

/** Kinds of tags, the one that counts most first. RIFF's INFO is "exif" to music-metadata, and its AIFF has lost a bit of each character. */
const KINDS = ["vorbis", "iTunes", "ID3v2.4", "ID3v2.3", "ID3v2.2", "matroska", "exif", "APEv2"];
const INFO = "exif";
/** Cut off after thirty characters: it counts where there is no other. */
const OLDEST = "ID3v1";

/** What the tags of all kinds give, by their names in capitals, the one that counts most first. */
const PLACES = {
  title: ["TIT2", "TT2", "©NAM", "SEGMENT:TITLE", "TRACK:TITLE", "INAM", "TITLE"],
  artist: ["TPE1", "TP1", "©ART", "TRACK:ARTIST", "IART", "ARTIST"],
  composer: ["TCOM", "TCM", "©WRT", "TRACK:COMPOSER", "COMPOSER"],
  language: ["TLAN", "TLA", "----:COM.APPLE.ITUNES:LANGUAGE", "TRACK:LANGUAGE", "ILNG", "LANGUAGE"],
  date: ["TDRL", "TDRC", "©DAY", "TRACK:DATE_RELEASED", "TRACK:DATE", "ICRD", "RELEASEDATE", "DATE", "YEAR"],
  ISRC: ["TSRC", "TRC", "----:COM.APPLE.ITUNES:ISRC", "TRACK:ISRC", "ISRC"],
  copyright: ["TCOP", "TCR", "CPRT", "©CPY", "TRACK:COPYRIGHT", "ICOP", "COPYRIGHT"],
  licence: ["WCOP", "WCP", "----:COM.APPLE.ITUNES:LICENSE", "TRACK:LICENSE", "LICENSE"],
} as const;

type Place = keyof typeof PLACES;

interface Tag {
  readonly id: string;
  readonly value: unknown;
}

/** Reads the tags of sound and films; neither the sound nor a picture is read. */
export async function readAudio(path: string, findings: Findings): Promise<void> {
  findings.add("@type", TYPES[extname(path).toLowerCase()] ?? "MusicRecording", "the file's format");
  const { parseFile } = await musicMetadata();
  // A film of Matroska is not searched for tags, its index is asked.
  const { native, quality } = await parseFile(path, { duration: false, skipCovers: true, mkvUseIndex: true });
  const warnings = quality.warnings.map(({ message }) => message);
  const kinds = KINDS.filter((kind) => kind in native);
  for (const kind of kinds.length > 0 ? kinds : [OLDEST]) addTags(findings, kind, native[kind] ?? [], warnings);
}

function addTags(findings: Findings, kind: string, tags: readonly Tag[], warnings: readonly string[]): void {
  const where = (place: Place): string => `${kind === INFO ? "INFO" : kind} ${place}`;
  const textsAt = (...ids: readonly string[]): string[] => {
    // A film without a title has the tag, and nothing in it.
    const said = tags.filter(({ value }) => typeof value === "string" || typeof value === "number");
    const id = ids.find((one) => said.some((tag) => tag.id.toUpperCase() === one));
    return said.flatMap((tag) => (tag.id.toUpperCase() === id ? [String(tag.value)] : []));
  };
  const texts = (place: Place): string[] => {
    const found = textsAt(...PLACES[place]);
    if (kind !== INFO) return found;
    const decoded = found.map(textOfLatin);
    if (decoded.includes(undefined))
      findings.addProblem(`${where(place)} is not UTF-8, and no other encoding is named`);
    return decoded.filter((text) => text !== undefined);
  };
  /** music-metadata parts what ID3v2.3 and older have at every "/", that of AC/DC too, unless a NUL parts it. */
  const names = (place: Place): string[] => {
    const found = texts(place);
    const isWhole = /^ID3v2\.[23]$/.test(kind) && !warnings.some((one) => hasNul(one, kind, PLACES[place]));
    return namesAtNul(isWhole ? found.join("/") : found.join("\0"));
  };

  findings.add("name", shown(texts("title")[0]), where("title"));
  findings.add("author", names("artist"), where("artist"));
  findings.add("composer", names("composer"), where("composer"));
  findings.add("inLanguage", texts("language").map(shown), where("language"));
  findings.add("datePublished", shown(texts("date")[0]) ?? dayOf(textsAt), where("date"));
  findings.add("isrcCode", shown(texts("ISRC")[0]), where("ISRC"));
  findings.addRights(shown(texts("copyright")[0]), where("copyright"));
  findings.addRights(shown(texts("licence")[0]), where("licence"));
}

/** Whether music-metadata says that it has parted one of these texts at a NUL. */
function hasNul(warning: string, kind: string, ids: readonly string[]): boolean {
  return ids.some((id) => warning === `${kind} ${id} uses non standard null-separator.`);
}

/** Several names with a NUL between, as ID3v2.4 has them and many programs write them in ID3v2.3; two NULs end them. */
function namesAtNul(text: string): string[] {
  const names = text.split("\0");
  const end = names.indexOf("");
  return end < 0 ? names : names.slice(0, end);
}

/**
 * What is meant of a text: ID3 ends one with a NUL and has what stands behind it ignored (ID3v2.3, 4.2), or has other texts there of
 * which the first is the one (ID3v2.4, 4.2). music-metadata gives all.
 */
function shown(text: string | undefined): string | undefined {
  return text?.split("\0", 1)[0];
}

/** ID3v2.3 and older have day and month, DDMM, in another place than the year. */
function dayOf(textsAt: (...ids: string[]) => string[]): string | undefined {
  const year = shown(textsAt("TYER", "TYE")[0]);
  const rest = shown(textsAt("TDAT", "TDA")[0]);
  const [, day, month] = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])$/.exec(rest ?? "") ?? [];
  return year !== undefined && day !== undefined ? `${year}-${month}-${day}` : year;
}
