import { WORKS_PER_CALL } from "../../lib/batch/run/direct-calls";
import type { Claim } from "../../lib/chain/contracts/registration";
import { attestationOf } from "../peers/eas";
import { BLOCK_GAS_LIMIT, gasOf, gasPerItem } from "../shared/gas-of";
import type { Peer, Row } from "../shared/row";
import { gasRow, steadyClaim, steadyClaims, type Subjects } from "./subjects";

/** Sizes of calls, among them that of a batch in direct mode and the largest that the registry takes, and the most that a work of one may take. */
const BATCHES: readonly (readonly [size: number, goal: number | null])[] = [
  [1, null],
  [10, null],
  [WORKS_PER_CALL, null],
  [100, 29_000],
  [700, null],
];

/** Batches of one owner who has titles already. */
export async function measureBatches(subjects: Subjects): Promise<Row[]> {
  const { aurora } = subjects.accounts;
  await gasOf(subjects.registry.connect(aurora).register(steadyClaim(aurora.address, "before the batches")));
  const rows: Row[] = [];
  for (const [size, goal] of BATCHES) {
    const claims = steadyClaims(aurora.address, size);
    const sent = subjects.registry.connect(aurora).registerMany(aurora, claims, { gasLimit: BLOCK_GAS_LIMIT });
    rows.push(gasRow(`registerMany.${size}`, await gasPerItem(sent, size), goal, await batchPeers(subjects, claims)));
  }
  return rows;
}

/** What a work takes in one call of EAS that has them all, as far as such a call fits into a block. */
export async function batchPeers({ service }: Subjects, claims: readonly Claim[]): Promise<Peer[]> {
  const { eas, schema } = service;
  const options = { gasLimit: BLOCK_GAS_LIMIT };
  const stamps = eas.multiTimestamp(
    claims.map(({ contentHash }) => contentHash),
    options,
  );
  const peers = [{ name: "EAS multiTimestamp", value: await gasPerItem(stamps, claims.length) }];

  const attestations = [{ schema, data: claims.map(attestationOf) }];
  // A batch that does not fit into a block has no price.
  const fits = await eas.multiAttest.estimateGas(attestations, options).then(
    () => true,
    () => false,
  );
  if (!fits) return peers;
  const attested = await gasPerItem(eas.multiAttest(attestations, options), claims.length);
  return [{ name: "EAS multiAttest", value: attested }, ...peers];
}
