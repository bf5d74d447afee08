import { REGISTRATION_TYPES, registrationDomain } from "../../lib/chain/contracts/registration";
import { attestationOf } from "../peers/eas";
import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyClaim, steadyHash, type Subjects } from "./subjects";

const REGISTER_GOAL = 65_000;

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
