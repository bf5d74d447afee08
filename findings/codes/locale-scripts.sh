#!/usr/bin/env bash
# @formatjs/intl-localematcher 0.10.1, which stands in for Intl.LocaleMatcher: whether "best fit" gives somebody another script than
# he asked for depends on the language. Who wants Serbian in Latin letters gets "sr", which is Cyrillic; who wants Chinese in
# traditional characters does not get "zh", but the default. The algorithm "lookup" gives both.
# Guess: the two are alike: a text in another script is refused both times, or is better than another language both times.
# For Colophon: messages are in English. A page that has "zh" and "en" shows English to readers from Taiwan, unless it calls
# its Chinese "zh-Hant" as well.
source "$(dirname "$0")/../shared/begin.sh"
packages @formatjs/intl-localematcher@0.10.1

cat >probe.mjs <<'JS'
import { match } from "@formatjs/intl-localematcher";

const script = (tag) => new Intl.Locale(tag).maximize().script;
const pairs = [["sr-Latn", "sr"], ["sr", "sr-Latn"], ["zh-Hant", "zh"], ["zh-TW", "zh-CN"], ["zh-TW", "zh-Hant"]];
for (const [wanted, there] of pairs) {
  const [best, lookup] = ["best fit", "lookup"].map((algorithm) => match([wanted], [there, "en"], "en", { algorithm }));
  console.log(`${wanted} (${script(wanted)}) of ${there} (${script(there)}) and en: best fit ${best}, lookup ${lookup}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
sr-Latn (Latn) of sr (Cyrl) and en: best fit sr, lookup sr
sr (Cyrl) of sr-Latn (Latn) and en: best fit sr-Latn, lookup en
zh-Hant (Hant) of zh (Hans) and en: best fit en, lookup zh
zh-TW (Hant) of zh-CN (Hans) and en: best fit en, lookup en
zh-TW (Hant) of zh-Hant (Hant) and en: best fit zh-Hant, lookup en
SEEN
