#!/usr/bin/env bash
# Who wrote a work, and who publishes it, in feeds that rome 2.1.0 writes, with which servers in Java do. An entry of Atom that names nobody is by the
# feed's author (RFC 4287, 4.2.1): rome writes an author with an empty name into it, and the feed's author (setAuthor) into Dublin Core alone,
# where the same call for an entry writes both. Of two authors of an entry (setAuthors) both are in Atom, and in RSS there is nobody, though a
# single one is there by the other call, and Dublin Core has room for any number. So a feed that is read as RSS and written as Atom has entries
# by somebody without a name.
# Guess: one call means one thing for a feed and an entry; two authors are two in both formats, or the first; nobody is left out.
# For Colophon: lib/metadata/files/lists/feed.ts takes each dc:creator of an item. A publisher's server with this library calls setAuthor and
# setAuthors for each entry, and reads the feed back.
source "$(dirname "$0")/../shared/begin.sh"
java_packages com.rometools:rome:2.1.0 org.slf4j:slf4j-nop:2.0.16
python_packages feedparser==6.0.14

cat >Feeds.java <<'JAVA'
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.SyndFeedOutput;

public class Feeds {
    static SyndEntry entry(String title) {
        SyndEntry entry = new SyndEntryImpl();
        entry.setTitle(title);
        entry.setUri("urn:example:" + title);
        entry.setUpdatedDate(new Date(1_767_323_045_000L));
        return entry;
    }

    static SyndPerson person(String name) {
        SyndPerson person = new SyndPersonImpl();
        person.setName(name);
        return person;
    }

    static void write(SyndFeed feed, String type, String name) throws Exception {
        feed.setFeedType(type);
        Files.writeString(Path.of(name), new SyndFeedOutput().outputString(feed, true));
    }

    public static void main(String[] arguments) throws Exception {
        SyndFeed feed = new SyndFeedImpl();
        feed.setTitle("Works");
        feed.setUri("urn:example:works");
        feed.setLink("https://press.example/");
        feed.setDescription("New works");
        feed.setAuthor("Press");
        SyndEntry one = entry("by-one");
        one.setAuthor("Anna");
        SyndEntry two = entry("by-two");
        two.setAuthors(List.of(person("Anna"), person("Bo")));
        feed.setEntries(List.of(one, two, entry("by-nobody")));
        write(feed, "atom_1.0", "works.atom");
        write(feed, "rss_2.0", "works.rss");
        SyndFeed read = new SyndFeedInput().build(new StringReader(Files.readString(Path.of("works.rss"))));
        write(read, "atom_1.0", "again.atom");
    }
}
JAVA
cat >read.py <<'PY'
import re

import feedparser

for name in ("works.atom", "works.rss", "again.atom"):
    text = open(name).read()
    for part in re.split("(?=<entry>|<item>)", text):
        title = re.search("<title>(.*?)</title>", part)[1]
        named = re.findall("<(dc:creator|author)>\\s*(?:<name>)?(.*?)(?:</|\\s*<name />)", part)
        print(f"{name}, {title}: {', '.join(f'{tag} {who!r}' for tag, who in named) or 'nobody'}")
    read = feedparser.parse(text)
    print(f"{name}, feedparser: feed by {read.feed.get('author')!r}, entries by {[e.get('author') for e in read.entries]}")
PY
java -cp "lib/*" Feeds.java
python/bin/python read.py >seen

compare seen <<'SEEN'
works.atom, Works: dc:creator 'Press'
works.atom, by-one: author 'Anna', dc:creator 'Anna'
works.atom, by-two: author 'Anna', author 'Bo'
works.atom, by-nobody: author ''
works.atom, feedparser: feed by 'Press', entries by ['Anna', 'Bo', '']
works.rss, Works: dc:creator 'Press'
works.rss, by-one: dc:creator 'Anna'
works.rss, by-two: nobody
works.rss, by-nobody: nobody
works.rss, feedparser: feed by 'Press', entries by ['Anna', None, None]
again.atom, Works: dc:creator 'Press'
again.atom, by-one: author 'Anna', dc:creator 'Anna'
again.atom, by-two: author ''
again.atom, by-nobody: author ''
again.atom, feedparser: feed by 'Press', entries by ['Anna', '', '']
SEEN
