#!/usr/bin/env bash
# An identity of ERC-1056 whose owner is made the zero address is deactivated: ethr-did-resolver 11.1.3 says so and gives no key. To the
# contract, ethr-did-registry 1.3.0, the zero address means that no owner was ever set, so the identity is its own first key's
# again in identityOwner, also where another had owned it since. The two disagree for ever, since the resolver reads nothing
# behind the zero address.
# Guess: the contract knows a deactivated identity as well, and names nobody as its owner.
# For Colophon: a contract that asks the registry sees the first key, a document the deactivated identity; lib/identity goes by the
# resolver's rule, and an account whose key was lost is recovered, not deactivated.
source "$(dirname "$0")/../shared/begin.sh"
packages ethr-did-registry@1.3.0 ethr-did-resolver@11.1.3 did-resolver@6.0.0 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { ZeroAddress } from "ethers";

import { withRegistry } from "./ethr-did.mjs";

await withRegistry(async ({ registry, accounts, resolve }) => {
  const [identity, owner] = accounts;
  const names = new Map([[identity.address, "the first key"], [owner.address, "the owner"]]);
  const look = async (label) => {
    const { didDocument, didDocumentMetadata } = await resolve(identity);
    const said = didDocumentMetadata.deactivated ? "deactivated" : `${didDocument.verificationMethod.length} keys`;
    console.log(`${label}: contract: ${names.get(await registry.identityOwner(identity.address))}, resolver: ${said}`);
  };
  const send = async (by, method, ...values) => (await registry.connect(by)[method](identity.address, ...values)).wait();
  await look("at first");
  await send(identity, "changeOwner", owner.address);
  await look("given to an owner");
  await send(owner, "changeOwner", ZeroAddress);
  await look("deactivated by that owner");
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
at first: contract: the first key, resolver: 1 keys
given to an owner: contract: the owner, resolver: 1 keys
deactivated by that owner: contract: the first key, resolver: deactivated
SEEN
