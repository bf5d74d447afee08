#!/usr/bin/env bash
# EIP-712: a bytes32 that is given with fewer bytes, as happens to a hash whose leading zeros somebody cut off.
# @metamask/eth-sig-util 8.2.0, eth-account 0.13.7, anvil 1.7.1 and Hardhat 2.29.1 put zeros behind it and sign, without a
# word; ethers 6.16.0 and viem 2.40.0 refuse it.
# Guess: all refuse it, since the type says 32 bytes.
# For Colophon: the signature of such a document is good for another work. The content hash is asked for with all of its 64
# digits everywhere (lib/hashing/work-id.ts), and typed data are made by ethers.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.16.0 viem@2.40.0 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1
python_packages eth-account==0.13.7

cat >probe.mjs <<'JS'
import { TypedDataEncoder } from "ethers";

import { eachSigns, NAME_AND_CHAIN } from "./typed-data.mjs";

const types = { Registration: [{ name: "contentHash", type: "bytes32" }] };
const domain = { name: "Registry", chainId: 31337 };
const SHORT = `0x${"ab".repeat(31)}`;
const document = {
  types: { EIP712Domain: NAME_AND_CHAIN, ...types },
  primaryType: "Registration",
  domain,
  message: { contentHash: SHORT },
};
const padded = TypedDataEncoder.hash(domain, types, { contentHash: `${SHORT}00` });
await eachSigns(document, (isOf) => (isOf(padded) ? "it with a zero behind it" : "something else"), true);
JS
node probe.mjs >seen

compare seen <<'SEEN'
MetaMask: signs it with a zero behind it
eth-account: signs it with a zero behind it
viem: refuses
ethers: refuses
anvil: signs it with a zero behind it
Hardhat: signs it with a zero behind it
SEEN
