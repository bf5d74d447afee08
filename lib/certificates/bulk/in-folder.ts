import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";

import { ColophonError, fileError } from "../../errors";
import { type Listed, readEach } from "../../store/folder";
import { readEither } from "../attested/either";
import { isSameRegistry } from "../checkpoint";
import type { Certificate } from "../format";

const NAME = /^0x[0-9a-f]{64}\.json$/;

/** Where the certificate of a work is, in a folder that many were issued into. @param work 0x and 64 hex digits */
export function certificateIn(folder: string, work: string): string {
  return join(folder, `${work}.json`);
}

/**
 * The works whose certificates are in a folder. What each is of is read; nobody is asked whether it holds.
 * @param registry that they are to be of
 */
export async function certifiedIn(folder: string, registry: Certificate["registry"]): Promise<Listed<string>> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw fileError(folder, cause);
  });
  const paths = names.filter((name) => NAME.test(name)).map((name) => join(folder, name));
  return readEach(paths, async (path) => workIn(path, registry));
}

async function workIn(path: string, own: Certificate["registry"]): Promise<string> {
  const read = await readEither(path);
  if ("certificate" in read) {
    const { work, registry, history } = read.certificate;
    const isNamedAfterIt = `${work.id}.json` === basename(path);
    if (isNamedAfterIt && isSameRegistry(registry, own) && history.length > 0) return work.id;
  }
  throw new ColophonError(
    `${path} is not a certificate of this registry, of a title of the work that it is named after`,
    {
      code: "OtherCertificate",
      advice: "Issue it anew: npx hardhat certificate issue",
      exitCode: 2,
    },
  );
}
