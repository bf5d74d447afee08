import { type Claim, REGISTRATION_TYPES, registrationDomain } from "../../lib/chain/registration";
import { attestationOf } from "../peers/eas";
import { BLOCK_GAS_LIMIT, gasOf, gasPerItem } from "../shared/gas-of";
import type { Peer, Row } from "../shared/row";
import { gasRow, steadyClaim, steadyHash, type Subjects } from "./subjects";

const REGISTER_GOAL = 65_000;

/** Sizes of batches, and the most that a work of one may take. */
const BATCHES: readonly (readonly [size: number, goal: number | null])[] = [
  [1, null],
  [10, null],
  [100, 29_000],
  [700, null],
];

/** The last second that four bytes can tell. */
const DEADLINE = 2 ** 32 - 1;

/** One work, registered by its owner and by the owner's signature. */
export async function measureRegistration({ hre, registry, accounts, service, token }: Subjects): Promise<Row[]> {
  const { aurora, stranger } = accounts;
  const register = (what: string) => gasOf(registry.connect(aurora).register(steadyClaim(aurora.address, what)));
  const mint = (what: string) => gasOf(token.mint(aurora.address, steadyHash(what)));
  const first = await register("first");
  const firstPeer = { name: "OpenZeppelin ERC-721 mint", value: await mint("first") };
  const next = await register("next");
  const data = attestationOf(steadyClaim(aurora.address, "attested"));
  const nextPeers = [
    { name: "EAS attest", value: await gasOf(service.eas.attest({ schema: service.schema, data })) },
    { name: "EAS timestamp", value: await gasOf(service.eas.timestamp(steadyHash("stamped"))) },
    { name: "OpenZeppelin ERC-721 mint", value: await mint("next") },
  ];

  const claim = steadyClaim(aurora.address, "signed");
  const { chainId } = await hre.ethers.provider.getNetwork();
  const domain = registrationDomain(await registry.getAddress(), chainId);
  const signature = await aurora.signTypedData(domain, REGISTRATION_TYPES, { ...claim, deadline: DEADLINE });
  return [
    gasRow("register.first", first, null, [firstPeer]),
    gasRow("register", next, REGISTER_GOAL, nextPeers),
    gasRow("registerFor", await gasOf(registry.connect(stranger).registerFor(claim, DEADLINE, signature))),
  ];
}

/** Batches of one owner who has titles already. */
export async function measureBatches(subjects: Subjects): Promise<Row[]> {
  const { aurora } = subjects.accounts;
  const rows: Row[] = [];
  for (const [size, goal] of BATCHES) {
    const claims = Array.from({ length: size }, (_, index) => steadyClaim(aurora.address, `work ${index} of ${size}`));
    const sent = subjects.registry.connect(aurora).registerMany(aurora, claims, { gasLimit: BLOCK_GAS_LIMIT });
    rows.push(gasRow(`registerMany.${size}`, await gasPerItem(sent, size), goal, await batchPeers(subjects, claims)));
  }
  return rows;
}

async function batchPeers({ service }: Subjects, claims: readonly Claim[]): Promise<Peer[]> {
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
