#!/usr/bin/env bash
# pycountry 26.2.16, search_fuzzy: the best answer to "Niger" is Nigeria, and to "Curaçao" the Netherlands, though countries have exactly
# these names, which come later. Nobody sees it in a sample: the other 247 names find their countries. lookup, which takes any
# kind of code or name, does not know "Turkey", and "UK" is Ukrainian among the languages and nothing among the countries.
# Guess: a name that is equal is better than one that only holds it.
# For Colophon: territories come as codes; who turns a catalogue's names into codes takes an equal name first, and asks a person
# where there is none.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pycountry==26.2.16

cat >probe.py <<'PY'
from pycountry import countries, languages

count = 0
for country in countries:
    best = countries.search_fuzzy(country.name)[0]
    count += best.name == country.name
    if best.name != country.name:
        print(f"{country.name}: the best is {best.name}")
print("names that find their own country first:", count, "of", len(countries))


def looked_up(kind, text):
    try:
        return kind.lookup(text).name
    except LookupError:
        return "nothing"


for text in ("Niger", "Czechia", "Czech Republic", "Turkey", "UK"):
    print(f"lookup of {text}: {looked_up(countries, text)}, as a language {looked_up(languages, text)}")
PY
PYTHONIOENCODING=utf-8 python/bin/python probe.py >seen

compare seen <<'SEEN'
Curaçao: the best is Netherlands
Niger: the best is Nigeria
names that find their own country first: 247 of 249
lookup of Niger: Niger, as a language nothing
lookup of Czechia: Czechia, as a language nothing
lookup of Czech Republic: Czechia, as a language nothing
lookup of Turkey: nothing, as a language nothing
lookup of UK: nothing, as a language Ukrainian
SEEN
