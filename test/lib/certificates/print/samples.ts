import { type EitherCertificate } from "../../../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../../../lib/certificates/attested/gather";
import { CHECKPOINTS_FORMAT, registryOf } from "../../../../lib/certificates/checkpoints";
import { gather } from "../../../../lib/certificates/issue/issue";
import { signHistories } from "../../../../lib/certificates/members/sign";
import { type Paper, paperOf } from "../../../../lib/certificates/print/paper";
import { printCertificate, type Printed } from "../../../../lib/certificates/print/print";
import { requirePrintable } from "../../../../lib/certificates/print/printable";
import type { Language } from "../../../../lib/certificates/print/words/all";
import type { Trust } from "../../../../lib/certificates/trust";
import { canonicalText } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../../../lib/metadata/metadata";
import { withDigests } from "../../../../lib/metadata/redactable";
import { registerAnchored } from "../../../shared/anchors";
import { claimOf, someHash } from "../../../shared/fixture";
import { setStage, type Stage } from "../../shared/stage";
import { signedBy, trustOf, trustWithDeployment } from "../certified";

/** A certificate, and whom it is judged by. */
export interface Sample {
  readonly certificate: EitherCertificate;
  readonly trust: Trust | undefined;
}

export const CHINESE_TITLE = "灯塔——“守望者”诗集：繁體與简体，龘靐齉爩（第二版）";
export const FRENCH_TITLE = "L’œuvre inachevée : où naît-il, çà et là, l’été ? — « Élégie à Noël »";
const LONG = 60;
/** A time of printing, Unix seconds. */
const TIME = 1_796_000_000;

type Fields = Parameters<typeof metadataFromFields>[0];

/** A work's certificate on a fresh chain, after its registration from an anchor and so many events more that it has this number. */
async function titled(stage: Stage, events: number, fields: Fields, withheld: readonly string[] = []): Promise<Sample> {
  const { registry, accounts, colophon } = stage;
  const claim = claimOf(accounts.aurora);
  const workId = BigInt(claim.contentHash);
  await registerAnchored(registry, claim);
  const { metadata, disclosures } = withDigests(metadataFromFields(fields), withheld, []);
  for (let event = 3; event < events; event += 1) await registry.amend(workId, someHash());
  await registry.amend(workId, metadataHash(metadata));
  const certificate = await gather(colophon, {
    workId,
    metadataOf: () => Promise.resolve(canonicalText(metadata)),
    disclosuresOf: () => Promise.resolve(disclosures.slice(withheld.length)),
    checkpoints: await signedBy(stage, workId),
  });
  return { certificate, trust: await trustWithDeployment(certificate, stage) };
}

/** An absence, and an attested history. */
async function absent(stage: Stage): Promise<Sample> {
  const workId = BigInt(claimOf(stage.accounts.aurora).contentHash);
  const certificate = await gather(stage.colophon, {
    workId,
    checkpoints: await signedBy(stage, workId),
    untitled: {},
  });
  return { certificate, trust: trustOf(certificate, stage) };
}

async function attested(stage: Stage): Promise<Sample> {
  const { registry, accounts, colophon } = stage;
  const claim = claimOf(accounts.aurora);
  const workId = BigInt(claim.contentHash);
  await registry.register(claim);
  await registry.amend(workId, someHash());
  const first = await signHistories(colophon, accounts.admin, [], [workId]);
  const histories = await signHistories(colophon, accounts.guardian, first, []);
  const signed = signedHistory(workId, {
    ...{ format: CHECKPOINTS_FORMAT, registry: registryOf(colophon), checkpoints: [] },
    histories,
  });
  if (signed === undefined) throw new Error("nobody signed it");
  const certificate = await gatherAttested(colophon, { workId }, signed);
  return { certificate, trust: trustOf(certificate, stage) };
}

/** One of each kind that is printed, each of a chain of its own. */
export const SAMPLES: Readonly<Record<string, () => Promise<Sample>>> = {
  "five events": async () => titled(await setStage(), 5, { title: "The lighthouse", author: "Anne Kerbrat" }),
  "a long history": async () => titled(await setStage(), LONG, { title: "The lighthouse" }),
  "a Chinese title": async () => titled(await setStage(), 5, { title: CHINESE_TITLE, author: "陈砺锋、吳曉燕" }),
  "a French title": async () => titled(await setStage(), 5, { title: FRENCH_TITLE, author: "Gaëlle Lefèvre-Nuñez" }),
  "withheld metadata": async () =>
    titled(await setStage(), 5, { title: "The lighthouse", author: "Anne Kerbrat" }, ["author"]),
  "an absence": async () => absent(await setStage()),
  "an attested history": async () => attested(await setStage()),
  "nobody to trust": async () => ({ ...(await titled(await setStage(), 5, { title: "Le phare" })), trust: undefined }),
};

/** A sample as it is printed. */
export async function printSample(
  { certificate, trust }: Sample,
  {
    language = "zh",
    change = (paper) => paper,
    portal = "https://registry.example/",
  }: { language?: Language; change?: (paper: Paper) => Paper; portal?: string | null } = {},
): Promise<Printed> {
  const { judgement } = await requirePrintable({ certificate }, trust, "the sample");
  const paper = change(paperOf(certificate, judgement, trust));
  return printCertificate(certificate, paper, { portal: portal ?? undefined, language, time: TIME });
}
