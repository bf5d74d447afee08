#!/usr/bin/env bash
# music-metadata 11.16.1: of a tag in ID3v2.3 whose artist is AC/DC, `artist` is "AC", `artists` are AC and DC, and the raw tags
# (`native`) are two as well: the name as it was written is nowhere. In ID3v2.4, where a NUL parts several artists, it is whole.
# Guess: `artist` is the text as it stands in the tag, and only `artists` is a guess at its parts; `native` changes nothing.
# For Colophon: lib/metadata/files puts what ID3v2.3 has together again with "/".
source "$(dirname "$0")/../shared/begin.sh"
packages music-metadata@11.16.1 node-id3@0.2.9

cat >probe.mjs <<'JS'
import { parseBuffer } from "music-metadata";
import id3 from "node-id3";

const look = async (label, tag) => {
  const { common, native } = await parseBuffer(tag, { mimeType: "audio/mpeg" });
  const raw = Object.values(native).flat().filter(({ id }) => id === "TPE1");
  console.log(`${label}: ${common.artist} | ${common.artists.join(", ")} | ${raw.map(({ value }) => value).join(", ")}`);
};
const tag = id3.create({ artist: "AC/DC" });
await look(`ID3v2.${tag[3]}`, tag);
// The same frame is right in ID3v2.4: its length is below 128, which both versions write alike.
await look("ID3v2.4", Buffer.from(tag.map((byte, index) => (index === 3 ? 4 : byte))));
JS
node probe.mjs >seen

compare seen <<'SEEN'
ID3v2.3: AC | AC, DC | AC, DC
ID3v2.4: AC/DC | AC/DC | AC/DC
SEEN
