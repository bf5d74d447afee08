#!/usr/bin/env bash
# EIP-712 in Java: web3j 4.12.3 (org.web3j:crypto), which programs for Besu and other consortium chains use. A list of bytes4 or of any
# bytesN below 32 has another digest there than in ethers 6.17.0 and in a contract, and so has a list of lists of structs; a list of lists
# of numbers it refuses. It says nothing of it where it signs. One list of structs, of bytes32, numbers or texts is right.
# Guess: what signs lists of structs rightly signs lists of everything rightly.
# For Colophon: its typed data have no lists; of a list the root of its tree is signed.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0
java_packages org.web3j:crypto:4.12.3

cat >Digest.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;

import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

public class Digest {
    public static void main(String[] documents) throws Exception {
        for (String document : documents) {
            try {
                System.out.println(Numeric.toHexString(new StructuredDataEncoder(Files.readString(Path.of(document))).hashStructuredData()));
            } catch (RuntimeException error) {
                System.out.println("refuses");
            }
        }
    }
}
JAVA
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import { TypedDataEncoder } from "ethers";

const EIP712Domain = [{ name: "name", type: "string" }];
const Share = [{ name: "percent", type: "uint256" }];
const domain = { name: "Registry" };
const HASH = `0x${"ab".repeat(32)}`;
const CASES = {
  "uint256[]": [1, 2],
  "string[]": ["a", "标题"],
  "bytes32[]": [HASH],
  "bytes4[]": ["0x01020304"],
  "bytes20[]": [`0x${"22".repeat(20)}`],
  "bytes[]": ["0x0102"],
  "Share[]": [{ percent: 1 }, { percent: 2 }],
  "Share[][]": [[{ percent: 1 }], [{ percent: 2 }]],
  "uint256[][]": [[1, 2], [3]],
};

const expected = Object.entries(CASES).map(([type, list], i) => {
  const types = { Work: [{ name: "list", type }], ...(type.startsWith("Share") && { Share }) };
  const document = { types: { EIP712Domain, ...types }, primaryType: "Work", domain, message: { list } };
  writeFileSync(`${i}.json`, JSON.stringify(document));
  return TypedDataEncoder.hash(domain, types, { list });
});
const files = expected.map((_, i) => `${i}.json`);
const found = execFileSync("java", ["-cp", "lib/*", "Digest.java", ...files], { stdio: ["ignore", "pipe", "ignore"] });
for (const [i, line] of found.toString().trim().split("\n").entries()) {
  const words = line === expected[i] ? "the digest" : line === "refuses" ? line : "ANOTHER digest";
  console.log(`${Object.keys(CASES)[i]}: ${words}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
uint256[]: the digest
string[]: the digest
bytes32[]: the digest
bytes4[]: ANOTHER digest
bytes20[]: ANOTHER digest
bytes[]: the digest
Share[]: the digest
Share[][]: ANOTHER digest
uint256[][]: refuses
SEEN
