import { formatEther, formatUnits } from "ethers";

import { FIRST_MILLISECONDS, formatTime } from "../rpc/time";
import { failed, type Finding, MAKE_ACCOUNT, ok, type Patient, warning } from "./finding";

/** PUSH0 PUSH0 PUSH0 MCOPY STOP: EIP-3855 (shanghai) and EIP-5656 (cancun). */
const CANCUN_CODE = "0x5f5f5f5e00";
/** STOP: what every EVM runs. */
const PLAIN_CODE = "0x00";
/** TIMESTAMP PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: the time that contracts see. */
const TIME_CODE = "0x425f5260205ff3";

export async function checkNode({ provider }: Patient): Promise<Finding> {
  return ok("node", String(await provider.send("web3_clientVersion", [])));
}

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

export async function checkTime({ provider }: Patient): Promise<Finding> {
  const time = Number(BigInt(await provider.send("eth_call", [{ data: TIME_CODE }, "latest"])));
  return time >= FIRST_MILLISECONDS
    ? ok("time", `milliseconds, ${formatTime(Math.floor(time / 1000))}; the contracts count in seconds`)
    : ok("time", `seconds, ${formatTime(time)}`);
}

export async function checkGasPrice({ provider }: Patient): Promise<Finding> {
  const price = BigInt(await provider.send("eth_gasPrice", []));
  return ok("gas price", price === 0n ? "0: gas is free" : `${formatUnits(price, "gwei")} gwei`);
}

export async function checkBalance({ provider, account }: Patient): Promise<Finding> {
  if (account === undefined) {
    return warning("balance", "no account to sign with", MAKE_ACCOUNT);
  }
  const [balance, price] = [await provider.getBalance(account), BigInt(await provider.send("eth_gasPrice", []))];
  if (balance > 0n) return ok("balance", `${formatEther(balance)} on ${account}`);
  return price === 0n
    ? warning(
        "balance",
        `0 on ${account}`,
        "Gas is free here; a node that refuses the account all the same wants a balance.",
      )
    : failed("balance", `0 on ${account}`, "Fund the account, or ask the network's operator to.");
}
