#!/usr/bin/env bash
# csv-parse 7.0.3 counts a line break of a Windows file within a quoted cell as two lines: info.lines of every record after it
# is too large, by one for each. And it learns the line break from the first record: where that ends with \n and others with
# \r\n, the \r is part of the last cell, and each of those counts twice as well.
# Guess: info.lines is the line in an editor, whatever the file's line breaks are.
# For Colophon: lib/batch/source counts lines itself and names both line breaks, so that "line 7" is line 7.
source "$(dirname "$0")/../shared/begin.sh"
packages csv-parse@7.0.3

cat >probe.mjs <<'JS'
import { parse } from "csv-parse/sync";

const look = (label, text) => {
  const records = parse(text, { info: true });
  const said = records.map(({ info, record }) => `${JSON.stringify(record.at(-1))} at ${info.lines}`);
  console.log(`${label}: ${said.join(", ")}`);
};
look("\\n", 'a,b\n"x\ny",1\nz,2\n');
look("\\r\\n", 'a,b\r\n"x\r\ny",1\r\nz,2\r\n');
look("mixed", "a,b\nx,1\r\ny,2\r\n");
JS
node probe.mjs >seen

compare seen <<'SEEN'
\n: "b" at 1, "1" at 3, "2" at 4
\r\n: "b" at 1, "1" at 4, "2" at 5
mixed: "b" at 1, "1\r" at 3, "2\r" at 5
SEEN
