import type { Colophon } from "../chain/contracts/colophon";
import { ColophonError } from "../errors";
import type { OnProgress } from "../progress";
import { signerOf } from "../proofs/signatures/seals";
import { type DocumentKind, readDocument } from "../store/document";
import { list, object, type Of, oneOf, optional } from "../store/shape";
import { type CheckedRegistry, checkpointDigest, isSameRegistry, type Vouched } from "./checkpoint";
import { address, bytes32, memberSignature, whole } from "./format";

export const CHECKPOINTS_FORMAT = "colophon-checkpoints/1";

export const checkpointsShape = object({
  format: oneOf(CHECKPOINTS_FORMAT),
  registry: object({ chainId: whole, address }),
  checkpoints: list(
    object({ blockNumber: whole, blockHash: bytes32, stateRoot: bytes32, members: list(memberSignature) }),
  ),
  /** Histories of works, on a chain without proofs. */
  histories: optional(
    list(
      object({
        ...{ blockNumber: whole, blockHash: bytes32, time: whole, work: bytes32, title: bytes32, history: bytes32 },
        members: list(memberSignature),
      }),
    ),
  ),
});

/** Blocks of a chain and histories of works, with the signatures of the members that vouch for them. */
export type Checkpoints = Of<typeof checkpointsShape>;

/** Something that members vouch for, with their signatures. */
export type Signed = Checkpoints["checkpoints"][number] | NonNullable<Checkpoints["histories"]>[number];

export const CHECKPOINTS: DocumentKind<Checkpoints> = {
  format: CHECKPOINTS_FORMAT,
  schema: checkpointsShape,
  name: "a file of checkpoints",
  code: "NotCheckpoints",
  advice: "Name a file that checkpoint sign wrote.",
};

/** A registry as signatures name it. */
export function registryOf({ chainId, deployment }: Pick<Colophon, "chainId" | "deployment">): CheckedRegistry {
  return { chainId: Number(chainId), address: deployment.WorkRegistry.address };
}

/** All that members vouch for in a file. */
export function allSigned({ checkpoints, histories = [] }: Checkpoints): Signed[] {
  return [...checkpoints, ...histories];
}

/** What was signed, without the signatures. */
export function vouchedIn(signed: Signed): Vouched {
  const { blockNumber, blockHash } = signed;
  if ("stateRoot" in signed) return { blockNumber, blockHash, stateRoot: signed.stateRoot };
  const { time, work, title, history } = signed;
  return { blockNumber, blockHash, time, work, title, history };
}

/**
 * What members have signed about this registry, each signature by whom it says.
 * @throws ColophonError, exit code 2, where the file is missing, none or about another registry; 3 where a signature is another's
 */
export async function readCheckpoints(
  path: string,
  colophon: Pick<Colophon, "chainId" | "deployment">,
  onProgress?: OnProgress,
): Promise<Checkpoints> {
  return readCheckpointsOf(path, registryOf(colophon), onProgress);
}

/** The same of a registry that is named otherwise. */
export async function readCheckpointsOf(
  path: string,
  own: CheckedRegistry,
  onProgress?: OnProgress,
): Promise<Checkpoints> {
  const found = await readDocument(CHECKPOINTS, path);
  const theirs = found.registry;
  if (!isSameRegistry(own, theirs)) {
    throw new ColophonError(
      `${path} is about the registry ${theirs.address} of chain ${theirs.chainId}, and this one is ${own.address} of chain ${own.chainId}`,
      { code: "CheckpointsOfOtherRegistry", advice: "Choose its network with --network.", exitCode: 2 },
    );
  }
  const all = allSigned(found);
  for (const [index, signed] of all.entries()) {
    const digest = checkpointDigest(own, vouchedIn(signed));
    const wrong = signed.members.find(({ by, signature }) => signerOf(digest, signature) !== by);
    if (wrong !== undefined) {
      throw new ColophonError(`${path}: block ${signed.blockNumber} is not signed by ${wrong.by}`, {
        code: "CheckpointNotSigned",
        advice: "Ask that member for the file as it was signed.",
        exitCode: 3,
      });
    }
    onProgress?.({ stage: "Reading", done: index + 1, total: all.length, unit: "checkpoints" });
  }
  return found;
}
