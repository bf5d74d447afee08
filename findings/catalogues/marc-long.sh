#!/usr/bin/env bash
# A library's record (MARC 21, ISO 2709) has four digits for the length of a field and five for its own. What three libraries write of a table of
# contents that is longer than 9,999 bytes, or of a record beyond 99,999: pymarc 5.4.0 puts the fifth and the sixth digit in, by which
# everything behind them is shifted, and reads nothing of it back; marcjs 3.0.2 does the same, and reads another record, whose number has lost
# a digit and whose field has no text; marc4j 2.9.5 for Java writes 9999, which is not where the field ends, and cannot read that. None of
# them says anything when it writes. A Chinese character has three bytes, so 3,400 of them are enough.
# Guess: an error that names the field; at least what a library wrote it reads.
# For Colophon: no MARC is written here. Who gives a library a record with an abstract or a table of contents writes MARCXML, which has
# no lengths, or reads each record back.
source "$(dirname "$0")/../shared/begin.sh"
packages marcjs@3.0.2
python_packages pymarc==5.4.0
java_packages org.marc4j:marc4j:2.9.5

cat >probe.py <<'PY'
from pymarc import Field, Indicators, MARCReader, Record, Subfield

for name, lengths in (("field of 9,990", [9990]), ("field of 10,100", [10100]), ("60 fields of 2,000", [2000] * 60)):
    record = Record()
    record.add_field(Field("001", data="ocm7"))
    for length in lengths:
        record.add_field(Field("505", Indicators("0", " "), [Subfield("a", "x" * length)]))
    written = record.as_marc()
    read = next(MARCReader(written), None)
    said = f"number {read['001'].data}, {len(read.fields) - 1} of {len(lengths)} fields" if read else "nothing"
    print(f"{name}: pymarc: begins {written[:12].decode()!r}, read back: {said}")
PY
cat >probe.cjs <<'JS'
const { Marc, Record } = require("marcjs");

for (const [name, lengths] of [["field of 9,990", [9990]], ["field of 10,100", [10100]]]) {
  const record = new Record();
  record.append(["001", "ocm7"]);
  for (const length of lengths) record.append(["505", "0 ", "a", "x".repeat(length)]);
  const written = Buffer.from(Marc.format(record, "Iso2709"));
  const [number, field] = Marc.parse(written, "Iso2709").fields;
  const start = written.subarray(0, 12).toString();
  const said = `number ${JSON.stringify(number[1])}, ${field[3]?.length ?? "no"} letters`;
  console.log(`${name}: marcjs: begins '${start}', read back: ${said}`);
}
JS
cat >Probe.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.marc4j.MarcException;
import org.marc4j.MarcStreamReader;
import org.marc4j.MarcStreamWriter;
import org.marc4j.marc.DataField;
import org.marc4j.marc.MarcFactory;

public class Probe {
    public static void main(String[] arguments) {
        MarcFactory factory = MarcFactory.newInstance();
        for (int length : new int[] {9990, 10100}) {
            org.marc4j.marc.Record record = factory.newRecord();
            record.addVariableField(factory.newControlField("001", "ocm7"));
            DataField field = factory.newDataField("505", '0', ' ');
            field.addSubfield(factory.newSubfield('a', "x".repeat(length)));
            record.addVariableField(field);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            MarcStreamWriter writer = new MarcStreamWriter(bytes, "UTF-8");
            writer.write(record);
            writer.close();
            String said;
            try {
                org.marc4j.marc.Record read = new MarcStreamReader(new ByteArrayInputStream(bytes.toByteArray())).next();
                said = "number " + read.getControlNumber() + ", "
                    + ((DataField) read.getVariableField("505")).getSubfield('a').getData().length() + " letters";
            } catch (MarcException error) {
                said = "error";
            }
            String start = new String(bytes.toByteArray(), 0, 12);
            System.out.printf("field of %,d: marc4j: begins '%s', read back: %s%n", length, start, said);
        }
    }
}
JAVA
{ python/bin/python probe.py; node probe.cjs; java -cp 'lib/*' Probe.java; } | sort -s -t: -k1,1 >seen

compare seen <<'SEEN'
60 fields of 2,000: pymarc: begins '121073    a2', read back: nothing
field of 10,100: pymarc: begins '10161    a22', read back: nothing
field of 10,100: marcjs: begins '10160nam  22', read back: number "\u001eocm", no letters
field of 10,100: marc4j: begins '10160nam a22', read back: error
field of 9,990: pymarc: begins '10050    a22', read back: number ocm7, 1 of 1 fields
field of 9,990: marcjs: begins '10050nam  22', read back: number "ocm7", 9990 letters
field of 9,990: marc4j: begins '10050nam a22', read back: number ocm7, 9990 letters
SEEN
