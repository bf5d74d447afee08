#!/usr/bin/env bash
# A signature in 64 bytes (ERC-2098), which ethers 6.17.0 makes (compactSerialized) and reads wherever it reads one of 65: viem
# 2.57.20 reads it only by parseCompactSignature, and answers "invalid signature length" in recoverMessageAddress.
# Guess: both libraries know it in every function that takes a signature, as they do v = 0 and v = 27.
# For Colophon: signatures are kept and sent with 65 bytes; OpenZeppelin's ECDSA has refused others since 4.7.3.
source "$(dirname "$0")/../shared/begin.sh"
packages viem@2.57.20 ethers@6.17.0

cat >probe.mjs <<'JS'
import { Signature, verifyMessage, Wallet } from "ethers";
import { parseCompactSignature, compactSignatureToSignature, recoverMessageAddress, serializeSignature } from "viem";

const wallet = new Wallet(`0x${"11".repeat(31)}07`);
const signature = Signature.from(await wallet.signMessage("a work"));
const bare = `${signature.r}${signature.s.slice(2)}0${signature.yParity}`;
const forms = { "v of 27": signature.serialized, "v of 0": bare, "64 bytes": signature.compactSerialized };
for (const [label, text] of Object.entries(forms)) {
  const viem = await recoverMessageAddress({ message: "a work", signature: text }).catch((error) => error.message);
  const look = (signer) => (signer === wallet.address ? "reads it" : signer);
  console.log(`${label}: ethers ${look(verifyMessage("a work", text))}, viem ${look(viem)}`);
}
const long = serializeSignature(compactSignatureToSignature(parseCompactSignature(signature.compactSerialized)));
console.log("64 bytes, made longer by viem:", long === signature.serialized ? "equal" : "another");
JS
node probe.mjs >seen

compare seen <<'SEEN'
v of 27: ethers reads it, viem reads it
v of 0: ethers reads it, viem reads it
64 bytes: ethers reads it, viem invalid signature length
64 bytes, made longer by viem: equal
SEEN
