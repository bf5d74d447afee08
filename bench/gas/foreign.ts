import { ZeroHash } from "ethers";

import { proofFor } from "../../lib/certificates/foreign/proof";
import { contractSet } from "../../lib/certificates/foreign/trust-set";
import { gather } from "../../lib/certificates/issue/issue";
import { HEADER_KINDS } from "../../lib/proofs/header";
import { open } from "../../tasks/shared/open/open";
import { asQbft } from "../../test/lib/certificates/corpus/as-qbft";
import { BLOCK_GAS_LIMIT, gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyClaims, type Subjects } from "./subjects";

const TITLES = 100_000;
/** The most that the registry takes in one call. */
const AT_ONCE = 700;
/** What a first sketch of the contract took, which is to be kept. */
const SKETCH_GAS = 449_529;
const SKETCH_BYTES = 5_600;

/**
 * What it costs to prove a title of another chain, whose registry has 100,000: by the seals of three of four validators. Its state is
 * that of the registry on this chain; the validators are made up, since the chain in this process has none.
 */
export async function measureForeign({ hre, registry, manager, accounts }: Subjects): Promise<Row[]> {
  const { aurora, deployer } = accounts;
  const claims = steadyClaims(aurora.address, TITLES);
  for (let at = 0; at < TITLES; at += AT_ONCE) {
    await gasOf(
      registry.connect(aurora).registerMany(aurora, claims.slice(at, at + AT_ONCE), { gasLimit: BLOCK_GAS_LIMIT }),
    );
  }
  const workId = BigInt(claims[TITLES / 2]?.contentHash ?? 0);
  const { certificate, validators } = asQbft(await gather(await open(hre), { workId }));
  const foreign = await hre.ethers.deployContract("ForeignTitles", [manager], deployer);
  const { chainId, address } = certificate.registry;
  const source = { chainId, registry: address, kind: HEADER_KINDS.indexOf("qbft"), revealWindow: 0 };
  const set = contractSet({ validators: validators.map((each, index) => ({ name: `${index}`, address: each })) });
  const admitted = await gasOf(foreign.admitSource(source, ZeroHash, set));

  const sourceId = await foreign.sourceIdOf(chainId, address);
  const found = await proofFor(foreign, sourceId, certificate);
  if (found === undefined) throw new Error("nobody vouches for the title");
  const { data } = await foreign.prove.populateTransaction(sourceId, workId, found.proof);
  const bytes = hre.ethers.dataLength(data);
  const proven = await gasOf(foreign.prove(sourceId, workId, found.proof));
  return [
    gasRow("foreign.admit", admitted),
    gasRow("foreign.title", proven, SKETCH_GAS),
    { name: "gas.foreign.bytes", value: bytes, unit: "bytes", goal: SKETCH_BYTES, peers: [] },
  ];
}
