import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";

import { ColophonError, fileError } from "../../errors";
import { type Listed, readEach } from "../../store/folder";
import { readCertificate } from "../file";

const NAME = /^0x[0-9a-f]{64}\.json$/;

/** Where the certificate of a work is, in a folder that many were issued into. @param work 0x and 64 hex digits */
export function certificateIn(folder: string, work: string): string {
  return join(folder, `${work}.json`);
}

/** The works whose certificates are in a folder. What each is of is read; nobody is asked whether it holds. */
export async function certifiedIn(folder: string): Promise<Listed<string>> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw fileError(folder, cause);
  });
  const paths = names.filter((name) => NAME.test(name)).map((name) => join(folder, name));
  return readEach(paths, workIn);
}

async function workIn(path: string): Promise<string> {
  const read = await readCertificate(path);
  const isItsOwn =
    "certificate" in read &&
    `${read.certificate.work.id}.json` === basename(path) &&
    read.certificate.history.length > 0;
  if (isItsOwn) return read.certificate.work.id;
  throw new ColophonError(`${path} is not the certificate of a title of the work that it is named after`, {
    code: "OtherCertificate",
    advice: "Issue it anew: npx hardhat certificate issue --all --out FOLDER",
    exitCode: 2,
  });
}
