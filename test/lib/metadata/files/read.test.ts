import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { FileMetadataReader } from "../../../../lib/metadata/files/read";

/** Files that programs in daily use have made; make.sh there says how. */
const MADE = join(__dirname, "made");

const read = (path: string): ReturnType<FileMetadataReader["read"]> => new FileMetadataReader().read(path);

/** A text of at most 126 bytes: the same in ID3v2.3 and 2.4. */
function id3Frame(id: string, encoding: number, text: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id), Buffer.from([0, 0, 0, text.length + 1, 0, 0, encoding]), text]);
}

describe("FileMetadataReader", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "colophon-metadata-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A made file alone in a folder, so that no list is beside it. */
  function alone(name: string): string {
    const path = join(folder, name);
    copyFileSync(join(MADE, name), path);
    return path;
  }

  function written(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** A recording of silence. @param frames of at most 127 bytes together */
  function tagged(version: number, ...frames: readonly Buffer[]): string {
    const { length } = Buffer.concat(frames);
    const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, length]);
    return written("a.mp3", Buffer.concat([head, ...frames, Buffer.alloc(4_000)]));
  }

  const BOOK = {
    "@type": "Book",
    name: "灯塔与海",
    author: ["林晓", "Yann Le Goff"],
    translator: "Ann Other",
    publisher: "海港出版社",
    inLanguage: "zh-CN",
    datePublished: "2024-02-03",
    identifier: "urn:isbn:9783161484100",
    copyrightNotice: "© 2024 海港出版社",
  };
  const PICTURE = {
    "@type": "ImageObject",
    name: "渡轮",
    author: ["林晓", "Yann Le Goff"],
    inLanguage: "zh-CN",
    dateCreated: "2024-02-03",
    identifier: "urn:isbn:9783161484100",
    license: "https://example.org/licence",
    copyrightNotice: "© 2024 Harbour",
  };

  const TAGGED = {
    "@type": "MusicRecording",
    name: "灯塔",
    author: "林晓",
    inLanguage: "fr",
    datePublished: "2024-02-03",
    copyrightNotice: "© 2024 Harbour",
  };

  describe("of sound files", () => {
    const EXPECTED: Readonly<Record<string, object>> = {
      "two-creators.epub": BOOK,
      "epub-2.epub": BOOK,
      "two-authors.docx": {
        "@type": "TextDigitalDocument",
        name: "Two hands",
        author: ["Ada Kite", "林晓"],
        inLanguage: "fr",
      },
      "changed.odt": {
        "@type": "TextDigitalDocument",
        name: "Two hands",
        author: ["Ada Kite", "林晓"],
        inLanguage: "fr",
      },
      "by-libreoffice.epub": { "@type": "Book", name: "Two hands", author: ["Ada Kite", "林晓"], inLanguage: "fr" },
      "by-libreoffice.pdf": {
        "@type": "DigitalDocument",
        name: "Two hands",
        author: ["Ada Kite", "林晓"],
        inLanguage: "fr",
      },
      "book-xmp.pdf": {
        "@type": "DigitalDocument",
        name: "The Ferry",
        author: ["Anna Le Goff", "Bo Kite"],
        publisher: "Harbour Press",
        identifier: "https://doi.org/10.1234/abc",
        copyrightHolder: "Harbour Trust",
        copyrightNotice: "© 2024 Harbour",
      },
      "untitled.pdf": { "@type": "DigitalDocument" },
      "display-seq.epub": {
        "@type": "Book",
        name: "灯塔",
        author: ["林晓", "Yann Le Goff", "Ada Kite"],
        inLanguage: "zh",
        identifier: "urn:isbn:9783161484100",
      },
      "two-roles.epub": {
        "@type": "Book",
        name: "灯塔",
        author: "林晓",
        illustrator: ["林晓", "Ada Kite"],
        contributor: "Harbour",
        inLanguage: "zh",
        identifier: "urn:isbn:9783161484100",
      },
      "changed.epub": {
        "@type": "Book",
        name: "灯塔",
        author: "林晓",
        translator: "Ann Other",
        inLanguage: "zh",
        identifier: "urn:isbn:9783161484100",
      },
      "page.html": {
        "@type": "WebPage",
        name: "Two hands",
        author: ["Ada Kite", "林晓"],
        datePublished: "2023-05-06",
        inLanguage: "fr",
      },
      "article.xml": {
        "@type": "ScholarlyArticle",
        name: "Two hands",
        author: [{ "@type": "Person", "@id": "https://orcid.org/0000-0002-1825-0097", name: "Ada Kite" }, "林晓"],
        datePublished: "2023-05-06",
        identifier: "https://doi.org/10.1234/abc",
        publisher: "Harbour Press",
        copyrightNotice: "© 2023 the authors",
        copyrightHolder: "the authors",
      },
      "xmp-unlike-info.pdf": {
        "@type": "DigitalDocument",
        name: "渡轮停航",
        author: ["林晓", "Yann Le Goff"],
        inLanguage: "zh-CN",
        datePublished: "2024-02-03",
        copyrightNotice: "© 2024 Harbour",
      },
      "info.pdf": { "@type": "DigitalDocument", name: "渡轮", author: ["Ada Kite", "林晓"] },
      "one-creator.pdf": { "@type": "DigitalDocument", name: "渡轮", author: ["Ada Kite", "林晓"] },
      "iptc-chinese.jpg": {
        "@type": "ImageObject",
        name: "渡轮停航",
        author: ["林晓", "Yann Le Goff"],
        inLanguage: "zh",
        dateCreated: "2024-03-15",
        copyrightNotice: "© 2024 海港晚报",
      },
      "exif.jpg": {
        "@type": "ImageObject",
        description: "渡轮",
        author: ["Ada Kite", "林晓"],
        dateCreated: "2024-03-15T12:30:00+08:00",
        copyrightNotice: "© Ada Kite",
      },
      "windows.jpg": {
        "@type": "ImageObject",
        name: "渡轮",
        author: ["林晓", "Yann Le Goff"],
        copyrightNotice: "Ada Kite; Harbour Press",
      },
      "xmp.jpg": PICTURE,
      "xmp.avif": PICTURE,
      "xmp.heic": PICTURE,
      "xmp.webp": { ...PICTURE, dateCreated: "2024-02-03" },
      "exif.webp": { "@type": "ImageObject", author: ["Ada Kite", "林晓"], copyrightNotice: "© Ada Kite" },
      "xmp.png": PICTURE,
      "drawn.svg": {
        "@type": "ImageObject",
        name: "The ferry",
        author: ["Ada Kite", "林晓"],
        copyrightNotice: "© 2024 Harbour",
        dateCreated: "2024-02-03",
      },
      "plotted.svg": { "@type": "ImageObject" },
      "texts.png": { "@type": "ImageObject", name: "渡轮", author: "林晓" },
      "library-texts.png": {
        "@type": "ImageObject",
        name: "渡轮",
        author: "Zoë Kerbrat",
        copyrightNotice: "© 2024 Harbour",
      },
      "xmp-and-iptc.tif": { "@type": "ImageObject", name: "渡轮", author: "林晓" },
      "utf16.mp3": { "@type": "MusicRecording", name: "灯塔", author: "林晓" },
      "two-languages.mp3": { "@type": "MusicRecording", name: "灯塔", inLanguage: ["zh", "fr"] },
      "day-and-year.mp3": { "@type": "MusicRecording", name: "灯塔", datePublished: "2024-02-03" },
      "licensed.mp3": {
        "@type": "MusicRecording",
        datePublished: "2024-02-03",
        license: "https://creativecommons.org/licenses/by/4.0/",
      },
      "slash.mp3": { "@type": "MusicRecording", name: "High Voltage", author: "AC/DC" },
      "nul.mp3": {
        "@type": "MusicRecording",
        name: "灯塔",
        author: ["林晓", "AC/DC"],
        composer: ["Ada Kite", "Yann Le Goff"],
      },
      "tagged.m4a": {
        ...TAGGED,
        author: ["林晓", "AC/DC"],
        composer: "Ada Kite",
        inLanguage: ["zh", "fr"],
        isrcCode: "FRZ039800212",
      },
      "tagged.mkv": { ...TAGGED, "@type": "VideoObject", composer: "Ada Kite" },
      "film.mkv": {
        "@type": "VideoObject",
        name: "The film",
        author: "Harbour Films",
        copyrightNotice: "© 2024 Harbour",
      },
      "tagged.ogg": { ...TAGGED, composer: "Ada Kite" },
      "tagged.wav": TAGGED,
      "tagged.webm": { ...TAGGED, "@type": "VideoObject", composer: "Ada Kite" },
      "two-artists.flac": {
        "@type": "MusicRecording",
        name: "灯塔",
        author: ["林晓", "Yann Le Goff"],
        composer: "Ada Kite",
        inLanguage: "zh",
        datePublished: "2024-02-03",
        isrcCode: "FRZ039800212",
        copyrightNotice: "© 2024 Harbour",
      },
    };

    for (const [name, expected] of Object.entries(EXPECTED)) {
      it(`reads ${name}`, async () => {
        const { terms, sources } = await read(alone(name));

        expect(terms).to.deep.include(expected);
        expect(Object.keys(sources)).to.have.members(Object.keys(terms));
        // When a program made the file is in it, too.
        const others = Object.keys(terms).filter((term) => !(term in expected));
        expect(others.filter((term) => !["dateCreated", "datePublished", "identifier"].includes(term))).to.deep.equal(
          [],
        );
      });
    }

    it("takes the day on which a book was changed for none on which it came out", async () => {
      expect((await read(alone("changed.epub"))).terms).to.not.have.property("datePublished");
    });

    for (const [version, encoding] of [
      [3, 1],
      [3, 0],
      [4, 3],
    ] as const) {
      it(`takes of a title of ID3v2.${version} what stands before its NUL (encoding ${encoding})`, async () => {
        const text = "La mer\0\0\u0001rest";
        const title = encoding === 1 ? Buffer.from(`\uFEFF${text}`, "utf16le") : Buffer.from(text, "latin1");

        expect((await read(tagged(version, id3Frame("TIT2", encoding, title)))).terms).to.deep.equal({
          "@type": "MusicRecording",
          name: "La mer",
        });
      });
    }

    it("takes of other texts of ID3v2.3 what stands before their NUL", async () => {
      const texts = { TCOP: "2024 Harbour\0rest", TLAN: "fra\0rest", TYER: "2024\0rest", TDAT: "0302\0rest" };
      const frames = Object.entries(texts).map(([id, value]) => id3Frame(id, 0, Buffer.from(value)));

      expect((await read(tagged(3, ...frames))).terms).to.deep.equal({
        ...{ "@type": "MusicRecording", copyrightNotice: "2024 Harbour", inLanguage: "fr" },
        datePublished: "2024-02-03",
      });
    });

    it("takes of names in older ID3 what a NUL parts, until there are two of it", async () => {
      const names = Buffer.from("Ada Kite\0AC/DC\0\0\u0001rest");

      expect((await read(tagged(3, id3Frame("TPE1", 0, names)))).terms["author"]).to.deep.equal(["Ada Kite", "AC/DC"]);
    });

    it("reads the day of ID3v2.2, and its names whole", async () => {
      const frame = (id: string, text: string): Buffer =>
        Buffer.concat([Buffer.from(id), Buffer.from([0, 0, text.length + 1, 0]), Buffer.from(text)]);
      const frames = [frame("TP1", "AC/DC"), frame("TYE", "2024"), frame("TDA", "0302"), frame("TRC", "FRZ039800212")];

      expect((await read(tagged(2, ...frames))).terms).to.deep.equal({
        ...{ "@type": "MusicRecording", author: "AC/DC", datePublished: "2024-02-03", isrcCode: "FRZ039800212" },
      });
    });

    it("parts the notices of photographer and editor in EXIF", async () => {
      const made = readFileSync(join(MADE, "exif.jpg"));
      const at = made.indexOf("© Ada Kite");
      const notice = async (text: string): Promise<unknown> => {
        made.write(text, at);
        return (await read(written("a.jpg", made))).terms["copyrightNotice"];
      };

      expect(await notice("Ada\0Harbour")).to.equal("Ada; Harbour");
      expect(await notice(" \0Harbour  ")).to.equal("Harbour");
      expect(await notice("Harbour    \0")).to.equal("Harbour");
    });

    it("takes of a drawing what stands before what is drawn", async () => {
      const metadata = (inside: string): string =>
        `<metadata><rdf:RDF><cc:Work>${inside}</cc:Work></rdf:RDF></metadata>`;
      const svg = (inside: string): string =>
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
          xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><defs><title>A pattern</title></defs>${inside}</svg>`;
      const licence = metadata('<cc:license rdf:resource="https://example.org/by"/>');

      expect(
        (await read(written("a.svg", svg(`<title>Ferry</title>${licence}<g><title>Layer</title></g>`)))).terms,
      ).to.include({
        ...{ name: "Ferry", license: "https://example.org/by" },
      });
      expect((await read(written("a.svg", svg(`<g><title>Layer</title></g>${licence}`)))).terms).to.deep.equal({
        "@type": "ImageObject",
      });
    });

    it("says where a term stands, and where it stands otherwise", async () => {
      const { sources } = await read(alone("xmp-unlike-info.pdf"));

      expect(sources["name"]).to.equal("XMP dc:title, unlike Info Title");
    });

    it("takes the first line of a text, whichever Unicode it is in", async () => {
      const utf16 = Buffer.from("\uFEFF\n渡轮停航\n今天", "utf16le");

      expect((await read(written("a.txt", utf16))).terms["name"]).to.equal("渡轮停航");
      expect((await read(written("b.md", "\uFEFF\r\n# The *ferry*\r\n\r\nText"))).terms["name"]).to.equal(
        "The *ferry*",
      );
    });

    it("reads the front matter of Markdown, each value as it stands there", async () => {
      const front = `---\r\ntitle:\r\n- {type: subtitle, text: A song}\r\n- {type: main, text: "La mer: no"}\r
author: [{name: Ada Kite, affiliation: Harbour}, 林晓, {name: {given: Yann, family: Le Goff}}]\r
creator: [{role: translator, text: Ann Other}]\r\nlang: no\r\ndate: 2024-02-03\r\nisbn: 978-3-16-148410-0\r
rights: © 2024 Harbour\r\nlicense: https://example.org/by\r\n---\r\n\r\n# Another title\r\n`;

      expect((await read(written("a.md", front))).terms).to.deep.equal({
        ...{ "@type": "TextDigitalDocument", name: "La mer: no", author: ["Ada Kite", "林晓", "Yann Le Goff"] },
        ...{ translator: "Ann Other", inLanguage: "no", datePublished: "2024-02-03" },
        ...{
          identifier: "urn:isbn:9783161484100",
          copyrightNotice: "© 2024 Harbour",
          license: "https://example.org/by",
        },
      });
    });

    it("takes no rule and no front matter of a text for its title", async () => {
      const texts = [
        "---\nlayout: post\n---\n\n***\n# Ferry",
        "---\n---\n# Ferry",
        "---\n\n Ferry\n---\n",
        "=====\nFerry",
      ];
      for (const text of texts) expect((await read(written("a.md", text))).terms["name"]).to.equal("Ferry");
      expect((await read(written("a.txt", "---\ntitle: x\n---\n"))).terms["name"]).to.equal("title: x");
    });

    it("reads a page in the encoding that it names, and its JSON-LD before its meta elements", async () => {
      const title = Buffer.from([0xb6, 0xc9, 0xc2, 0xd6]); // 渡轮 in GBK
      const before = '<html lang=zh><meta charset="gbk"><meta name="author" content="Somebody"><title>';
      const after = `</title><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Site"},
        {"@type": ["NewsArticle"], "author": [{"@type": "Person", "name": "Ada Kite"}, {"name": "Yann"}],
         "datePublished": "2024-02-03T04:05:06+08:00", "license": "https://example.org/l", "copyrightYear": "2024",
         "isbn": "978-3-16-148410-0"}]}</script>`;
      const { terms } = await read(
        written("page.html", Buffer.concat([Buffer.from(before), title, Buffer.from(after)])),
      );

      expect(terms).to.deep.equal({
        "@type": "NewsArticle",
        author: ["Ada Kite", "Yann"],
        copyrightYear: 2024,
        datePublished: "2024-02-03T04:05:06+08:00",
        identifier: "urn:isbn:9783161484100",
        inLanguage: "zh",
        license: "https://example.org/l",
        name: "渡轮",
      });
    });

    it("finds whom JSON-LD names elsewhere, in their order, and the tag of a language", async () => {
      const { terms } = await read(
        written(
          "page.html",
          `<script type="application/ld+json">{"@graph": [
            {"@type": "Book", "name": "Ferry", "inLanguage": {"@type": "Language", "name": "Chinese", "alternateName": "zh"},
             "author": {"@list": [{"@id": "#yann"}, {"@id": "#ada"}]}, "publisher": {"@id": "https://example.org/press"},
             "license": {"@id": "https://example.org/l"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Kite"}, {"@type": "Person", "@id": "#yann", "name": "Yann"},
            {"@type": "Organization", "@id": "https://example.org/press", "name": {"@id": "https://example.org/press"}}
          ]}</script>`,
        ),
      );

      expect(terms).to.deep.equal({
        "@type": "Book",
        author: ["Yann", "Ada Kite"],
        inLanguage: "zh",
        license: "https://example.org/l",
        name: "Ferry",
        publisher: "https://example.org/press",
      });
    });

    it("takes of the works that a page describes the one that it is about, and nothing of the others", async () => {
      const script = (...things: readonly object[]): string =>
        `<script type="application/ld+json">${JSON.stringify({ "@graph": things })}</script>`;
      const picture = { "@type": "ImageObject", name: "DSC1", author: "Photo Grapher" };
      const film = { "@type": "VideoObject", name: "A film", author: "Film Maker", copyrightNotice: "© Film" };
      const another = { "@type": "Article", headline: "Another", author: "Somebody", copyrightNotice: "© Other" };
      const article = { "@type": ["NewsArticle"], headline: "The ferry", editor: { "@id": "#ada" } };
      const page = { "@type": "WebPage", name: "The ferry | News" };
      const ada = { "@type": "Person", "@id": "#ada", name: "Ada Kite" };
      const cases: readonly (readonly string[])[] = [
        [script(picture, page, article), script(ada)],
        [script(film), script(page, ada), script(article)],
        [script(another), script({ ...article, mainEntityOfPage: "https://example.org/" }, ada)],
      ];
      for (const scripts of cases) {
        expect((await read(written("a.html", scripts.join("")))).terms).to.deep.equal({
          ...{ "@type": "NewsArticle", name: "The ferry", editor: "Ada Kite" },
        });
      }
      expect((await read(written("a.html", script(picture)))).terms).to.include({ author: "Photo Grapher" });
    });

    it("reads what journals and shops write into meta elements, and which licence a page links to", async () => {
      const meta = (key: string, ...contents: readonly string[]): string =>
        contents.map((content) => `<meta name="${key}" content="${content}">`).join("");
      const journal = [
        meta("DC.Creator.PersonalName", "Ada Kite", "林晓"),
        meta("DC.Date.issued", "2024-02-28"),
        meta("DC.Identifier", "123"),
        meta("DC.Identifier.DOI", "10.1234/abc"),
        meta("DC.Rights", "© 2024 Ada Kite", "© 2024 Ada Kite (all)", "https://example.org/by"),
        meta("dcterms:rightsHolder", "Harbour"),
      ];
      const shop = [
        meta("article:author", "https://www.example.org/ada"),
        meta("book:author", "Ada Kite"),
        meta("book:isbn", "9783161484100"),
        meta("book:release_date", "2024-02-03"),
      ];
      const licensed = '<a rel="license noopener" href="https://example.org/by">';

      expect((await read(written("a.html", journal.join("")))).terms).to.deep.equal({
        ...{ "@type": "WebPage", author: ["Ada Kite", "林晓"], datePublished: "2024-02-28" },
        ...{ identifier: "https://doi.org/10.1234/abc", copyrightNotice: "© 2024 Ada Kite" },
        ...{ license: "https://example.org/by", copyrightHolder: "Harbour" },
      });
      expect((await read(written("a.html", shop.join("")))).terms).to.deep.equal({
        ...{
          "@type": "WebPage",
          author: "Ada Kite",
          identifier: "urn:isbn:9783161484100",
          datePublished: "2024-02-03",
        },
      });
      expect((await read(written("a.html", licensed + licensed))).terms["license"]).to.equal("https://example.org/by");
      const { terms, problems } = await read(written("a.html", `${licensed}${licensed.replace("by", "by-nc")}`));
      expect(terms).to.not.have.property("license");
      expect(problems).to.deep.equal(["rel=license names several licences"]);
    });

    it("finds everybody of an article in JATS, each by the name in its language", async () => {
      const names = (...people: string[]): string => people.map((one) => `<contrib>${one}</contrib>`).join("\n");
      const person = (family: string, rest: string, style = ""): string =>
        `<name${style}><surname>${family}</surname>${rest}</name>`;
      const given = (text: string): string => `<given-names>${text}</given-names>`;
      const people = names(
        person("Le Goff", given("Anna") + "<suffix>Jr</suffix>"),
        `<name-alternatives>${person("Li", given("Si"), ' xml:lang="en"')}${person("李", given("四"), ' xml:lang="zh"')}</name-alternatives>`,
        `<collab>The Sea Group<contrib-group>${names(person("Kite", given("Ada")))}</contrib-group></collab>`,
        `<collab-alternatives><collab xml:lang="en">Harbour</collab><collab xml:lang="zh">港</collab></collab-alternatives>`,
        person("Mao", given("Dun"), ' name-style="eastern"'),
        person("ほしの", given("ユキ"), ' name-style="eastern"'),
        person("林", given("晓")),
        "<string-name>bell hooks</string-name>",
        person("Plato", ""),
      );
      const article = (language: string): string =>
        `<article${language}><front><article-meta><contrib-group>${people}</contrib-group></article-meta></front></article>`;
      const authors = async (language: string): Promise<unknown> =>
        (await read(written("a.xml", article(language)))).terms["author"];

      const others = ["Mao Dun", "ほしのユキ", "林晓", "bell hooks", "Plato"];
      expect(await authors(' xml:lang="zh-Hans"')).to.deep.equal([
        "Anna Le Goff Jr",
        "李四",
        "The Sea Group",
        "港",
        ...others,
      ]);
      const first = ["Anna Le Goff Jr", "Si Li", "The Sea Group", "Harbour", ...others];
      for (const language of [' xml:lang="en"', ' xml:lang="fr"', ""])
        expect(await authors(language)).to.deep.equal(first);
    });

    it("reads of an article in JATS what its readers see, and who did what", async () => {
      const person = (attributes: string, family: string, given: string, more = ""): string =>
        `<contrib${attributes}><name><surname>${family}</surname><given-names>${given}</given-names></name>${more}</contrib>`;
      const mark = '<xref ref-type="aff"><sup>1</sup></xref>';
      const formula = "<alternatives><tex-math>\\alpha</tex-math><mml:math>α</mml:math></alternatives>";
      const article = (inside: string): string =>
        `<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en"><front>
          <article-meta>${inside}</article-meta></front></article>`;
      const whole = article(`
        <title-group><article-title>A study<break/>of ${formula} rays${mark}<fn><p>A note</p></fn> in H<sub>2</sub>O</article-title></title-group>
        <contrib-group>${person(' contrib-type="author"', `Kite${mark}`, "Ada")}<contrib><collab>The Group${mark}</collab></contrib></contrib-group>
        <contrib-group content-type="editors">${person("", "Li", "Bo")}</contrib-group>
        <contrib-group>${person("", "Other", "Ann", "<role>Translator</role>")}${person(' contrib-type="reviewer"', "R", "E")}</contrib-group>
        <pub-date pub-type="epub"><month>Jan-Feb</month><year>2024</year></pub-date>
        <permissions><copyright-statement>© 2024${mark}</copyright-statement><copyright-year>2024</copyright-year>
          <license xlink:href="/licence"><license-p><ext-link xlink:href="https://example.org/">Us</ext-link>
          <ext-link xlink:href="https://creativecommons.org/licenses/by/4.0/">BY</ext-link></license-p></license></permissions>`);
      const dated = article("<pub-date><day>3</day><month>February</month><year>2024</year></pub-date>");

      expect((await read(written("a.xml", whole))).terms).to.deep.equal({
        ...{ "@type": "ScholarlyArticle", name: "A study of α rays in H2O", author: ["Ada Kite", "The Group"] },
        ...{ editor: "Bo Li", translator: "Ann Other", inLanguage: "en", datePublished: "2024" },
        ...{ license: "https://creativecommons.org/licenses/by/4.0/", copyrightNotice: "© 2024", copyrightYear: 2024 },
      });
      expect((await read(written("a.xml", dated))).terms["datePublished"]).to.equal("2024-02-03");
    });

    it("knows nothing of a format that it does not read", async () => {
      expect(await read(written("a.bin", "a"))).to.deep.equal({ terms: {}, sources: {}, problems: [] });
    });
  });

  describe("of files that are damaged or not as they should be", () => {
    it("names what the schema refuses, and keeps the rest", async () => {
      const page = '<html lang="english"><title>A title</title>';
      const { terms, problems } = await read(written("a.html", page));

      expect(terms).to.deep.equal({ "@type": "WebPage", name: "A title" });
      expect(problems).to.deep.equal(['HTML lang is "english", not a language tag such as zh-CN, en or fr (BCP 47)']);
    });

    it("takes no author and no day that a library wrote by itself", async () => {
      const untold = await read(alone("untold.docx"));
      const template = await read(alone("template.docx"));
      const nobody = await read(alone("nobody.pdf"));

      expect(untold.terms).to.include({ name: "渡轮" }).and.not.have.property("author");
      expect((await read(alone("undated.epub"))).problems).to.deep.equal([
        'EPUB dc:creator is "Unknown", which a program writes by itself',
        'EPUB dc:date is "0101-01-01T00:00:00+00:00", which a program writes by itself',
        'EPUB dc:identifier is "9783161484101", an ISBN whose check digit is wrong',
      ]);
      expect((await read(alone("untitled.pdf"))).problems).to.deep.equal([
        'XMP dc:title is "Untitled", which a program writes by itself',
      ]);
      expect((await read(alone("plotted.svg"))).problems).to.deep.equal([
        'SVG dc:creator is "Matplotlib v3.10.7, https://matplotlib.org/", which a program writes by itself',
      ]);
      expect(untold.problems).to.deep.equal(['DOCX dc:creator is "Un-named", which a program writes by itself']);
      expect(template.terms).to.deep.equal({ "@type": "TextDigitalDocument" });
      expect(template.problems).to.deep.equal([
        'DOCX dc:creator is "python-docx", which a program writes by itself',
        'DOCX dcterms:created is "2013-12-23T23:15:00Z", which a program writes by itself',
      ]);
      expect(nobody.terms).to.not.have.any.keys("name", "author");
      expect(nobody.problems).to.deep.equal([
        'Info Title is "untitled", which a program writes by itself',
        'Info Author is "anonymous", which a program writes by itself',
      ]);
    });

    it("keeps what stands beside a text that nobody has said, or a number that is wrong", async () => {
      const page = (metas: Readonly<Record<string, string>>): string =>
        Object.entries(metas)
          .map(([key, content]) => `<meta name="${key.replace(/\d/, "")}" content="${content}">`)
          .join("");
      const content = {
        title: "ferry.docx",
        creator1: "Microsoft Office User",
        creator2: "????",
        creator3: "Ada Kite",
      };
      const more = { issued: "1970-01-01T00:00:00Z", identifier: "ISBN 0-306-40615-3" };
      const names = Object.entries({ ...content, ...more }).map(([key, value]) => [`dcterms.${key}`, value] as const);
      const { terms, problems } = await read(written("a.html", page(Object.fromEntries(names))));

      expect(terms).to.deep.equal({ "@type": "WebPage", author: "Ada Kite" });
      expect(problems).to.deep.equal([
        'meta dcterms.title is "ferry.docx", which a program writes by itself',
        'meta dcterms.creator is "Microsoft Office User", which a program writes by itself',
        'meta dcterms.creator is "????", where a program did not have the letters',
        'meta dcterms.issued is "1970-01-01T00:00:00Z", which a program writes by itself',
        'meta dcterms.identifier is "ISBN 0-306-40615-3", an ISBN whose check digit is wrong',
      ]);
    });

    it("does not use a text of RIFF in an encoding that nothing tells", async () => {
      const path = alone("tagged.wav");
      const bytes = readFileSync(path);
      bytes.write("\xb6\xc9\xc2", bytes.indexOf("林晓"), "latin1"); // GBK
      writeFileSync(path, bytes);
      const { terms, problems } = await read(path);

      expect(terms).to.include({ name: "灯塔" }).and.not.have.property("author");
      expect(problems).to.deep.equal(["INFO artist is not UTF-8, and no other encoding is named"]);
    });

    it("takes no author, publisher or notice that a library of books wrote by itself", async () => {
      const { terms, problems } = await read(alone("nobody.epub"));

      expect(terms).to.include({ name: "渡轮" });
      expect(terms).to.not.have.any.keys("author", "publisher", "copyrightNotice");
      expect(problems).to.deep.equal([
        'EPUB dc:creator is "anonymous", which a program writes by itself',
        'EPUB dc:publisher is "anonymous", which a program writes by itself',
        'EPUB dc:rights is "Copyright © 2026 by anonymous", which a program writes by itself',
      ]);
    });

    for (const author of ["Apache POI", "gomutex", "html-to-docx", "officegen", "python-docx", "Un-named"]) {
      it(`takes no author who is ${author}, and one whose name only begins so`, async () => {
        const page = (name: string): string => written("a.html", `<meta name="author" content="${name}">`);
        const { terms, problems } = await read(page(author));

        expect(terms).to.deep.equal({ "@type": "WebPage" });
        expect(problems).to.deep.equal([`meta author is "${author}", which a program writes by itself`]);
        expect((await read(page(`${author} Li`))).terms).to.include({ author: `${author} Li` });
      });
    }

    it("names a packed text of a picture that is damaged, and keeps the others", async () => {
      const path = alone("library-texts.png");
      const bytes = readFileSync(path);
      bytes.fill(0xff, bytes.indexOf("Title\0") + 10, bytes.indexOf("Title\0") + 14);
      writeFileSync(path, bytes);
      const { terms, problems } = await read(path);

      expect(terms).to.include({ author: "Zoë Kerbrat" }).and.not.have.property("name");
      expect(problems).to.deep.equal(["PNG Title cannot be read"]);
    });

    it("says of a PDF that a password locks it", async () => {
      expect((await read(alone("locked.pdf"))).problems).to.deep.equal([
        "its metadata cannot be read: a password locks it",
      ]);
    });

    it("gives a reason for whatever is cut off, in any place", async () => {
      const names = [
        "two-creators.epub",
        "two-authors.docx",
        "xmp-unlike-info.pdf",
        "xmp.jpg",
        "xmp.png",
        "article.xml",
      ];
      for (const name of [
        ...names,
        "xmp-and-iptc.tif",
        "utf16.mp3",
        "two-artists.flac",
        "tagged.m4a",
        "tagged.mkv",
        "tagged.ogg",
        "tagged.wav",
        "page.html",
        "iptc-chinese.jpg",
        "xmp.avif",
        "xmp.heic",
        "xmp.webp",
      ]) {
        const path = alone(name);
        const whole = readFileSync(path);
        for (let part = 0; part < 8; part++) {
          writeFileSync(path, whole.subarray(0, (whole.length * part) / 8));
          const { terms, problems } = await read(path);
          const isKnown = "name" in terms || problems.length > 0 || part === 0 || /flac|mp3|page|tagged/.test(name);
          expect(isKnown, `${name}, cut at ${part}/8`).to.equal(true);
        }
      }
    });

    it("does not open a pipe, which would wait for somebody to write into it", async () => {
      const path = join(folder, "a.pdf");
      execFileSync("mkfifo", [path]);

      expect(await read(path)).to.deep.equal({ terms: {}, sources: {}, problems: [] });
    });

    it("expands no entity that a document declares", async () => {
      const bomb = `<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <article><front><article-meta><title-group><article-title>&b;</article-title></title-group></article-meta></front></article>`;
      const { terms, problems } = await read(written("a.xml", bomb));

      expect(terms).to.not.have.property("name");
      expect(problems[0]).to.match(/it is not well-formed XML: Invalid character entity, line 2$/);
    });

    it("says of front matter why it cannot be read, and takes the first line", async () => {
      const many = `---\na: &a [${"x,".repeat(900)}]\nauthor: [*a, *a]\n---\n# Ferry\n`;
      const cases: readonly (readonly [text: string, reason: string])[] = [
        ["---\ntitle: a: b\n---\n# Ferry\n", "bad indentation of a mapping entry (1:9)"],
        [many, "one of its lists is too long"],
      ];
      for (const [text, reason] of cases) {
        const { terms, problems } = await read(written("a.md", text));

        expect(terms).to.deep.equal({ "@type": "TextDigitalDocument", name: "Ferry" });
        expect(problems).to.deep.equal([`its front matter cannot be read: ${reason}`]);
      }
    });

    it("takes no record that is nested too deep, or has too much in it", async () => {
      const article = (inside: string): string => `<article><front>${inside}</front></article>`;
      const cases: readonly (readonly [inside: string, reason: string])[] = [
        ["<a>".repeat(200), "its elements are nested more than 200 deep"],
        ["<a/>".repeat(50_000), "one of its records has more than 50000 elements"],
        ["a".repeat(4 * 1024 * 1024 + 1), "one of its records has more than 4194304 characters"],
      ];
      for (const [inside, reason] of cases) {
        const { problems } = await read(written("a.nxml", article(inside)));

        expect(problems).to.include(`its metadata cannot be read: ${reason}`);
      }
    });

    it("does not use IPTC in an encoding that nothing tells", async () => {
      const path = alone("iptc-chinese.jpg");
      const bytes = readFileSync(path);
      bytes.write("\xb6\xc9\xc2", bytes.indexOf("渡轮停航"), "latin1"); // GBK
      writeFileSync(path, bytes);
      const { terms, problems } = await read(path);

      expect(terms).to.not.have.property("name");
      expect(terms["author"]).to.deep.equal(["林晓", "Yann Le Goff"]);
      expect(problems).to.deep.equal(["IPTC Object Name is not UTF-8, and no other encoding is named"]);
    });

    it("does not follow a picture whose items are in countless places", async () => {
      const path = alone("xmp.heic");
      const bytes = readFileSync(path);
      const at = bytes.indexOf("iloc") + 4;
      // Numbers of no bytes, and as many extents as two bytes can say.
      bytes.fill(0, at + 4, at + 6);
      bytes.fill(0xff, at + 6, at + 44);
      writeFileSync(path, bytes);

      expect((await read(path)).problems).to.include(
        "part of it cannot be read: its items are in more than 100000 places",
      );
    });

    it("unpacks no member that is larger than any description", async () => {
      const path = alone("two-creators.epub");
      const bytes = readFileSync(path);
      // The size that the directory gives for the package document, which comes 24 bytes into its record.
      const at = bytes.lastIndexOf("EPUB/content.opf") - 46 + 24;
      bytes.writeUInt32LE(2 ** 31, at);
      writeFileSync(path, bytes);

      expect((await read(path)).problems).to.deep.equal([
        "its metadata cannot be read: its member EPUB/content.opf is larger than 4194304 bytes",
      ]);
    });

    it("does not search a whole PDF whose table of objects is lost", async () => {
      const path = written("a.pdf", `%PDF-1.4\n${"% a comment\n".repeat(1_000_000)}`);

      expect((await read(path)).problems).to.deep.equal([
        "its metadata cannot be read: its description does not show in 8388608 bytes",
      ]);
    });

    it("reads little of a large file", async () => {
      const pdf = alone("xmp-unlike-info.pdf");
      const text = written("a.txt", "A title\n");
      for (const path of [pdf, text]) truncateSync(path, 3 * 1024 ** 3);
      const before = process.memoryUsage.rss();

      expect((await read(pdf)).problems[0]).to.equal("its metadata cannot be read: it is larger than 1073741824 bytes");
      expect((await read(text)).terms["name"]).to.equal("A title");
      expect(process.memoryUsage.rss() - before).to.be.below(256 * 1024 ** 2);
    });
  });
});
