#!/usr/bin/env bash
# ethr-did-resolver 11.1.3 keeps a key for encryption (did/pub/X25519/enc) that was revoked, or whose time is over, in keyAgreement for
# as long as the chain lives, as a reference to a key that the document does not have. And a key that was revoked and came again
# has its new number at its old place in keyAgreement, and the last place in verificationMethod, as every other key has.
# Guess: a revoked key leaves every list, as one for signing does, and both lists have one order.
# For Colophon: lib/identity leaves such references out; whoever encrypts for "the first key of keyAgreement" of another resolver
# must look the key up before.
source "$(dirname "$0")/../shared/begin.sh"
packages ethr-did-registry@1.3.0 ethr-did-resolver@11.1.3 did-resolver@6.0.0 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { encodeBytes32String } from "ethers";

import { withRegistry } from "./ethr-did.mjs";

await withRegistry(async ({ registry, accounts, resolve }) => {
  const [identity] = accounts;
  const key = { first: `0x${"11".repeat(32)}`, second: `0x${"22".repeat(32)}` };
  const look = async (label) => {
    const { didDocument } = await resolve(identity);
    const ids = (list = []) => list.map((entry) => (entry.id ?? entry).split("#")[1]).join(" ");
    const { verificationMethod, keyAgreement } = didDocument;
    console.log(`${label}: keys: ${ids(verificationMethod)}; keyAgreement: ${ids(keyAgreement)}`);
  };
  const name = encodeBytes32String("did/pub/X25519/enc/hex");
  const add = async (value) => (await registry.setAttribute(identity.address, name, value, 1000)).wait();
  const revoke = async (value) => (await registry.revokeAttribute(identity.address, name, value)).wait();
  await add(key.first);
  await add(key.second);
  await look("two keys");
  await revoke(key.first);
  await look("the first revoked");
  await add(key.first);
  await look("the first again");
  await revoke(key.first);
  await revoke(key.second);
  await look("both revoked");
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
two keys: keys: controller delegate-1 delegate-2; keyAgreement: delegate-1 delegate-2
the first revoked: keys: controller delegate-2; keyAgreement: delegate-1 delegate-2
the first again: keys: controller delegate-2 delegate-4; keyAgreement: delegate-4 delegate-2
both revoked: keys: controller; keyAgreement: delegate-4 delegate-2
SEEN
