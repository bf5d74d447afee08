#!/usr/bin/env bash
# Sign-In with Ethereum (ERC-4361) lets a statement have the characters of a URI and a blank, not a percent sign, quotation marks,
# or any letter beyond ASCII; and a request id no blank. viem 2.57.20 makes such messages, and a wallet signs them; siwe 3.0.0,
# which most servers read with, takes them for no message at all. And where the statement is the empty text, siwe leaves a line
# for it that viem does not: two messages, and the signature of one is not that of the other.
# Guess: what one makes from the same fields is what the other makes, byte for byte, and reads.
# For Colophon: nobody signs in here. Where a registry's page asks "Register «Été» for 100 % of the rights?" in a statement, its
# server refuses the message after the person has signed it.
source "$(dirname "$0")/../shared/begin.sh"
packages viem@2.57.20 siwe@3.0.0 ethers@6.17.0

cat >probe.mjs <<'JS'
import siwe from "siwe";
import { createSiweMessage } from "viem/siwe";

const fields = {
  domain: "example.org",
  address: "0xbc851C042A01624435BcB885f7A2398d18dEbF3b",
  uri: "https://example.org/login",
  version: "1",
  chainId: 1,
  nonce: "12345678abc",
};
const read = (text) => {
  try {
    new siwe.SiweMessage(text);
    return "siwe reads it";
  } catch {
    return "siwe refuses it";
  }
};
const make = (more) => {
  try {
    return new siwe.SiweMessage({ ...fields, issuedAt: "2026-01-01T00:00:00.000Z", ...more }).toMessage();
  } catch {
    return undefined;
  }
};
const statements = ["Sign in.", "100%", 'the work "Sea"', "Été", ""].map((statement) => ({ statement }));
for (const more of [...statements, { requestId: "r-1" }, { requestId: "r 1" }]) {
  const viem = createSiweMessage({ ...fields, issuedAt: new Date("2026-01-01T00:00:00Z"), ...more });
  const own = make(more) === undefined ? "refused" : "another";
  console.log(`${JSON.stringify(more)}: viem makes it, ${read(viem)}, siwe's own is ${make(more) === viem ? "equal" : own}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
{"statement":"Sign in."}: viem makes it, siwe reads it, siwe's own is equal
{"statement":"100%"}: viem makes it, siwe refuses it, siwe's own is refused
{"statement":"the work \"Sea\""}: viem makes it, siwe refuses it, siwe's own is refused
{"statement":"Été"}: viem makes it, siwe refuses it, siwe's own is refused
{"statement":""}: viem makes it, siwe reads it, siwe's own is another
{"requestId":"r-1"}: viem makes it, siwe reads it, siwe's own is equal
{"requestId":"r 1"}: viem makes it, siwe refuses it, siwe's own is refused
SEEN
