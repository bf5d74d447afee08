#!/usr/bin/env bash
# An account of a chain as an identity (did:pkh), with pkh-did-resolver 2.0.0. Every account of a chain that it knows has a key in its document
# with which to recover a signature over secp256k1, one of Tezos as well (tz1…), whose keys are Ed25519 and recover nothing. What stands for an
# account it does not look at: "nonsense", half an address and a chain "one" are identities with a key. One account is as many identities as
# there are ways to write its letters. Of the method's own examples it refuses Solana.
# Guess: a text that can be no account is invalidDid; the kind of the key is that of the chain, or the chain is refused.
# For Colophon: its identities are did:ethr, resolved by their registry; addresses are checked with their capitals (ERC-55) where they are typed.
source "$(dirname "$0")/../shared/begin.sh"
packages pkh-did-resolver@2.0.0 did-resolver@4.1.0

cat >probe.mjs <<'JS'
import { Resolver } from "did-resolver";
import { getResolver } from "pkh-did-resolver";

const resolver = new Resolver(getResolver());
for (const account of [
  "eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8a",
  "eip155:1:0xb9C5714089478a327F09197987f16f9E5d936E8a",
  "tezos:NetXdQprcVkpaWU:tz1TzrmTBSuiVHV2VfMnGRMYvTEPCP42oSM8",
  "solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:CKg5d12Jhpej1JqtmxLJgaFqqeYjxgPqToJ4LBdvG9Ev",
  "eip155:1:nonsense",
  "eip155:1:0xb9c5714089478a327f0919",
  "eip155:one:0xb9c5714089478a327f09197987f16f9e5d936e8a",
]) {
  const { didDocument, didResolutionMetadata: said } = await resolver.resolve(`did:pkh:${account}`);
  const [key] = didDocument?.verificationMethod ?? [];
  console.log(`${account}: ${key ? `${key.type} of ${key.blockchainAccountId.split(":").at(-1)}` : `${said.error}, ${said.message}`}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8a: EcdsaSecp256k1RecoveryMethod2020 of 0xb9c5714089478a327f09197987f16f9e5d936e8a
eip155:1:0xb9C5714089478a327F09197987f16f9E5d936E8a: EcdsaSecp256k1RecoveryMethod2020 of 0xb9C5714089478a327F09197987f16f9E5d936E8a
tezos:NetXdQprcVkpaWU:tz1TzrmTBSuiVHV2VfMnGRMYvTEPCP42oSM8: EcdsaSecp256k1RecoveryMethod2020 of tz1TzrmTBSuiVHV2VfMnGRMYvTEPCP42oSM8
solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:CKg5d12Jhpej1JqtmxLJgaFqqeYjxgPqToJ4LBdvG9Ev: invalidDid, Error: chain namespace not supported solana
eip155:1:nonsense: EcdsaSecp256k1RecoveryMethod2020 of nonsense
eip155:1:0xb9c5714089478a327f0919: EcdsaSecp256k1RecoveryMethod2020 of 0xb9c5714089478a327f0919
eip155:one:0xb9c5714089478a327f09197987f16f9e5d936e8a: EcdsaSecp256k1RecoveryMethod2020 of 0xb9c5714089478a327f09197987f16f9e5d936e8a
SEEN
