import { readEither } from "../../lib/certificates/attested/either";
import { modeOf } from "../../lib/certificates/file";
import { readTrust } from "../../lib/certificates/trust";
import { portal as configuredPortal } from "../../lib/env";
import { requireNew, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { clock } from "../shared/command/clock";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseChoice, parsePage } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";
import { judgementLines } from "./judgement-lines";

interface Args {
  readonly certificate: string;
  readonly out: string;
  readonly trust?: string;
  readonly portal?: string;
  readonly language: string;
}

const definition = certificateScope
  .task("print", "Prints a certificate on paper, as a PDF with the certificate inside, without a node")
  .addParam("certificate", "The certificate", undefined, types.string)
  .addParam("out", "The PDF to write, which is not there yet", undefined, types.string)
  .addOptionalParam(
    "trust",
    "Whom you believe: prints only what they vouch for, and names them",
    undefined,
    types.string,
  )
  .addOptionalParam("language", "The language that comes first: zh, en or fr", "zh", types.string)
  .addOptionalParam("portal", "The page that the printed code opens (else COLOPHON_PORTAL)", undefined, types.string);

addJson(definition).setAction(
  action(async ({ certificate: path, out, trust: trustFile, portal, language }: Args) => {
    // What draws takes its time to load, and no other command needs it.
    const { LANGUAGES, paperOf, printCertificate, requirePrintable } = await import("../../lib/certificates/print");
    const configured = configuredPortal();
    const page =
      portal === undefined ? configured && parsePage(configured, "COLOPHON_PORTAL") : parsePage(portal, "--portal");
    const first = parseChoice(language, "--language", LANGUAGES);
    await requireNew(out);
    const trust = trustFile === undefined ? undefined : await readTrust(trustFile);
    const { certificate, judgement } = await requirePrintable(await readEither(path), trust, path);
    const printing = { portal: page, language: first, time: clock() };
    const printed = await printCertificate(certificate, paperOf(certificate, judgement, trust), printing);
    await saveNewFile(out, printed.pdf, modeOf(certificate));

    const { pages, id, url, undrawn } = printed;
    const text = fields([
      ["Printed", whole(out)],
      ["Pages", pages],
      ["Id", id],
      [
        "Code opens",
        url === undefined ? "nothing, there is none: --portal names the page that readers can open" : whole(url),
      ],
      [
        "Not drawn",
        undrawn.length === 0 ? undefined : `${undrawn.join(", ")}: no font has them, and the paper shows these codes`,
      ],
      ...judgementLines(certificate, judgement, trust),
    ]);
    return { result: { out, pages, id, url, undrawn, verdict: judgement.verdict }, text };
  }),
);
