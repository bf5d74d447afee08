import { deployEas } from "../peers/eas";
import { deployPlainToken } from "../peers/plain-token";
import { inProcessChain } from "../shared/chain";
import { BLOCK_GAS_LIMIT } from "../shared/gas-of";
import type { Subjects } from "./subjects";

/** A fresh registry, and its peers on the same chain. */
export async function setUp(): Promise<Subjects> {
  const hre = await inProcessChain();
  await hre.network.provider.send("evm_setBlockGasLimit", [`0x${BLOCK_GAS_LIMIT.toString(16)}`]);
  // Not above: it takes the chain that is there when it is loaded.
  const { deployRegistry } = await import("../../test/shared/fixture");
  const deployed = await deployRegistry();
  const service = await deployEas(deployed.accounts.aurora);
  const token = await deployPlainToken(deployed.accounts.aurora);
  return { ...deployed, hre, service, token };
}
