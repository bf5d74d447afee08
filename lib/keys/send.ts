import { createHash } from "node:crypto";

import { type BaseWallet, Contract, type ContractTransaction, dataSlice } from "ethers";

import { write } from "../chain/sending/write";
import { ColophonError } from "../errors";
import { fromHex, toHex } from "../hex";
import { metadataHash } from "../metadata/metadata";
import { shelfOf } from "../works/home/shelf";
import { carryOut, type Registered } from "../works/writing/carry-out";
import { accountOfKey, keyAccountAt, type OpenKeys } from "./accounts";
import { findExecution } from "./execution";
import { keyKindNumber } from "./public-key";
import { type KeyRequest, requestDigest } from "./request";

/** ERC-7913: a verifier's address, before the key. */
const ADDRESS_BYTES = 20;
const VERIFIER = ["function verify(bytes key, bytes32 hash, bytes signature) view returns (bytes4)"];

/** A request with its signature, as `readSignature` gives it. */
export interface Signed {
  readonly request: KeyRequest;
  readonly signature: string;
}

/**
 * Makes sure that a request is for this chain and the account of its key here.
 * @throws ColophonError, exit code 2
 */
export async function requireHere(keys: OpenKeys, request: KeyRequest, path: string): Promise<void> {
  const here = await keys.accounts.getAddress();
  if (BigInt(request.chainId) !== keys.colophon.chainId || request.accounts.toLowerCase() !== here.toLowerCase()) {
    throw new ColophonError(
      `${path} is for accounts at ${request.accounts} on chain ${request.chainId}, not at ${here} on chain ${keys.colophon.chainId}`,
      { code: "KeyRequestOfOtherChain", advice: "Choose its network with --network.", exitCode: 2 },
    );
  }
  const { address } = await accountOfKey(keys, request.key);
  if (address.toLowerCase() !== request.account.toLowerCase()) {
    throw new ColophonError(`${path} names the account ${request.account}, and that of its key is ${address}`, {
      code: "KeyRequestOfOtherAccount",
      advice: "Prepare a new request with the key's file.",
      exitCode: 2,
    });
  }
}

/**
 * Asks the contracts' verifier before anything is sent.
 * @param path the signature's file, for messages
 * @throws ColophonError where the signature is not the key's over this request
 */
export async function requireSigned(
  { colophon, accounts }: OpenKeys,
  { request, signature }: Signed,
  path: string,
): Promise<void> {
  const signer = await keyAccountAt(colophon, request.account).key();
  const verifier = new Contract(
    await accounts.verifierOf(keyKindNumber(request.key.kind)),
    VERIFIER,
    colophon.provider,
  );
  const key = dataSlice(signer, ADDRESS_BYTES);
  const verifies = async (hash: string): Promise<boolean> =>
    (await verifier.getFunction("verify").staticCall(key, hash, signature)) ===
    verifier.interface.getFunction("verify")?.selector;

  const digest = requestDigest(request);
  if (await verifies(digest)) return;
  const hashed = toHex(createHash("sha256").update(fromHex(digest)).digest());
  const isHashed = request.key.kind === "p256" && (await verifies(hashed));
  throw new ColophonError(`${path} is not the signature of the account's key over ${digest}`, {
    code: "NotSignedByKey",
    advice: isHashed
      ? "The device has hashed the 32 bytes once more. Have it sign them as they are: with PKCS#11, by the mechanism CKM_ECDSA."
      : "Have the account's own key sign the bytes that were written with the request.",
  });
}

/** A request that is carried out. */
export interface Sent {
  readonly transactionHash: string;
  /** Whether this run did it; else it was done before. */
  readonly isNew: boolean;
}

/**
 * Relays a request; one that was carried out before is found.
 * @throws ColophonError where the chain refuses it, or another request has taken its number
 */
export async function sendRequest(keys: OpenKeys, wallet: BaseWallet, signed: Signed): Promise<Sent> {
  try {
    const { hash } = await write(keys.colophon, wallet, executionOf(keys, signed));
    return { transactionHash: hash, isNew: true };
  } catch (error) {
    const done = await findExecution(keys, signed.request);
    if (done !== undefined) return { transactionHash: done.transactionHash, isNew: false };
    await requireUnused(keys, signed.request);
    throw error;
  }
}

/** Relays a registration, and writes its record. It can be killed and run again. */
export async function sendRegistration(
  keys: OpenKeys,
  wallet: BaseWallet,
  signed: Signed,
  { work, home }: { readonly work: NonNullable<KeyRequest["work"]>; readonly home: string },
): Promise<Registered> {
  const { colophon } = keys;
  const { file, metadata } = work;
  const claim = claimIn(keys, signed.request);
  if (claim.metadataHash !== metadataHash(metadata)) {
    throw new ColophonError(`The metadata of the request are not those that ${claim.owner} registers`, {
      code: "KeyRequestChanged",
      advice: "Name the file as key prepare-register wrote it.",
      exitCode: 2,
    });
  }
  const call = async (): Promise<ContractTransaction> => {
    await requireUnused(keys, signed.request);
    return executionOf(keys, signed);
  };
  return carryOut(colophon, wallet, { file, claim, metadata, shelf: shelfOf(colophon, home), call });
}

function executionOf({ colophon }: OpenKeys, { request, signature }: Signed): Promise<ContractTransaction> {
  const { call, deadline } = request;
  return keyAccountAt(colophon, request.account).execute.populateTransaction(
    call.target,
    call.data,
    deadline,
    signature,
  );
}

function claimIn({ colophon }: OpenKeys, { call }: KeyRequest): Registered["record"]["claim"] {
  const [claim] = colophon.registry.interface.decodeFunctionData("register", call.data);
  const [owner, contentHash, hash] = [...claim].map(String);
  return { owner: owner ?? "", contentHash: contentHash ?? "", metadataHash: hash ?? "" };
}

async function requireUnused({ colophon }: OpenKeys, { account, nonce }: KeyRequest): Promise<void> {
  const next = Number(await keyAccountAt(colophon, account).nonce());
  if (next === nonce) return;
  throw new ColophonError(`The request has the number ${nonce}, and the next of the account ${account} is ${next}`, {
    code: "KeyRequestUsed",
    advice: "Another request of the account came first. If this one is still wanted, prepare it anew.",
  });
}
