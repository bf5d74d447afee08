import { deployRegistry, registerFinalWork, type Registry, someHash } from "./fixture";

/** A final title of aurora's, offered to borealis until the end of the accreditations. */
export async function offeredTitle(): Promise<Registry & { workId: bigint; deed: string }> {
  const deployment = await deployRegistry();
  const { registry, accounts, validUntil } = deployment;
  const workId = await registerFinalWork(registry, accounts.aurora);
  const deed = someHash();
  await registry.offerTitle(workId, accounts.borealis, deed, validUntil);
  return { ...deployment, workId, deed };
}
