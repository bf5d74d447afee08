import { getAddress, isAddress, toQuantity } from "ethers";

import { ColophonError } from "../errors";

/** `did:ethr`, the chain's id in hex, the address in any case. */
const DID = /^did:ethr:(0x[1-9a-f][0-9a-f]*):(0x[0-9a-fA-F]{40})$/;
/** A DID of WeIdentity: `did:weid`, perhaps the number of its chain, the address. */
const WEID = /^did:weid:(?:[0-9]{1,10}:)?0x[0-9a-fA-F]{40}$/;

/** The DID of an address on a chain, by the method `ethr`: the chain's id in lower-case hex, the address in EIP-55 form. */
export function didOf(chainId: bigint, address: string): string {
  return `did:ethr:${toQuantity(chainId)}:${getAddress(address)}`;
}

/** Whether a text is a DID, of whatever method. */
export function isDid(text: string): boolean {
  return text.startsWith("did:");
}

/**
 * The address of a DID of this chain, in EIP-55 form.
 * @throws ColophonError, exit code 2, where it is no DID of the method `ethr`, or another chain's
 */
export function addressOfDid(did: string, chainId: bigint): string {
  const [, network, address] = DID.exec(did) ?? [];
  if (network === undefined || address === undefined || !isAddress(address)) {
    throw new ColophonError(`"${did}" is not a DID of the form did:ethr:CHAIN:ADDRESS`, {
      code: "NotADid",
      advice: `Here it begins with did:ethr:${toQuantity(chainId)}: and the address has 0x and 40 hex digits.`,
      exitCode: 2,
    });
  }
  if (BigInt(network) !== chainId) {
    throw new ColophonError(`"${did}" is an identity of chain ${BigInt(network)}, and this is chain ${chainId}`, {
      code: "DidOfOtherChain",
      advice: "Choose the network that it belongs to with --network.",
      exitCode: 2,
    });
  }
  return getAddress(address);
}

/** @throws ColophonError, exit code 2, where a text is not a DID of WeIdentity */
export function requireWeid(text: string): string {
  if (WEID.test(text)) return text;
  throw new ColophonError(`"${text}" is not a DID of WeIdentity`, {
    code: "NotAWeid",
    advice: "It reads did:weid:CHAIN:0x… with an address of 40 hex digits.",
    exitCode: 2,
  });
}
