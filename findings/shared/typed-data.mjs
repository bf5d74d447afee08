// Everybody who signs a typed document (EIP-712) here: libraries by one key, development nodes by their first account.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import { signTypedData, SignTypedDataVersion } from "@metamask/eth-sig-util";
import { recoverAddress, Wallet } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const wallet = new Wallet(`0x${"11".repeat(31)}07`);
const SIGN = `
import json
from eth_account import Account

key = "0x" + "11" * 31 + "07"
print("0x" + bytes(Account.sign_typed_data(key, full_message=json.load(open("document.json"))).signature).hex())
`;

/** The fields of a domain that has a name and a chain. */
export const NAME_AND_CHAIN = [
  { name: "name", type: "string" },
  { name: "chainId", type: "uint256" },
];

/**
 * Says of each what it signs, or that it refuses.
 * @param words what is said of a signature, by a function that tells whether it is of a digest
 * @param withPython whether eth-account signs as well, which must be in python/
 */
export async function eachSigns(document, words, withPython = false) {
  const look = async (name, signer, sign) => {
    try {
      const signature = await sign();
      const isOf = (digest) => recoverAddress(digest, signature).toLowerCase() === signer.toLowerCase();
      console.log(`${name}: signs ${words(isOf)}`);
    } catch {
      console.log(`${name}: refuses`);
    }
  };
  const types = Object.fromEntries(Object.entries(document.types).filter(([name]) => name !== "EIP712Domain"));
  const privateKey = Buffer.from(wallet.privateKey.slice(2), "hex");
  await look("MetaMask", wallet.address, () =>
    signTypedData({ privateKey, data: document, version: SignTypedDataVersion.V4 }),
  );
  if (withPython) {
    writeFileSync("document.json", JSON.stringify(document));
    await look("eth-account", wallet.address, () => execFileSync("python/bin/python", ["-c", SIGN]).toString().trim());
  }
  await look("viem", wallet.address, () => wallet.signingKey.sign(hashTypedData(document)).serialized);
  await look("ethers", wallet.address, () => wallet.signTypedData(document.domain, types, document.message));
  const node = (name) => async (ask) => {
    const [account] = (await ask("eth_accounts")).result;
    await look(name, account, async () => (await ask("eth_signTypedData_v4", [account, document])).result);
  };
  await withAnvil([], node("anvil"));
  await withHardhat({}, node("Hardhat"));
}
