import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { type FileMetadata, FileMetadataReader } from "../../../../../lib/metadata/files/read";

const MADE = join(__dirname, "..", "made");

const WXR = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Blog</title><language>fr</language>
<item><title>Marées</title><link>https://example.org/2024/02/marees-du-dimanche/</link>
  <pubDate>Mon, 05 Feb 2024 10:30:00 +0000</pubDate><dc:creator><![CDATA[yann]]></dc:creator>
  <guid isPermaLink="false">https://example.org/?p=7</guid><content:encoded><![CDATA[<p>Text</p>]]></content:encoded>
  <wp:post_name><![CDATA[marees-du-dimanche]]></wp:post_name><wp:post_type>post</wp:post_type></item>
<item><title>The ferry</title><link>https://example.org/ferry/</link><guid>https://example.org/?attachment_id=8</guid>
  <wp:post_name>ferry</wp:post_name><wp:post_type>attachment</wp:post_type>
  <wp:attachment_url>https://example.org/wp-content/uploads/2024/02/ferry%20at%20noon.jpg</wp:attachment_url></item>
</channel></rss>`;

describe("lists beside files", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "colophon-lists-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What is read of files of these names and contents, with the made lists beside them. */
  async function readAll(lists: readonly string[], files: Readonly<Record<string, string>>): Promise<FileMetadata[]> {
    for (const list of lists) copyFileSync(join(MADE, list), join(folder, list));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const reader = new FileMetadataReader();
    return Promise.all(Object.keys(files).map((name) => reader.read(join(folder, name))));
  }

  it("has a book of ONIX 3 by its ISBN or its number in the house", async () => {
    const [byIsbn, byNumber] = await readAll(["books.onix"], { "978-3-16-148410-0.bin": "a", "HP-0017.bin": "b" });

    expect(byIsbn?.terms).to.deep.equal({
      "@type": "Book",
      alternativeHeadline: "A novel",
      author: ["林晓", "Yann Le Goff"],
      copyrightHolder: "林晓",
      copyrightYear: 2023,
      datePublished: "2024-02-03",
      identifier: "urn:isbn:9783161484100",
      inLanguage: "zh",
      name: "The Lighthouse & the Sea",
      publisher: "Harbour Press",
      translator: "Ann Other",
    });
    expect(byNumber).to.deep.equal(byIsbn);
  });

  it("has one in short tags", async () => {
    const [book] = await readAll(["books-short.onix"], { "9780306406157.bin": "a" });

    expect(book?.terms).to.deep.equal({
      "@type": "Audiobook",
      author: "Yann Le Goff",
      datePublished: "2024-03-01",
      identifier: "urn:isbn:9780306406157",
      inLanguage: "fr",
      name: "La Marée",
      publisher: "Harbour Press",
    });
  });

  it("has a book by the ISBN that its file holds, and counts more than the file", async () => {
    copyFileSync(join(MADE, "two-creators.epub"), join(folder, "draft.epub"));
    copyFileSync(join(MADE, "books.onix"), join(folder, "books.onix"));
    const { terms, sources } = await new FileMetadataReader().read(join(folder, "draft.epub"));

    expect(terms).to.include({ name: "The Lighthouse & the Sea", copyrightNotice: "© 2024 海港出版社" });
    expect(sources).to.include({ name: "ONIX TitleElement, unlike EPUB dc:title", copyrightNotice: "EPUB dc:rights" });
  });

  it("does not take the picture on a cover for the book", async () => {
    const [cover] = await readAll(["books.onix"], { "9783161484100.jpg": "a" });

    expect(cover?.terms).to.deep.equal({ "@type": "ImageObject" });
  });

  it("has an episode of a podcast by the file that its item encloses", async () => {
    const [episode] = await readAll(["podcast.rss"], { "bells-1.mp3": "a" });

    expect(episode?.terms).to.deep.include({
      author: ["林晓", "Yann Le Goff"],
      copyrightNotice: "© 2024 Harbour Radio",
      datePublished: "2024-02-05T02:30:01Z",
      inLanguage: "zh-CN",
      name: "雾钟",
    });
  });

  it("has all authors that an item of a feed names, with an address or without", async () => {
    const authors = ["Anna Le Goff", "bo@example.org (Bo Li)", "press@example.org"];
    const elements = authors.map((author) => `<author>${author}</author>`).join("");
    const item = `<item><title>A</title>${elements}<enclosure url="https://example.org/a.mp3"/></item>`;
    writeFileSync(join(folder, "feed.rss"), `<rss version="2.0"><channel>${item}</channel></rss>`);
    const [episode] = await readAll([], { "a.mp3": "a" });

    expect(episode?.terms["author"]).to.deep.equal(["Anna Le Goff", "Bo Li"]);
  });

  it("has what an entry of Atom says, and the feed where the entry does not", async () => {
    const person = (kind: string, name: string): string => `<${kind}><name>${name}</name></${kind}>`;
    const entry = (name: string, inside: string): string =>
      `<entry><dc:rights>Another</dc:rights><id>https://example.org/${name}</id><title type="html">Mar&amp;eacute;es &lt;b>${name}&lt;/b></title>
       <published>2024-02-03T04:05:06Z</published><updated>2025-01-01T00:00:00Z</updated>
       <link rel="enclosure" href="https://example.org/${name}.mp3"/>${inside}</entry>`;
    const entries = [
      entry(
        "two",
        `${person("author", "Ada Kite")}${person("author", "林晓")}${person("contributor", "Bo")}<rights>© Two</rights>`,
      ),
      entry("creator", '<dc:creator>Yann</dc:creator><link rel="license" href="https://example.org/by"/>'),
      entry("nobody", ""),
      entry("taken", `<source>${person("author", "Elsewhere")}</source>`),
    ].join("");
    const namespaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"';
    writeFileSync(
      join(folder, "a.atom"),
      `<feed xml:lang="fr" ${namespaces}>${person("author", "Harbour")}${entries}</feed>`,
    );
    const [two, creator, nobody, taken] = await readAll([], {
      "two.mp3": "",
      "creator.mp3": "",
      "nobody.mp3": "",
      "taken.mp3": "",
    });

    expect(two?.terms).to.deep.equal({
      ...{
        "@type": "MusicRecording",
        name: "Marées two",
        author: ["Ada Kite", "林晓"],
        contributor: "Bo",
        inLanguage: "fr",
      },
      ...{ datePublished: "2024-02-03T04:05:06Z", identifier: "https://example.org/two", copyrightNotice: "© Two" },
    });
    expect([creator, nobody, taken].map((one) => one?.terms["author"])).to.deep.equal(["Yann", "Harbour", "Elsewhere"]);
    expect(creator?.terms).to.include({ license: "https://example.org/by", copyrightNotice: "Another" });
  });

  it("has the rights of an item of RSS before those of its channel", async () => {
    const channel = `<copyright>© Channel</copyright><item><dc:rights>© Item</dc:rights><enclosure url="a.mp3"/></item>`;
    const rss = `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${channel}</channel></rss>`;
    writeFileSync(join(folder, "feed.rss"), rss);
    const [episode] = await readAll([], { "a.mp3": "" });

    expect(episode?.terms["copyrightNotice"]).to.equal("© Item");
  });

  it("has what WordPress exports: a post by its short name, an attachment by its file", async () => {
    writeFileSync(join(folder, "blog.xml"), WXR);
    const [post, picture] = await readAll([], { "marees-du-dimanche.md": "", "ferry at noon.jpg": "" });

    expect(post?.terms).to.deep.equal({
      "@type": "BlogPosting",
      author: "yann",
      datePublished: "2024-02-05T10:30:00Z",
      identifier: "https://example.org/?p=7",
      inLanguage: "fr",
      name: "Marées",
      url: "https://example.org/2024/02/marees-du-dimanche/",
    });
    expect(picture?.terms["name"]).to.equal("The ferry");
  });

  for (const [tags, tag] of [
    ["long", (long: string): string => long],
    ["short", (_: string, short: string): string => short],
  ] as const) {
    it(`has everybody of a book of ONIX, in the order of their numbers and in each role: ${tags} tags`, async () => {
      const element = (name: string, text: string): string => `<${name}>${text}</${name}>`;
      const person = (
        number: string,
        roles: readonly string[],
        ...parts: (readonly [string, string, string])[]
      ): string =>
        element(
          tag("Contributor", "contributor"),
          (number === "" ? "" : element(tag("SequenceNumber", "b034"), number)) +
            roles.map((role) => element(tag("ContributorRole", "b035"), role)).join("") +
            parts.map(([long, short, text]) => element(tag(long, short), text)).join(""),
        );
      const people = [
        person("", ["A01"], ["PersonName", "b036", "Zoë"]),
        person("10", ["A01"], ["NamesBeforeKey", "b039", "晓"], ["KeyNames", "b040", "林"]),
        person(
          "2",
          ["A01", "A12"],
          ["NamesBeforeKey", "b039", "Ludwig"],
          ["PrefixToKey", "b247", "van"],
          ["KeyNames", "b040", "Been"],
        ),
        person(
          "1",
          ["A01"],
          ["KeyNames", "b040", "Anwar"],
          ["NamesAfterKey", "b041", "Ibrahim"],
          ["SuffixToKey", "b248", "Jr"],
        ),
        person("3", ["A12", "Z99"], ["PersonName", "b036", "Bo"]),
        person("4", ["Z99"], ["CorporateName", "b047", "Harbour"]),
      ];
      const number = element(tag("ProductIDType", "b221"), "01") + element(tag("IDValue", "b244"), "HP-1");
      const product =
        element(tag("ProductIdentifier", "productidentifier"), number) +
        element(tag("DescriptiveDetail", "descriptivedetail"), people.join(""));
      const root = tag("ONIXMessage", "ONIXmessage");
      writeFileSync(
        join(folder, "b.onix"),
        `<${root} release="3.0">${element(tag("Product", "product"), product)}</${root}>`,
      );
      const [book] = await readAll([], { "HP-1.bin": "a" });

      expect(book?.terms).to.deep.include({
        author: ["Anwar Ibrahim Jr", "Ludwig van Been", "林晓", "Zoë"],
        illustrator: ["Ludwig van Been", "Bo"],
        contributor: "Harbour",
      });
    });
  }

  describe("of ONIX, what is about the book itself", () => {
    async function book(inside: string): Promise<FileMetadata | undefined> {
      const number = "<productidentifier><b221>01</b221><b244>HP-1</b244></productidentifier>";
      writeFileSync(join(folder, "b.onix"), `<ONIXmessage><product>${number}${inside}</product></ONIXmessage>`);
      return (await readAll([], { "HP-1.bin": "a" }))[0];
    }
    const publishing = (inside: string): string => `<publishingdetail>${inside}</publishingdetail>`;

    it("no record that deletes it", async () => {
      expect(await book("<a002>05</a002><descriptivedetail/>")).to.deep.equal({ terms: {}, sources: {}, problems: [] });
      expect((await book("<a002>03</a002>"))?.terms).to.include({ "@type": "Book" });
    });

    it("its publishers, and no sponsor or printer", async () => {
      const publisher = (role: string, name: string): string =>
        `<publisher><b291>${role}</b291><b081>${name}</b081></publisher>`;
      const all = publisher("03", "Bank") + publisher("01", "Harbour") + publisher("17", "Printer");

      expect((await book(publishing(all)))?.terms["publisher"]).to.equal("Harbour");
    });

    it("its copyright, and not that of the recording", async () => {
      const statement = (type: string, year: string, owner: string): string =>
        `<copyrightstatement><x512>${type}</x512><b087>${year}</b087><copyrightowner><b037>${owner}</b037></copyrightowner></copyrightstatement>`;

      expect(
        (await book(publishing(statement("P", "2024", "Studio") + statement("C", "2020", "Kite, Ada"))))?.terms,
      ).to.include({
        ...{ copyrightYear: 2020, copyrightHolder: "Kite, Ada" },
      });
    });

    it("its licence", async () => {
      const link = "<x510>https://example.org/by</x510>";
      const licence = `<epublicense><x511>BY</x511><epublicenseexpression><x508>01</x508>${link}</epublicenseexpression></epublicense>`;

      expect((await book(`<descriptivedetail>${licence}</descriptivedetail>`))?.terms["license"]).to.equal(
        "https://example.org/by",
      );
    });

    it("no week, quarter or year of the Hijra for a date", async () => {
      const date = (format: string, text: string): string =>
        publishing(`<publishingdate><x448>01</x448>${format}<b306>${text}</b306></publishingdate>`);

      expect((await book(date("<j260>01</j260>", "202407")))?.terms["datePublished"]).to.equal("2024-07");
      for (const format of ["02", "20"]) {
        const { terms, problems } = (await book(date(`<j260>${format}</j260>`, "202407"))) ?? {
          terms: {},
          problems: [],
        };
        expect(terms).to.not.have.property("datePublished");
        expect(problems).to.deep.equal([
          `ONIX PublishingDate is "202407" in the format ${format}, which is no day of a calendar`,
        ]);
      }
      const attribute = '<publishingdate><x448>01</x448><b306 dateformat="02">202407</b306></publishingdate>';
      expect((await book(publishing(attribute)))?.terms).to.not.have.property("datePublished");
    });
  });

  it("has an article by the JATS that is called as it is", async () => {
    const [article] = await readAll(["article.xml"], { "article.bin": "a" });

    expect(article?.terms).to.include({ "@type": "ScholarlyArticle", identifier: "https://doi.org/10.1234/abc" });
  });

  it("takes neither of two entries for one file, and says so", async () => {
    writeFileSync(join(folder, "again.xml"), WXR);
    writeFileSync(join(folder, "blog.xml"), WXR);
    const [post] = await readAll([], { "marees-du-dimanche.bin": "" });

    expect(post).to.deep.equal({
      terms: {},
      sources: {},
      problems: ["several entries of the lists beside it are about it"],
    });
  });

  it("names a list that is damaged once, and uses the others", async () => {
    writeFileSync(join(folder, "blog.xml"), WXR.slice(0, 300));
    const [one, other] = await readAll(["books.onix"], { "9783161484100.bin": "a", "b.bin": "b" });

    expect([...(one?.problems ?? []), ...(other?.problems ?? [])]).to.deep.equal([
      "the list blog.xml beside it cannot be read: it is not well-formed XML: Unclosed root tag, line 5",
    ]);
    expect(one?.terms["name"]).to.equal("The Lighthouse & the Sea");
  });
});
