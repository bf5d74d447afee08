import { randomBytes } from "node:crypto";

import { secondKeyOf, secondKeyPem } from "../../lib/certificates/members/second-key";
import { toHex } from "../../lib/hex";
import { mlDsa44Pem } from "../../lib/identity/ml-dsa-pem";
import { FOR_ALL, requireNew, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { checkpointScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly out: string;
}

const SEED_BYTES = 32;

const definition = checkpointScope
  .task("key", "Makes a post-quantum key (ML-DSA-44), by which a member signs a second time")
  .addParam("out", "The file of the private key; the public one gets .pub behind", undefined, types.string);

addJson(definition).setAction(
  action(async ({ out }: Args) => {
    const publicFile = `${out}.pub`;
    await requireNew(publicFile);
    const seed = toHex(randomBytes(SEED_BYTES));
    const { publicKey } = secondKeyOf(seed);
    await saveNewFile(out, secondKeyPem(seed));
    await saveNewFile(publicFile, mlDsa44Pem(publicKey), FOR_ALL);

    const text = fields([
      ["Private key", whole(out)],
      ["Public key", whole(publicFile)],
      ["Next", "register it: npx hardhat identity delegate --identity ACCOUNT --key FILE"],
    ]);
    return { result: { out, publicFile, publicKey }, text };
  }),
);
