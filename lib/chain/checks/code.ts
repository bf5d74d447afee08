import type { JsonRpcApiProvider } from "ethers";

import type { Artifact } from "../contracts/artifacts";
import { isSameCode, OTHER_CHAIN } from "../contracts/deployment";
import { codeAt } from "../rpc/code";
import { failed, type Finding, ok } from "./finding";

/** Compares the code at an address with that of this version. */
export async function checkCode(
  provider: JsonRpcApiProvider,
  name: string,
  address: string,
  { deployedBytecode }: Artifact,
): Promise<Finding> {
  const code = await codeAt(provider, address);
  if (code === "0x") return failed(name, `nothing at ${address}`, OTHER_CHAIN);
  return isSameCode(code, deployedBytecode)
    ? ok(name, `${address}, the bytecode matches`)
    : failed(
        name,
        `${address} has other bytecode than this version`,
        "Use the version of Colophon that was deployed here, or get the right deployment files.",
      );
}
