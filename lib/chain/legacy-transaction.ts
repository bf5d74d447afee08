import { type BaseWallet, encodeRlp, keccak256, stripZerosLeft, toBeArray } from "ethers";

/** A call to a contract, as `contract.method.populateTransaction()` gives it; without `to` it makes a contract. */
export interface ContractCall {
  readonly to?: string | undefined;
  readonly data: string;
}

/** Signed bytes, and what it takes to follow them. */
export interface SignedTransaction {
  readonly raw: string;
  readonly hash: string;
  readonly from: string;
  readonly nonce: number;
}

/** What a legacy transaction says, beside that it sends no ether. Prices in wei. */
export interface LegacyFields extends ContractCall {
  readonly chainId: bigint;
  readonly nonce: number;
  readonly gasPrice: bigint;
  readonly gasLimit: bigint;
}

/** EIP-155: v is the chain id twice and this, and the parity of y. */
const V_BASE = 35n;
const NO_VALUE = "0x";

/**
 * Signs a legacy transaction (EIP-155). It asks no node. The bytes are those of `wallet.signTransaction`, in a third of the
 * time where there are tens of kilobytes of data: ethers reads these from hex again for each of three encodings.
 */
export function signLegacy(wallet: BaseWallet, fields: LegacyFields): SignedTransaction {
  const { to = "0x", data, chainId, nonce, gasPrice, gasLimit } = fields;
  const said = [...[nonce, gasPrice, gasLimit].map((number) => toBeArray(number)), to, NO_VALUE, bytesOf(data)];
  const digest = keccak256(bytesOf(encodeRlp([...said, toBeArray(chainId), "0x", "0x"])));

  const { r, s, yParity } = wallet.signingKey.sign(digest);
  const v = toBeArray(2n * chainId + V_BASE + BigInt(yParity));
  const raw = encodeRlp([...said, v, stripZerosLeft(r), stripZerosLeft(s)]);
  return { raw, hash: keccak256(bytesOf(raw)), from: wallet.address, nonce };
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.slice("0x".length), "hex");
}
