import { formatEther, formatUnits } from "ethers";

import { howToFund } from "../rpc/funding";
import { gasMarketOf } from "../rpc/gas-market";
import { failed, type Finding, ok, type Patient, warning } from "./finding";

/** PUSH0 PUSH0 PUSH0 MCOPY STOP: EIP-3855 (shanghai) and EIP-5656 (cancun). */
const CANCUN_CODE = "0x5f5f5f5e00";
/** STOP: what every EVM runs. */
const PLAIN_CODE = "0x00";

/** Besu names 1,000 wei unless it is told otherwise, and takes a price of 0 all the same. */
const LEAST_PRICE =
  "Have the node started with a least price of 0 (Besu: --min-gas-price=0), use another node, or fund the account.";
const SEE_ACCOUNTS = "See what there is with: npx hardhat account list";

export async function checkChainId({ provider, chainId }: Patient): Promise<Finding> {
  const answered = BigInt(await provider.send("eth_chainId", []));
  if (chainId === undefined) {
    return warning("chain id", `${answered}, not configured`, "Set COLOPHON_CONSORTIUM_CHAIN_ID to be sure of it.");
  }
  return answered === BigInt(chainId)
    ? ok("chain id", String(answered))
    : failed("chain id", `${answered}, configured is ${chainId}`, "Use the URL and the chain id that belong together.");
}

export async function checkEvm({ provider }: Patient): Promise<Finding> {
  try {
    await provider.send("eth_call", [{ data: CANCUN_CODE }, "latest"]);
    return ok("EVM", "cancun or later");
  } catch {
    // Nodes call an unknown opcode by many names. One that does not run the simplest code either cannot be asked at all.
    await provider.send("eth_call", [{ data: PLAIN_CODE }, "latest"]);
    return failed(
      "EVM",
      "older than cancun",
      "The contracts need the cancun revision (MCOPY, PUSH0): upgrade the chain.",
    );
  }
}

/** What sending pays, by the same rule. */
export async function checkGasPrice({ provider }: Patient): Promise<Finding> {
  const { gasPrice, isFree } = await gasMarketOf(provider);
  if (gasPrice === 0n) return ok("gas price", "0: gas is free");
  return isFree
    ? warning("gas price", `${gasPrice} wei, though blocks ask for no fee`, LEAST_PRICE)
    : ok("gas price", `${formatUnits(gasPrice, "gwei")} gwei`);
}

/** A line where no account signs: that there is none, or several and none of them named. */
export function checkAccount({ account }: Patient): Finding[] {
  return typeof account === "string" ? [] : [warning("account", account.message, account.advice ?? SEE_ACCOUNTS)];
}

export async function checkBalance({ provider, account }: Patient): Promise<Finding | Finding[]> {
  if (typeof account !== "string") return [];
  const [balance, { gasPrice, isFree }] = [await provider.getBalance(account), await gasMarketOf(provider)];
  if (balance > 0n) return ok("balance", `${formatEther(balance)} on ${account}`);
  if (gasPrice === 0n) {
    const advice = "Gas is free here; a node that refuses the account all the same wants a balance.";
    return warning("balance", `0 on ${account}`, advice);
  }
  return isFree
    ? failed(
        "balance",
        `0 on ${account}, and the node names a gas price of ${gasPrice} wei though blocks ask for no fee`,
        LEAST_PRICE,
      )
    : failed("balance", `0 on ${account}`, howToFund((await provider.getNetwork()).chainId, account));
}
