import { z } from "zod";

import type { Colophon } from "../chain/contracts/colophon";
import { ColophonError } from "../errors";
import { signerOf } from "../proofs/seals";
import { address, bytes32, type DocumentKind, readDocument, whole } from "../store/document";
import { type CheckedRegistry, checkpointDigest } from "./checkpoint";
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

/** A registry as signatures name it. */
export function registryOf({ chainId, deployment }: Pick<Colophon, "chainId" | "deployment">): CheckedRegistry {
  return { chainId: Number(chainId), address: deployment.WorkRegistry.address };
}

/**
 * What members have signed about this registry, each signature by whom it says.
 * @throws ColophonError, exit code 2, where the file is missing, none or about another registry; 3 where a signature is another's
 */
export async function readCheckpoints(
  path: string,
  colophon: Pick<Colophon, "chainId" | "deployment">,
): Promise<Checkpoints> {
  const found = await readDocument(CHECKPOINTS, path);
  const [own, theirs] = [registryOf(colophon), found.registry];
  if (own.chainId !== theirs.chainId || own.address.toLowerCase() !== theirs.address.toLowerCase()) {
    throw new ColophonError(
      `${path} is about the registry ${theirs.address} of chain ${theirs.chainId}, and this one is ${own.address} of chain ${own.chainId}`,
      { code: "CheckpointsOfOtherRegistry", advice: "Choose its network with --network.", exitCode: 2 },
    );
  }
  for (const { members, ...checkpoint } of found.checkpoints) {
    const digest = checkpointDigest(own, checkpoint);
    const wrong = members.find(({ by, signature }) => signerOf(digest, signature) !== by);
    if (wrong === undefined) continue;
    throw new ColophonError(`${path}: block ${checkpoint.blockNumber} is not signed by ${wrong.by}`, {
      code: "CheckpointNotSigned",
      advice: "Ask that member for the file as it was signed.",
      exitCode: 3,
    });
  }
  return found;
}
