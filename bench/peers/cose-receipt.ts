import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { z } from "zod";

import { transparentStatement } from "../../lib/certificates/export/cose";
import { pemOf } from "../../lib/log/key";
import { ensureEnvironment, findPython } from "../../scripts/shared/python";
import { COSE_ENVIRONMENT } from "../../test/shared/cose-environment";
import { inProcessChain } from "../shared/chain";
import { median } from "../shared/median";
import type { Peer } from "../shared/row";

const PROGRAM = join(__dirname, "cose_receipt.py");
const NAME = "scitt-cose, one receipt";

/**
 * How long scitt-cose takes to check one COSE receipt of an event.
 * @returns none where it cannot run here, which is said
 */
export async function measureCoseReceipt(times: number): Promise<Peer[]> {
  const say = (line: string): void => {
    console.error(line);
  };
  const python = await findPython();
  if (python === undefined) {
    say(`${NAME}: not measured, since there is no Python that can make a virtual environment`);
    return [];
  }
  let programs: string;
  try {
    programs = await ensureEnvironment(python, COSE_ENVIRONMENT, say);
  } catch (error) {
    say(`${NAME}: not measured. ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  await inProcessChain();
  // Not above: it takes the chain that is there when it is loaded.
  const { setStated, TIME } = await import("../../test/lib/certificates/export/stated");
  const { statement, signers } = await setStated();
  const { key } = signers[0];
  const data = (await transparentStatement(statement, key, TIME)).toString("base64");
  const input = JSON.stringify({ data, key: pemOf(key.publicKey), times });
  const output = execFileSync(join(programs, "python"), [PROGRAM], { input, encoding: "utf8" });
  return [{ name: NAME, value: median(z.array(z.number()).parse(JSON.parse(output))) }];
}
