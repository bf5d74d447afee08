#!/usr/bin/env bash
# A title in two languages in XMP, read and written again with nothing changed by Adobe's own library for Java, com.adobe.xmp:xmpcore 6.1.11.
# Where the text for everybody (x-default) stands behind the other, which the standard advises against and does not forbid, the other becomes that
# text: a Chinese work whose title for everybody is English has the English one in Chinese, and the Chinese is gone. In the other order, and
# of three, all are kept. Where x-default is set to another text (setLocalizedText), each language that had the old text gets the new one.
# Guess: what is read is what is written; to set a text for one language changes that one.
# For Colophon: lib/metadata/files/parts/xmp.ts takes x-default and says what it took. A PDF or a picture that went through a program with this
# library may have lost the title that a publisher registers.
source "$(dirname "$0")/../shared/begin.sh"
java_packages com.adobe.xmp:xmpcore:6.1.11

cat >Probe.java <<'JAVA'
import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;

public class Probe {
    static String titles(XMPMeta xmp) throws XMPException {
        StringBuilder said = new StringBuilder();
        for (int i = 1; i <= xmp.countArrayItems(XMPConst.NS_DC, "title"); i++) {
            String language = xmp.getQualifier(XMPConst.NS_DC, "title[" + i + "]", XMPConst.NS_XML, "lang").getValue();
            said.append(' ').append(language).append('=').append(xmp.getArrayItem(XMPConst.NS_DC, "title", i).getValue());
        }
        return said.toString();
    }

    static XMPMeta read(String... items) throws XMPException {
        StringBuilder list = new StringBuilder();
        for (String item : items) {
            String[] parts = item.split("=");
            list.append("<rdf:li xml:lang='" + parts[0] + "'>" + parts[1] + "</rdf:li>");
        }
        return XMPMetaFactory.parseFromString("<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title><rdf:Alt>" + list
            + "</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>");
    }

    public static void main(String[] none) throws Exception {
        for (String[] items : new String[][] {
            {"x-default=Ferry", "zh=渡船"},
            {"zh=渡船", "x-default=Ferry"},
            {"x-default=渡船", "zh=渡船"},
            {"x-default=Ferry", "zh=渡船", "fr=Le bac"},
            {"zh=渡船", "en=Ferry"},
        }) {
            System.out.println(String.join(" ", items) + " is read as" + titles(read(items)));
        }
        XMPMeta made = XMPMetaFactory.create();
        made.setLocalizedText(XMPConst.NS_DC, "title", "zh", "zh-CN", "渡船");
        System.out.println("zh-CN is set:" + titles(made));
        made.setLocalizedText(XMPConst.NS_DC, "title", null, "x-default", "Ferry");
        System.out.println("then x-default:" + titles(made));
    }
}
JAVA
java -cp 'lib/*' Probe.java >seen

compare seen <<'SEEN'
x-default=Ferry zh=渡船 is read as x-default=Ferry zh=渡船
zh=渡船 x-default=Ferry is read as x-default=Ferry zh=Ferry
x-default=渡船 zh=渡船 is read as x-default=渡船 zh=渡船
x-default=Ferry zh=渡船 fr=Le bac is read as x-default=Ferry zh=渡船 fr=Le bac
zh=渡船 en=Ferry is read as zh=渡船 en=Ferry
zh-CN is set: x-default=渡船 zh-CN=渡船
then x-default: x-default=Ferry zh-CN=Ferry
SEEN
