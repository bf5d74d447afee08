#!/usr/bin/env bash
# Whose a file is, as lines of copyright at its head say, after reuse 6.2.0 (of the Free Software Foundation Europe) has added a licence or another
# holder to it (reuse annotate). Lines that nobody asked to change are written anew: whatever has four digits is a year, wherever it stands,
# and the years come first. "2020 Jane Doe, 2021 Bo Li" are no longer two people but "2020, 2021 Jane Doe Bo Li", Studio 2000 is the "Studio" of
# the year 2000, and "2019 Studio 54, 2021 Bo Li" is "2019, 2021 Studio 54 Bo Li". What `reuse spdx` reports to others says
# the same, also of a file that it has not touched. A year in Chinese, 2020年, is part of the name.
# Guess: a line that is there stays; a year is what stands at the beginning, and a comma parts holders or stays in the text.
# For Colophon: `rights` of a work is a text that is kept as it was written (docs/metadata.md). Who marks sources or manuscripts by this program gives
# each holder a line of its own, and puts nothing with four digits into a name.
source "$(dirname "$0")/../shared/begin.sh"
python_packages reuse==6.2.0

mkdir works && cd works
git init -q .
cat >ferry.py <<'PY'
# SPDX-FileCopyrightText: 2020 Jane Doe, 2021 Bo Li
# SPDX-FileCopyrightText: Studio 2000
# SPDX-FileCopyrightText: 2019 Studio 54, 2021 Bo Li
# SPDX-FileCopyrightText: 2020年 张三
#
# SPDX-License-Identifier: CC-BY-4.0

print("The ferry")
PY
{
  echo "reported:"
  ../python/bin/reuse spdx | grep -o "SPDX-FileCopyrightText: [^<]*"
  ../python/bin/reuse annotate --license MIT ferry.py
  echo "after a second licence:"
  grep "^#" ferry.py
} >../seen
cd ..

compare seen <<'SEEN'
reported:
SPDX-FileCopyrightText: 2000 Studio
SPDX-FileCopyrightText: 2019, 2021 Studio 54 Bo Li
SPDX-FileCopyrightText: 2020, 2021 Jane Doe Bo Li
SPDX-FileCopyrightText: 2020年 张三
Successfully changed header of ferry.py
after a second licence:
# SPDX-FileCopyrightText: 2000 Studio
# SPDX-FileCopyrightText: 2019, 2021 Studio 54 Bo Li
# SPDX-FileCopyrightText: 2020, 2021 Jane Doe Bo Li
# SPDX-FileCopyrightText: 2020年 张三
#
# SPDX-License-Identifier: CC-BY-4.0
# SPDX-License-Identifier: MIT
SEEN
