import { deflated, packedPdf, rawPdf, rawStream } from "../../../lib/pdf/raw-pdf";

const MIB = 1024 * 1024;
/** As much as a PDF that is looked into may have, but for what stands around it. */
const WHOLE = 15 * MIB;
/** As much as a stream of objects may inflate to. */
const INNER = 7.9 * MIB;

const filled = (part: string, size = WHOLE): string => part.repeat(Math.floor(size / part.length));

/** PDFs that a stranger may hand over to make whoever reads them hold a hundred times as much, under a name each. */
export function* hostilePdfs(): Generator<readonly [name: string, bytes: Buffer]> {
  const named = (object: string): Buffer => rawPdf(["<< /Names 2 0 R >>", object, rawStream("", "x")]);
  for (const [name, part] of [
    ["empty lists", "[] "],
    ["empty dictionaries", "<<>> "],
    ["names", "/A "],
    ["numbers", "1 "],
    ["references", "9 0 R "],
    ["attachments", "<</F (a) /EF <</F 3 0 R>>>> "],
    ["texts", `(${"a".repeat(200_000)})`],
  ] as const) {
    yield [`15 MiB of ${name}`, named(`[${filled(part)}]`)];
  }
  yield [
    "a dictionary of a million names",
    named(`<<${Array.from({ length: MIB }, (_, at) => `/${at} 1`).join("")}>>`),
  ];
  yield ["a text of 15 MiB", named(`(${filled("a")})`)];
  yield ["a text of 15 MiB in digits", named(`<${filled("41")}>`)];
  yield ["a name of 15 MiB", named(`/${filled("#41")}`)];
  yield ["15 MiB of comments", named(`${filled("%\n")}1`)];
  yield ["8 MiB of dictionaries, deflated", packed("10 0 ", `[${filled("<<>> ", INNER)}]`)];
  yield ["8 MiB of the places of objects", packed(filled("1 ", INNER), "<<>>")];
  for (const widths of ["1 0 0", "1 1 1"]) {
    yield [`8 MiB of a table in rows of ${widths}`, tabled(widths, `/Index [0 ${INNER}]`, Buffer.alloc(INNER, 1))];
  }
  yield ["a table of a million runs", tabled("1 1 1", `/Index [${filled("0 0 ", 4 * MIB)}]`, Buffer.alloc(3))];
  const row = "0000000009 00000 n \n";
  const plain = `xref\n0 ${WHOLE}\n${filled(row)}`;
  yield ["a table of 15 MiB", Buffer.from(`%PDF-1.7\n${plain}trailer\n<<>>\nstartxref\n9\n%%EOF\n`)];
}

/** A PDF of a catalog that leads into a stream of objects. @param places what that says of where they are */
function packed(places: string, objects: string): Buffer {
  const stream = deflated(`/N ${Math.ceil(places.length / 4)} /First ${places.length}`, places + objects);
  return packedPdf(
    [
      [1, "<< /Names 10 0 R >>"],
      [2, stream],
    ],
    [10],
  );
}

/** A PDF of nothing but its table, which is a stream. */
function tabled(widths: string, index: string, rows: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from("%PDF-1.7\n3 0 obj\n"),
    deflated(`/Type /XRef /W [${widths}] ${index} /Root 1 0 R`, rows),
    Buffer.from("\nendobj\nstartxref\n9\n%%EOF\n"),
  ]);
}
