#!/usr/bin/env bash
# A delegate of an identity (ERC-1056) in the second that its time ends: validDelegate of ethr-did-registry 1.3.0 wants the end to lie
# behind the block's time and says no; ethr-did-resolver 11.1.3, asked for that block, takes an end that is equal to it, and
# has the key in the document. So a key that is revoked stands in the document of the very block that revoked it.
# Guess: one rule in both, since one is the reader of the other; at the latest the block that revokes a key is without it.
# For Colophon: lib/identity goes by the contract's rule. Who keeps a document "as of" the block of a revocation keeps a revoked key.
source "$(dirname "$0")/../shared/begin.sh"
packages ethr-did-registry@1.3.0 ethr-did-resolver@11.1.3 did-resolver@6.0.0 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { encodeBytes32String, toQuantity } from "ethers";

import { withRegistry } from "./ethr-did.mjs";

await withRegistry(async ({ registry, accounts, resolve, ask, provider }) => {
  const [identity, delegate] = accounts;
  const type = encodeBytes32String("veriKey");
  const look = async (label) => {
    const { number } = await provider.getBlock("latest");
    const valid = await registry.validDelegate(identity.address, type, delegate.address, { blockTag: number });
    const { didDocument } = await resolve(identity, number);
    console.log(`${label}: contract ${valid}, resolver ${didDocument.verificationMethod.length > 1}`);
  };
  const mine = async (time) => {
    await ask("evm_setNextBlockTimestamp", [toQuantity(time)]);
    await ask("evm_mine");
  };
  const end = async () => {
    const [log] = (await registry.queryFilter("DIDDelegateChanged")).slice(-1);
    return Number(log.args.validTo);
  };
  await (await registry.addDelegate(identity.address, type, delegate.address, 1000)).wait();
  for (const [label, seconds] of [["a second before its end", -1], ["in the second of its end", 0], ["a second later", 1]]) {
    await mine((await end()) + seconds);
    await look(label);
  }
  await (await registry.addDelegate(identity.address, type, delegate.address, 1000)).wait();
  await look("added again");
  await (await registry.revokeDelegate(identity.address, type, delegate.address)).wait();
  await look("in the block that revokes it");
  await mine((await end()) + 1);
  await look("in the next block");
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
a second before its end: contract true, resolver true
in the second of its end: contract false, resolver true
a second later: contract false, resolver false
added again: contract true, resolver true
in the block that revokes it: contract false, resolver true
in the next block: contract false, resolver false
SEEN
