#!/usr/bin/env bash
# An address with a slip in its capitals, which are its check sum (ERC-55), and in the other ways in which one gets it: in small letters as nodes
# answer, in capitals only as forms make it, without 0x. viem 2.57.20 refuses the slip and the capitals in a call and in isAddress, while getAddress,
# whose job the check sum is, takes both and writes a right one over them. web3.js (web3-utils 4.3.3) says of the slip that it is no address, and
# web3-eth-abi 4.4.1 puts it into a call; for eth-utils 6.0.0 and eth-abi 6.0.0, which web3.py is made of, it is one, and for web3j 4.12.3
# too. com.esaulpaugh:headlong 13.3.1 refuses small letters. ethers 6.17.0 alone refuses the slip everywhere and takes the rest.
# Guess: small letters and capitals are taken by all, and a check sum that is there and wrong by none.
# For Colophon: addresses are read by ethers in every command, file and table. What a program of one's own hands over may have lost its check
# sum on the way.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 web3-utils@4.3.3 web3-eth-abi@4.4.1
python_packages eth-utils==6.0.0 eth-abi==6.0.0 pycryptodome==3.24.1
java_packages org.web3j:core:4.12.3 com.esaulpaugh:headlong:13.3.1

cat >forms.txt <<'TXT'
right 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
slip 0xf39fd6e51aad88F6F4ce6aB8827279cffFb92266
small 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266
capitals 0xF39FD6E51AAD88F6F4CE6AB8827279CFFFB92266
bare f39Fd6e51aad88F6F4ce6aB8827279cffFb92266
TXT
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { AbiCoder, getAddress } from "ethers";
import * as viem from "viem";
import { encodeParameter } from "web3-eth-abi";
import { isAddress, toChecksumAddress } from "web3-utils";

const ways = {
  "ethers, in a call": (text) => AbiCoder.defaultAbiCoder().encode(["address"], [text]),
  "ethers, getAddress": (text) => getAddress(text),
  "viem, in a call": (text) => viem.encodeAbiParameters([{ type: "address" }], [text]),
  "viem, isAddress": (text) => viem.isAddress(text),
  "viem, getAddress": (text) => viem.getAddress(text),
  "web3.js, in a call": (text) => encodeParameter("address", text),
  "web3.js, isAddress": (text) => isAddress(text),
  "web3.js, toChecksumAddress": (text) => toChecksumAddress(text),
};
const forms = readFileSync("forms.txt", "utf8").trim().split("\n").map((line) => line.split(" "));
for (const [way, take] of Object.entries(ways)) {
  const taken = ([, text]) => {
    try {
      return take(text) !== false;
    } catch {
      return false;
    }
  };
  console.log(`${way}: ${forms.filter(taken).map(([name]) => name).join(", ")}`);
}
JS
cat >probe.py <<'PY'
from eth_abi import encode
from eth_abi.exceptions import EncodingError
from eth_utils import is_address, to_checksum_address

FORMS = [line.split() for line in open("forms.txt")]


def taken(take, text):
    try:
        return take(text) is not False
    except (EncodingError, ValueError):
        return False


for way, take in {
    "eth-abi, in a call": lambda text: encode(["address"], [text]),
    "eth-utils, is_address": is_address,
    "eth-utils, to_checksum_address": to_checksum_address,
}.items():
    print(f"{way}: {', '.join(name for name, text in FORMS if taken(take, text))}")
PY
cat >Probe.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

public class Probe {
    static boolean wraps(String text) {
        try {
            com.esaulpaugh.headlong.abi.Address.wrap(text);
            return true;
        } catch (IllegalArgumentException error) {
            return false;
        }
    }

    public static void main(String[] arguments) throws Exception {
        var lines = Files.readAllLines(Path.of("forms.txt"));
        Map<String, Predicate<String>> ways = new TreeMap<>(Map.of("headlong, Address.wrap", Probe::wraps,
            "web3j, isValidAddress", org.web3j.crypto.WalletUtils::isValidAddress));
        ways.forEach((way, takes) -> System.out.println(way + ": " + lines.stream().map(line -> line.split(" "))
            .filter(parts -> takes.test(parts[1])).map(parts -> parts[0]).collect(Collectors.joining(", "))));
    }
}
JAVA
{ node probe.mjs && python/bin/python probe.py && java -cp 'lib/*' Probe.java 2>/dev/null; } >seen

compare seen <<'SEEN'
ethers, in a call: right, small, capitals, bare
ethers, getAddress: right, small, capitals, bare
viem, in a call: right, small
viem, isAddress: right, small
viem, getAddress: right, slip, small, capitals
web3.js, in a call: right, slip, small, capitals, bare
web3.js, isAddress: right, small, capitals, bare
web3.js, toChecksumAddress: right, slip, small, capitals, bare
eth-abi, in a call: right, slip, small, capitals, bare
eth-utils, is_address: right, slip, small, capitals, bare
eth-utils, to_checksum_address: right, slip, small, capitals, bare
headlong, Address.wrap: right
web3j, isValidAddress: right, slip, small, capitals, bare
SEEN
