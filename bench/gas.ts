import { measureDeployments } from "./gas/deployments";
import { measureBatches, measureRegistration } from "./gas/registration";
import { measureTitles } from "./gas/titles";
import { deployEas } from "./peers/eas";
import { deployPlainToken } from "./peers/plain-token";
import { inProcessChain } from "./shared/chain";
import { BLOCK_GAS_LIMIT } from "./shared/gas-of";
import type { Part, Row } from "./shared/row";

/** The gas of every operation, on a registry made by the deploy scripts. */
export const gas: Part = {
  name: "gas",
  comparison:
    "The gas of one transaction, of a batch that of one work (the number in the name is the size of the batch, in " +
    `blocks of ${BLOCK_GAS_LIMIT.toLocaleString("en-US")} gas), beside the Ethereum Attestation Service (EAS) as its ` +
    "package ships it and a plain ERC-721 token of OpenZeppelin on the same chain: an EAS attestation carries the " +
    "same two hashes but has no owner who can hand it on and does not refuse a second claim to the same work, an EAS " +
    "timestamp says when a hash was known and nothing of whom, and the plain token has an owner but neither " +
    "accreditation nor time, status, offers or history.",
  measure,
};

async function measure(): Promise<Row[]> {
  const hre = await inProcessChain();
  await hre.network.provider.send("evm_setBlockGasLimit", [`0x${BLOCK_GAS_LIMIT.toString(16)}`]);
  // Not above: it takes the chain that is there when it is loaded.
  const { deployRegistry } = await import("../test/shared/fixture");
  const deployed = await deployRegistry();
  const service = await deployEas(deployed.accounts.aurora);
  const token = await deployPlainToken(deployed.accounts.aurora);

  const subjects = { ...deployed, hre, service, token };
  return [
    ...(await measureRegistration(subjects)),
    ...(await measureBatches(subjects)),
    ...(await measureTitles(subjects)),
    ...(await measureDeployments(subjects)),
  ];
}
