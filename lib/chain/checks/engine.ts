import type { JsonRpcApiProvider } from "ethers";

import { clientOf, FISCO_BCOS } from "../rpc/client";
import { gasMarketOf } from "../rpc/gas-market";
import { failed, type Finding, ok, type Patient, warning } from "./finding";

/** PUSH0 CLZ PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: EIP-7939 (osaka). */
const OSAKA_CODE = "0x5f1e5f5260205ff3";
/** The leading zeros of the word 0. */
const ZEROS = 256n;

/** A client that cannot be relied on before a version of it, and what to say of it. */
interface Engine {
  /** How its `web3_clientVersion` begins. */
  readonly name: RegExp;
  /** The first version that is well. */
  readonly since: readonly number[];
  readonly complaint: (client: string, patient: Patient) => Finding | Promise<Finding>;
}

const ENGINES: readonly Engine[] = [
  {
    // The unchecked time: its pull request 5166.
    name: FISCO_BCOS,
    since: [3, 17, 0],
    complaint: (client) =>
      failed(
        "node",
        `${client}: before 3.17.0 nobody checks the time that a leader gives its block`,
        "A registration's time can be made up there: have every node upgraded to FISCO BCOS 3.17.0 or newer.",
      ),
  },
  {
    // "besu/v26.3.0/linux-x86_64/openjdk-java-21"
    name: /^besu\//i,
    since: [26, 7, 1],
    complaint: async (client, { provider }) => {
      if (!(await isGasFree(provider))) return ok("node", client);
      const found = `${client}: before 26.7.1 it makes only empty blocks where gas is free and the EVM is osaka`;
      return (await isOsaka(provider))
        ? failed("node", `${found}, as here`, "Have every validator upgraded to Besu 26.7.1 or newer.")
        : warning("node", found, "Have every validator upgraded to 26.7.1 or newer before osaka is switched on.");
    },
  },
];

/** Which client the node is, and whether this version of it is known to be unfit. */
export async function checkNode(patient: Patient): Promise<Finding> {
  const client = await clientOf(patient.provider);
  const engine = ENGINES.find(({ name }) => name.test(client));
  if (engine === undefined || !isOlder(client, engine.since)) return ok("node", client);
  return engine.complaint(client, patient);
}

/** Whether the version in a client's name, which follows a slash, is an older one; a name without a version is not. */
function isOlder(client: string, since: readonly number[]): boolean {
  const version = /\/v?(\d+(?:\.\d+)+)/i.exec(client)?.[1];
  if (version === undefined) return false;
  const parts = version.split(".").map(Number);
  const differing = since.findIndex((number, index) => (parts[index] ?? 0) !== number);
  return differing !== -1 && (parts[differing] ?? 0) < (since[differing] ?? 0);
}

/** Where blocks know no base fee, a price of 0 says so. */
async function isGasFree(provider: JsonRpcApiProvider): Promise<boolean> {
  const { isFree, gasPrice } = await gasMarketOf(provider);
  return isFree || gasPrice === 0n;
}

async function isOsaka(provider: JsonRpcApiProvider): Promise<boolean> {
  const zeros: unknown = await provider.send("eth_call", [{ data: OSAKA_CODE }, "latest"]).catch(() => undefined);
  return typeof zeros === "string" && /^0x[0-9a-f]+$/i.test(zeros) && BigInt(zeros) === ZEROS;
}
