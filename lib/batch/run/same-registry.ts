import type { Colophon } from "../../chain/contracts/colophon";
import { ColophonError } from "../../errors";
import type { BatchFile } from "../file/batch-file";

/** Whether a batch is of this deployment's registry: its root means nothing to another. */
export function isOfRegistry({ head }: BatchFile, { deployment, chainId }: Colophon): boolean {
  return head.registry === deployment.WorkRegistry.address && head.chainId === Number(chainId);
}

/** @throws ColophonError, exit code 2, where the batch is another registry's */
export function requireSameRegistry(batch: BatchFile, colophon: Colophon): void {
  if (isOfRegistry(batch, colophon)) return;
  const { registry, chainId } = batch.head;
  throw new ColophonError(`${batch.path} is a batch of the registry ${registry} on chain ${chainId}`, {
    code: "BatchOfOtherRegistry",
    advice: `This network has the registry ${colophon.deployment.WorkRegistry.address} on chain ${colophon.chainId}: choose another with --network.`,
    exitCode: 2,
  });
}
