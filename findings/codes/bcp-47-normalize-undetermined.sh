#!/usr/bin/env bash
# bcp-47-normalize 2.3.0 makes English of "und", the tag for a language that nobody has determined, and of "und-Latn"; "und-Cyrl" is
# Russian, "und-Arab" Arabic, "und-Hant" the Chinese of Taiwan. It takes the likely language of a script for the language that
# was named. Intl.getCanonicalLocales, which follows the same Unicode data, leaves all of them. "zh_CN" is the empty text, not an
# error.
# Guess: normalizing writes a tag in its canonical form and says nothing that the tag did not say.
# For Colophon: a language tag is checked and kept as it was written (lib/metadata/schema.ts); who cleans a catalogue with such a
# tool before a batch gives works a language that no cataloguer has seen in them.
source "$(dirname "$0")/../shared/begin.sh"
packages bcp-47-normalize@2.3.0

cat >probe.mjs <<'JS'
import { bcp47Normalize } from "bcp-47-normalize";

for (const tag of ["en-us", "mul", "zxx", "und", "und-Latn", "und-Cyrl", "und-Arab", "und-Hant", "zh-Hant", "zh-Hant-HK"]) {
  console.log(`${tag}: ${bcp47Normalize(tag)}, Intl ${Intl.getCanonicalLocales(tag)[0]}`);
}
console.log(`zh_CN: ${JSON.stringify(bcp47Normalize("zh_CN"))}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
en-us: en, Intl en-US
mul: mul, Intl mul
zxx: zxx, Intl zxx
und: en, Intl und
und-Latn: en, Intl und-Latn
und-Cyrl: ru, Intl und-Cyrl
und-Arab: ar, Intl und-Arab
und-Hant: zh-TW, Intl und-Hant
zh-Hant: zh-TW, Intl zh-Hant
zh-Hant-HK: zh-HK, Intl zh-Hant-HK
zh_CN: ""
SEEN
