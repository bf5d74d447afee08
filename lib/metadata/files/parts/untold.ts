/** What programs write for a person whom nobody has named: libraries and readers of books, Word for an account of no name, players. */
const NOBODY: ReadonlySet<string> = new Set(
  [
    ...["un-named", "python-docx", "gomutex", "apache poi", "openpyxl", "docx4j", "officegen", "html-to-docx"],
    ...["powered by turbodocx html-to-docx", "microsoft office user", "windows user"],
    ...[
      "user",
      "admin",
      "administrator",
      "owner",
      "author",
      "unknown",
      "unknown author",
      "unknown artist",
      "<unknown>",
    ],
    ...["utilisateur microsoft office", "utilisateur windows", "inconnu", "inconnu(e)", "artiste inconnu"],
    ...["microsoft office-anwender", "windows-benutzer", "unbekannt", "unbekannter künstler", "onbekend"],
    ...["usuario de microsoft office", "usuario de windows", "desconocido", "desconhecido", "sconosciuto", "okänd"],
    ...[
      "microsoft office 用户",
      "windows 用户",
      "微软用户",
      "用户",
      "雨林木风",
      "番茄花园",
      "mc system",
      "未知",
      "未知艺术家",
    ],
    ...["неизвестный", "неизвестно", "nieznany", "不明", "알 수 없음"],
  ].map((text) => text.toLowerCase()),
);

/** What names itself with its version, where a person is asked for. */
const PROGRAM = /^Matplotlib v\d/;

/** What they write where nobody has given a title: its own words, or the name of the file that was printed. */
const NO_TITLE: readonly RegExp[] = [
  /^(?:Untitled|Unbenannt|Sans titre|Sin título|Senza titolo|未标题|无标题|未命名|名称未設定)[\s-]*\d+$/,
  /^Microsoft (?:Word|PowerPoint|Excel) - /,
  /^(?:PowerPoint Presentation|PowerPoint-Präsentation|Présentation PowerPoint|PowerPoint 演示文稿|Slide 1)$/i,
  /^(?:Document|Dokument|文档|文書)\s?\d+$/i,
  /^(?:Track|Piste|Titel|Spur|Audio ?Track|曲目|音轨|トラック)\s?\d+$/i,
  /\S\.(?:docx?|indd|qxp|qxd|dvi|tex|rtf|odt|pptx?|xlsx?|psd|pmd)$/i,
];

/** What cameras write into the description of every picture. */
const NO_DESCRIPTION =
  /^(?:OLYMPUS|SONY DSC|SAMSUNG|MINOLTA|KONICA MINOLTA|.* ?DIGITAL CAMERA$|DCIM\\|Exif_JPEG_PICTURE)/;

/** The first day that a program can count: of calibre (in any zone), of .NET, of Windows, and the first second of Unix. */
const NO_DATE = /^(?:0100-12-31T|0101-01-01|0001-01-01|1601-01-01|1970-01-01T00:00:00(?:Z|\+00:00)$)/;

const PEOPLE = [
  "author",
  "editor",
  "translator",
  "illustrator",
  "composer",
  "contributor",
  "publisher",
  "copyrightHolder",
];

/** What nobody has said, though it stands in a file. */
const UNTOLD: Readonly<Record<string, (text: string) => boolean>> = {
  ...Object.fromEntries(PEOPLE.map((term) => [term, isNobody])),
  name: (text) => NO_TITLE.some((one) => one.test(text)),
  description: (text) => NO_DESCRIPTION.test(text),
  dateCreated: (text) => NO_DATE.test(text),
  datePublished: (text) => NO_DATE.test(text),
};

function isNobody(text: string): boolean {
  return PROGRAM.test(text) || NOBODY.has(text.toLowerCase());
}

/** Whether a text is one that programs write by themselves where nobody has typed what the term says. */
export function isUntold(term: string, text: string): boolean {
  return UNTOLD[term]?.(text) ?? false;
}
