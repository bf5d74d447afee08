import { type Application, applicationInput, signApplication } from "../../lib/parties/application";
import { attestationOf } from "../peers/eas";
import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyClaim, steadyHash, type Subjects } from "./subjects";

const ACCREDIT_GOAL = 80_000;

/** The last second that four bytes can tell. */
const FAR = 2 ** 32 - 1;

/** What accreditors do with a party that agrees by its signature, and the admin with an accreditor. */
export async function measureParties({ hre, parties, accounts, service }: Subjects): Promise<Row[]> {
  const { accreditor, deployer, guardian, stranger } = accounts;
  const { chainId } = await hre.ethers.provider.getNetwork();
  const credentialHash = steadyHash("credential");
  const reason = steadyHash("reason");
  const application: Application = {
    ...{ account: stranger.address, accreditor: accreditor.address, kind: "publisher" },
    ...{ validUntil: FAR, credentialHash, deadline: FAR },
  };
  const signature = await signApplication({ parties, chainId }, stranger, application);
  const asAdmin = parties.connect(deployer);
  const data = attestationOf(steadyClaim(stranger.address, "accredited"));

  const attest = await gasOf(service.eas.attest({ schema: service.schema, data }));
  const input = applicationInput(application);
  return [
    gasRow("accredit", await gasOf(parties.accredit(input, signature)), ACCREDIT_GOAL, [
      { name: "EAS attest", value: attest },
    ]),
    gasRow("renew", await gasOf(parties.renew(stranger, FAR - 1, credentialHash))),
    gasRow("suspend", await gasOf(parties.suspend(stranger, reason))),
    gasRow("reinstate", await gasOf(parties.reinstate(stranger, reason))),
    gasRow("revoke", await gasOf(parties.revoke(stranger, reason))),
    gasRow("applyTo", await gasOf(parties.connect(guardian).applyTo(accreditor, input.kind, FAR, credentialHash, FAR))),
    gasRow("appointAccreditor", await gasOf(asAdmin.appointAccreditor(guardian, FAR, 1 << input.kind))),
    gasRow("dismissAccreditor", await gasOf(asAdmin.dismissAccreditor(guardian, reason))),
  ];
}
