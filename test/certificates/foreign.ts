import { join } from "node:path";

import { type BytesLike, concat, dataSlice } from "ethers";
import { deployments, ethers } from "hardhat";

import { signCheckpoint } from "../../lib/certificates/checkpoint";
import { readCertificate } from "../../lib/certificates/file";
import { proofFor } from "../../lib/certificates/foreign/proof";
import { contractSet, contractSignatures } from "../../lib/certificates/foreign/trust-set";
import type { Certificate } from "../../lib/certificates/format";
import type { MemberSigner } from "../../lib/certificates/member-signer";
import { readTrust, type Trust, TRUST_FORMAT } from "../../lib/certificates/trust";
import { HEADER_KINDS, type HeaderKind, readHeader } from "../../lib/proofs/header";
import { encode, readFlatList } from "../../lib/proofs/rlp";
import type { ForeignTitles, IForeignTitles } from "../../typechain-types";
import { type Certified, setCertified } from "../lib/certificates/certified";
import { asQbft } from "../lib/certificates/corpus/as-qbft";
import { deployRegistry, type Registry } from "../shared/fixture";

const SAMPLES = join(__dirname, "..", "..", "samples", "certificates");
const SIGNATURE_BYTES = 65;
/** What the sources of these tests were deployed with, in seconds. */
export const WINDOW = 86_400;

/** A destination: ForeignTitles as its script deploys it. */
export interface Destination {
  /** As a stranger calls it. */
  readonly foreign: ForeignTitles;
  /** As whoever has the role ADMIN calls it. */
  readonly asAdmin: ForeignTitles;
}

/** A source whose first set is admitted. */
export interface Source extends Destination {
  readonly sourceId: string;
  readonly certificate: Certificate;
  readonly trust: Trust;
}

/** Deploys ForeignTitles beside a registry. */
export async function beside({ accounts }: Pick<Registry, "accounts">): Promise<Destination> {
  await deployments.run("ForeignTitles", { resetMemory: false, writeDeploymentsToFiles: false });
  const { address } = await deployments.get("ForeignTitles");
  const foreign = await ethers.getContractAt("ForeignTitles", address, accounts.stranger);
  return { foreign, asAdmin: foreign.connect(accounts.deployer) };
}

/** The same on a fresh chain. */
export async function freshDestination(): Promise<Destination> {
  return beside(await deployRegistry());
}

/** Admits the source of a certificate, by the word of the first set of a trust file. */
export async function admitted(destination: Destination, certificate: Certificate, trust: Trust): Promise<Source> {
  const { registry, headers } = certificate;
  await destination.asAdmin.admitSource(registryIn(registry, headers), ethers.ZeroHash, contractSet(trust));
  const sourceId = await destination.foreign.sourceIdOf(registry.chainId, registry.address);
  return { ...destination, sourceId, certificate, trust };
}

/** A source that was a network once, of which a certificate is kept with the project, at a fresh destination. */
export async function sampleSource(folder: string, name: string): Promise<Source> {
  const read = await readCertificate(join(SAMPLES, folder, `${name}.json`));
  if (!("certificate" in read)) throw new Error(read.reason);
  const trust = await readTrust(join(SAMPLES, folder, "trust.json"));
  return admitted(await freshDestination(), read.certificate, trust);
}

/** A registry on the chain of the tests, as another chain's, whose title is vouched for by two of three members. */
export async function memberSource(): Promise<Source & { readonly certified: Certified }> {
  const certified = await setCertified();
  const { stage, certificate, trust } = certified;
  return { ...(await admitted(await beside(stage), certificate, trust)), certified };
}

/** The same with headers in QBFT's form and seals of three of four validators. */
export async function sealedSource(): Promise<Source> {
  const { stage, certificate } = await setCertified();
  const sealed = asQbft(certificate);
  const validators = sealed.validators.map((address, index) => ({ name: `node ${index}`, address }));
  const trust: Trust = { format: TRUST_FORMAT, registry: certificate.registry, validators };
  return admitted(await beside(stage), sealed.certificate, trust);
}

/** A registry, as the contract takes it. */
export function registryIn(
  { chainId, address }: Certificate["registry"],
  headers: HeaderKind,
): IForeignTitles.RegistryStruct {
  return { chainId, registry: address, kind: HEADER_KINDS.indexOf(headers), revealWindow: WINDOW };
}

/** What proves the title of a certificate. */
export async function proofOf({
  foreign,
  sourceId,
  certificate,
}: Pick<Source, "foreign" | "sourceId" | "certificate">): Promise<IForeignTitles.ProofStruct> {
  const found = await proofFor(foreign, sourceId, certificate);
  if (found === undefined) throw new Error("nobody whom the contract believes vouches for the certificate");
  return found.proof;
}

/** A header of a certificate's registry with other fields, and the members' word for it: such a block there never was. */
export async function madeUpBlock(
  { registry, headers: kind }: Pick<Certificate, "registry" | "headers">,
  header: string,
  fields: Readonly<Record<number, string>>,
  ...members: readonly MemberSigner[]
): Promise<Pick<IForeignTitles.ProofStruct, "headers" | "signatures">> {
  const made = encode(Object.assign([...readFlatList(header, "the header")], fields));
  const { number: blockNumber, hash: blockHash, stateRoot } = readHeader(kind, made, "the header");
  const block = { blockNumber, blockHash, stateRoot };
  const signatures = await Promise.all(members.map((member) => signCheckpoint(member, registry, block)));
  return { headers: [made], signatures: contractSignatures(signatures) };
}

/** Some of several signatures. @param numbers which, counted from 0 */
export function signaturesAt(signatures: BytesLike, ...numbers: readonly number[]): string {
  return concat(
    numbers.map((number) => dataSlice(signatures, number * SIGNATURE_BYTES, (number + 1) * SIGNATURE_BYTES)),
  );
}
