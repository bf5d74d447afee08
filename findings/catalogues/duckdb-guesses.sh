#!/usr/bin/env bash
# DuckDB 2.0.1 reads a CSV file and guesses types from what else is in the column. "01/02/2020" is the first of February, until another
# row has "12/25/2020": then it is the second of January. A column of languages in which all works are Norwegian, "no", is
# a column of false; 0x and up to 16 digits are a number. A zero at the front keeps a column text, unless it comes after the first
# 20,480 rows: then it is dropped without a word, while a letter there is an error.
# Guess: a date that can be read in two ways stays text, as does "no"; whatever is not seen in the sample and does not fit is an error.
# For Colophon: columns of a batch are text until a rule for the column reads them (lib/batch/source). Who looks through a catalogue
# with DuckDB says all_varchar = true.
source "$(dirname "$0")/../shared/begin.sh"
command -v python3 >/dev/null || { echo "this finding needs Python, by which DuckDB is installed"; exit 1; }
python_packages duckdb==2.0.1

cat >probe.py <<'PY'
import duckdb


def look(words, column, row=0):
    with open("works.csv", "w") as file:
        file.writelines(["title,value\n", *(f"work {i},{value}\n" for i, value in enumerate(column))])
    for options in ("", ", all_varchar = true"):
        try:
            rows = duckdb.sql(f"SELECT value FROM read_csv('works.csv'{options})").fetchall()
            print(f"{words}{options}: {column[row]} is {rows[row][0]!r}")
        except duckdb.ConversionException:
            print(f"{words}{options}: an error")


look("dates", ["01/02/2020", "03/04/2020"])
look("dates, another below", ["01/02/2020", "12/25/2020"])
look("languages", ["no", "no"])
look("languages, another below", ["no", "nb"])
look("short digests", ["0x1234567890abcdef", "0x0000000000000001"])
NUMBERS = [str(1000 + i) for i in range(30_000)]
look("order numbers", ["0439", *NUMBERS])
look("order numbers, the zero late", [*NUMBERS, "0439"], -1)
look("order numbers, a letter late", [*NUMBERS, "439X"], -1)
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
dates: 01/02/2020 is datetime.date(2020, 2, 1)
dates, all_varchar = true: 01/02/2020 is '01/02/2020'
dates, another below: 01/02/2020 is datetime.date(2020, 1, 2)
dates, another below, all_varchar = true: 01/02/2020 is '01/02/2020'
languages: no is False
languages, all_varchar = true: no is 'no'
languages, another below: no is 'no'
languages, another below, all_varchar = true: no is 'no'
short digests: 0x1234567890abcdef is 1311768467294899695
short digests, all_varchar = true: 0x1234567890abcdef is '0x1234567890abcdef'
order numbers: 0439 is '0439'
order numbers, all_varchar = true: 0439 is '0439'
order numbers, the zero late: 0439 is 439
order numbers, the zero late, all_varchar = true: 0439 is '0439'
order numbers, a letter late: an error
order numbers, a letter late, all_varchar = true: 439X is '439X'
SEEN
