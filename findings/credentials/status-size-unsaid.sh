#!/usr/bin/env bash
# A list of statuses in a credential (Bitstring Status List of the W3C), made and asked as the first page of @4sure-tech/vc-bitstring-status-lists
# 0.1.0-unstable.1 shows it: the list that the library makes says no size, its own check wants one in the list, and no list is good, revoked or
# not, with 1, 2 or 4 bits, whether a size is asked for or not. The standard has the size in the credential's own entry (statusSize, 1 where
# it is absent) and none in the list, so that all lists of other libraries are refused as well, until somebody adds it to them.
# Guess: what it makes it can check; what is not said is one bit to whoever reads as to whoever writes.
# For Colophon: of a W3C list the chain keeps hash, kind, bits and size (docs/credentials.md), so nothing of it is left unsaid. Who publishes one for
# this library adds statusSize to the list by hand.
source "$(dirname "$0")/../shared/begin.sh"
packages @4sure-tech/vc-bitstring-status-lists@0.1.0-unstable.1 @digitalbazaar/vc-bitstring-status-list@2.0.1

cat >probe.mjs <<'JS'
import { BitstreamStatusList, checkStatus, createStatusListCredential } from "@4sure-tech/vc-bitstring-status-lists";
import { BitstringStatusList } from "@digitalbazaar/vc-bitstring-status-list";

const url = "https://example.com/status-lists/1";
const made = (statusList, more) =>
  createStatusListCredential({ id: url, issuer: "https://example.com/issuer", statusPurpose: "revocation", statusList, ...more });
const check = async (list, statusSize) => {
  const entry = { type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListCredential: url };
  const credentialStatus = { ...entry, statusListIndex: "1", ...(statusSize === undefined ? {} : { statusSize }) };
  const { verified, status, error } = await checkStatus({ credential: { credentialStatus }, getStatusListCredential: () => list });
  return `verified ${verified}, status ${status}${error ? `, ${error.message}` : ""}`;
};

for (const bits of [1, 2, 4]) {
  const list = new BitstreamStatusList({ statusSize: bits });
  list.setStatus(1, 1);
  for (const more of [{}, { statusSize: bits }]) {
    const credential = await made(list, more);
    const asked = more.statusSize ? "said so" : "said nothing";
    console.log(`${bits} bit, ${asked}: the list has size ${credential.credentialSubject.statusSize}; ${await check(credential, bits)}`);
  }
}
const theirs = new BitstringStatusList({ length: 131072 });
theirs.setStatus(1, true);
const credential = await made(new BitstreamStatusList({ statusSize: 1 }));
credential.credentialSubject.encodedList = await theirs.encode();
console.log(`of Digital Bazaar's: ${await check(credential)}`);
credential.credentialSubject.statusSize = 1;
console.log(`of Digital Bazaar's, with statusSize added: ${await check(credential)}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
1 bit, said nothing: the list has size undefined; verified false, status -1, StatusSize mismatch: expected 1, got from credentialSubject undefined
1 bit, said so: the list has size undefined; verified false, status -1, StatusSize mismatch: expected 1, got from credentialSubject undefined
2 bit, said nothing: the list has size undefined; verified false, status -1, StatusSize mismatch: expected 2, got from credentialSubject undefined
2 bit, said so: the list has size undefined; verified false, status -1, StatusSize mismatch: expected 2, got from credentialSubject undefined
4 bit, said nothing: the list has size undefined; verified false, status -1, StatusSize mismatch: expected 4, got from credentialSubject undefined
4 bit, said so: the list has size undefined; verified false, status -1, StatusSize mismatch: expected 4, got from credentialSubject undefined
of Digital Bazaar's: verified false, status -1, StatusSize mismatch: expected 1, got from credentialSubject undefined
of Digital Bazaar's, with statusSize added: verified false, status 1
SEEN
