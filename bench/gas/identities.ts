import { encodeBytes32String } from "ethers";
import { EthereumDIDRegistry as plain } from "ethr-did-registry";

import type { IdentityRegistry } from "../../typechain-types";
import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyHash, type Subjects } from "./subjects";

const PEER = "ethr-did-registry";
const SIGNING = encodeBytes32String("veriKey");
const KEY = encodeBytes32String("did/pub/Ed25519/veriKey/hex");
/** In seconds. */
const VALIDITY = 86_400;

/** What it costs to change a DID, beside the registry of ERC-1056 that everybody else deploys. */
export async function measureIdentities({ hre, accounts }: Subjects): Promise<Row[]> {
  const { ethers } = hre;
  const { aurora } = accounts;
  const theirs = await new ethers.ContractFactory(plain.abi, plain.bytecode, aurora).deploy();
  const own = await changesOf(await ethers.deployContract("IdentityRegistry", aurora), accounts);
  // It has the same functions.
  const peer = await changesOf(
    await ethers.getContractAt("IdentityRegistry", await theirs.getAddress(), aurora),
    accounts,
  );
  return own.map(([name, value], index) =>
    gasRow(`identity.${name}`, value, null, [{ name: PEER, value: peer[index]?.[1] ?? 0 }]),
  );
}

/** A DID exists without a call: its first key is what brings it into being on the chain. */
async function changesOf(
  identities: IdentityRegistry,
  { aurora, borealis, guardian }: Subjects["accounts"],
): Promise<readonly (readonly [name: string, gas: number])[]> {
  const created = await gasOf(identities.setAttribute(aurora, KEY, steadyHash("key"), VALIDITY));
  const delegated = await gasOf(identities.addDelegate(aurora, SIGNING, guardian, VALIDITY));
  const revoked = await gasOf(identities.revokeDelegate(aurora, SIGNING, guardian));
  const rotated = await gasOf(identities.changeOwner(aurora, borealis));
  return [
    ["create", created],
    ["delegate", delegated],
    ["revoke", revoked],
    ["rotate", rotated],
  ];
}
