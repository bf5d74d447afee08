#!/usr/bin/env bash
# Names and titles out of BibTeX as text, by jbibtex 1.0.20 for Java, whose LaTeXParser and LaTeXPrinter are there for it: a letter with a mark that
# it does not have loses the mark, one that it does not know is left out, and nothing is said of either. "Wa{\l}{\k{e}}sa" is Waesa,
# "Garc{\'\i}a" is Garca, "Erd{\H{o}}s" is Erdos, "Gar{\c{c}}on" is Garcon. A tie ("vol.~2"), a formula and an underscore, on the other hand,
# are errors. pylatexenc 2.11 for Python reads all of them.
# Guess: what it has no letter for stays as it was written or is an error; a tie is a blank.
# For Colophon: lists of works are tables in Unicode (lib/batch/source). Who makes such a table of BibTeX compares the names with the file.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pylatexenc==2.11
java_packages org.jbibtex:jbibtex:1.0.20

cat >texts <<'TEXTS'
M{\"u}ller
Sm{\o}rrebr{\o}d
{\v{C}}apek
Gar{\c{c}}on
Erd{\H{o}}s
Garc{\'\i}a
Wa{\l}{\k{e}}sa
vol.~2
H$_2$O
TEXTS
cat >Probe.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;

import org.jbibtex.LaTeXParser;
import org.jbibtex.LaTeXPrinter;
import org.jbibtex.ParseException;

public class Probe {
    public static void main(String[] arguments) throws Exception {
        for (String text : Files.readAllLines(Path.of("texts"))) {
            try {
                System.out.println(new LaTeXPrinter().print(new LaTeXParser().parse(text)));
            } catch (ParseException error) {
                System.out.println("error");
            }
        }
    }
}
JAVA
cat >probe.py <<'PY'
from pylatexenc.latex2text import LatexNodes2Text

for text in open("texts"):
    print(LatexNodes2Text().latex_to_text(text.strip()))
PY
java -Dstdout.encoding=UTF-8 -Dfile.encoding=UTF-8 -cp 'lib/*' Probe.java >java-said
python/bin/python probe.py >python-said
paste -d'|' texts java-said python-said | sed 's/|/: jbibtex: /; s/|/, pylatexenc: /' >seen

compare seen <<'SEEN'
M{\"u}ller: jbibtex: Müller, pylatexenc: Müller
Sm{\o}rrebr{\o}d: jbibtex: Smørrebrød, pylatexenc: Smørrebrød
{\v{C}}apek: jbibtex: Čapek, pylatexenc: Čapek
Gar{\c{c}}on: jbibtex: Garcon, pylatexenc: Garçon
Erd{\H{o}}s: jbibtex: Erdos, pylatexenc: Erdős
Garc{\'\i}a: jbibtex: Garca, pylatexenc: García
Wa{\l}{\k{e}}sa: jbibtex: Waesa, pylatexenc: Wałęsa
vol.~2: jbibtex: error, pylatexenc: vol. 2
H$_2$O: jbibtex: error, pylatexenc: H_2O
SEEN
