#!/usr/bin/env bash
# i18n-iso-countries 7.14.0: toAlpha2 gives every text of two letters back as it came, in capitals: "UK", "EL" (as the European
# Union writes Greece) and "XX" are codes for it, though isValid says no and toAlpha3 gives nothing. The number 4 has a name and
# letters, Afghanistan, and is not valid; "004" is. And the name "UK" is found where the code is not.
# Guess: toAlpha2 is undefined for what is no country, as toAlpha3 is, and isValid agrees with both.
# For Colophon: a territory of a licence or a claim goes through isValid of such a library, not through a conversion.
source "$(dirname "$0")/../shared/begin.sh"
packages i18n-iso-countries@7.14.0

cat >probe.mjs <<'JS'
import countries from "i18n-iso-countries";

for (const code of ["cn", "CHN", "156", "004", 4, "UK", "EL", "XX"]) {
  const { isValid, toAlpha2, toAlpha3 } = countries;
  const name = countries.getName(code, "en");
  console.log(`${JSON.stringify(code)}: valid ${isValid(code)}, alpha2 ${toAlpha2(code)}, alpha3 ${toAlpha3(code)}, ${name}`);
}
console.log(`the name UK: ${countries.getAlpha2Code("UK", "en")}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
"cn": valid true, alpha2 CN, alpha3 CHN, People's Republic of China
"CHN": valid true, alpha2 CN, alpha3 CHN, People's Republic of China
"156": valid true, alpha2 CN, alpha3 CHN, People's Republic of China
"004": valid true, alpha2 AF, alpha3 AFG, Afghanistan
4: valid false, alpha2 AF, alpha3 AFG, Afghanistan
"UK": valid false, alpha2 UK, alpha3 undefined, undefined
"EL": valid false, alpha2 EL, alpha3 undefined, undefined
"XX": valid false, alpha2 XX, alpha3 undefined, undefined
the name UK: GB
SEEN
