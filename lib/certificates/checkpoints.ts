import { z } from "zod";

import { address, bytes32, type DocumentKind, readDocument, whole } from "../store/document";
import { namedSignature } from "./format";

export const CHECKPOINTS_FORMAT = "colophon-checkpoints/1";

const checkpointsSchema = z.strictObject({
  format: z.literal(CHECKPOINTS_FORMAT),
  registry: z.strictObject({ chainId: whole, address }),
  checkpoints: z.array(
    z.strictObject({ blockNumber: whole, blockHash: bytes32, stateRoot: bytes32, members: z.array(namedSignature) }),
  ),
});

/** Blocks of a chain, with the signatures of the members that vouch for them. */
export type Checkpoints = z.infer<typeof checkpointsSchema>;

export const CHECKPOINTS: DocumentKind<Checkpoints> = {
  format: CHECKPOINTS_FORMAT,
  schema: checkpointsSchema,
  name: "a file of checkpoints",
  code: "NotCheckpoints",
  advice: "Name a file that checkpoint sign wrote.",
};

/** @throws ColophonError, exit code 2, where the file is missing or none */
export async function readCheckpoints(path: string): Promise<Checkpoints> {
  return readDocument(CHECKPOINTS, path);
}
