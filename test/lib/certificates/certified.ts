import type { Certificate } from "../../../lib/certificates/format";
import { gather } from "../../../lib/certificates/issue/issue";
import { blocksOf, signBlocks } from "../../../lib/certificates/members/sign";
import type { Trust } from "../../../lib/certificates/trust";
import { canonicalText } from "../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../lib/metadata/metadata";
import { withDigests } from "../../../lib/metadata/redactable";
import { registerAnchored } from "../../shared/anchors";
import { claimOf, someHash } from "../../shared/fixture";
import { setStage, type Stage } from "../shared/stage";

/** A certificate of a work whose history has five events, and the trust that two of three members are believed. */
export interface Certified {
  readonly stage: Stage;
  readonly workId: bigint;
  readonly certificate: Certificate;
  readonly trust: Trust;
}

const PLAIN = metadataFromFields({ title: "The lighthouse", author: "Aurora", published: "2026-03-14" });

/** The fixture, with a work that was registered from an anchor and amended, and a certificate of it that two members signed. */
export async function setCertified(): Promise<Certified> {
  const stage = await setStage();
  const { registry, accounts, colophon } = stage;
  const claim = claimOf(accounts.aurora);
  const workId = BigInt(claim.contentHash);
  await registerAnchored(registry, claim);
  const { metadata, disclosures } = withDigests(PLAIN, ["author", "datePublished"], []);
  for (const hash of [someHash(), someHash(), metadataHash(metadata)]) await registry.amend(workId, hash);

  const checkpoints = await signedBy(stage, workId);
  const certificate = await gather(colophon, {
    workId,
    metadataOf: () => Promise.resolve(canonicalText(metadata)),
    disclosuresOf: () => Promise.resolve(disclosures),
    checkpoints,
  });
  return { stage, workId, certificate, trust: trustOf(certificate, stage) };
}

/** What two members sign of the blocks of a work. */
export async function signedBy(
  { colophon, accounts }: Stage,
  workId: bigint,
): Promise<Awaited<ReturnType<typeof signBlocks>>> {
  const blocks = await blocksOf(colophon, workId);
  const first = await signBlocks(colophon, accounts.admin, [], blocks);
  return signBlocks(colophon, accounts.guardian, first.checkpoints, []);
}

/** Two of three members are believed. */
export function trustOf({ registry }: Pick<Certificate, "registry">, { accounts }: Stage): Trust {
  const keys = [accounts.admin, accounts.guardian, accounts.accreditor].map(({ address }, index) => ({
    name: `member ${index}`,
    address,
  }));
  return { format: "colophon-trust/1", registry, members: { threshold: 2, keys } };
}

/** The same, and what the registry was deployed with. */
export async function trustWithDeployment(certificate: Certificate, stage: Stage): Promise<Trust> {
  const { deployment, registry } = stage.colophon;
  const revealWindow = Number(await registry.REVEAL_WINDOW());
  const parties = deployment.PartyRegistry.address;
  return { ...trustOf(certificate, stage), deployment: { parties, revealWindow } };
}
