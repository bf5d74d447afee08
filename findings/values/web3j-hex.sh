#!/usr/bin/env bash
# A hash, an id or a key as somebody has typed or copied it, in web3j 4.12.3 (org.web3j:utils and crypto), which programs for Besu and other consortium
# chains use. hexStringToByteArray takes what is no digit for a number all the same: "0xzz" is the byte ef, a letter O is not zero, "0X" before
# the digits is a byte of them, a blank within is counted. A line break behind a hash makes 33 bytes of it. A digit too few is a zero before the others,
# so that a key of 63 digits is another account. toBigInt reads "10" as sixteen and decodeQuantity, of what a node answers, as ten.
# ethers 6.17.0 refuses all of these but "0X01", which is 01 to it.
# Guess: what is no hex is refused (NumberFormatException), as Java's own HexFormat and Long.parseLong do.
# For Colophon: hashes are read by lib/hashing, which refuses what is not 64 digits. Who calls it from Java reads a content hash with HexFormat.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0
java_packages org.web3j:crypto:4.12.3

cat >Probe.java <<'JAVA'
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.web3j.crypto.Credentials;
import org.web3j.utils.Numeric;

public class Probe {
    static void show(String what, Callable<Object> call) {
        try {
            var value = call.call();
            System.out.println(what + ": " + (value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value));
        } catch (Exception error) {
            System.out.println(what + ": " + error);
        }
    }

    public static void main(String[] arguments) {
        for (String text : new String[] {"0xzz", "0xO1", "0X01", "01 23", "0x01\n", "0x123"}) {
            show("bytes of \"" + text.replace("\n", "\\n") + "\"", () -> Numeric.hexStringToByteArray(text));
        }
        show("toBigInt of 10", () -> Numeric.toBigInt("10"));
        show("decodeQuantity of 10", () -> Numeric.decodeQuantity("10"));
        show("four bytes of -1", () -> Numeric.toBytesPadded(BigInteger.ONE.negate(), 4));
        String key = "0x" + "1".repeat(64);
        show("account of a key", () -> Credentials.create(key).getAddress());
        show("account of the key without its last digit", () -> Credentials.create(key.substring(0, 65)).getAddress());
    }
}
JAVA
cat >probe.mjs <<'JS'
import { computeAddress, getBytes } from "ethers";

const taken = (take, text) => {
  try {
    return `0x${Buffer.from(take(text)).toString("hex")}`;
  } catch ({ code }) {
    return code;
  }
};
for (const text of ["0xzz", "0xO1", "0X01", "01 23", "0x01\n", "0x123"]) console.log(`ethers, ${JSON.stringify(text)}: ${taken(getBytes, text)}`);
console.log(`ethers, a key without its last digit: ${taken(computeAddress, `0x${"1".repeat(63)}`)}`);
JS
{ java -cp 'lib/*' Probe.java 2>/dev/null && node probe.mjs; } >seen

compare seen <<'SEEN'
bytes of "0xzz": ef
bytes of "0xO1": f1
bytes of "0X01": ff01
bytes of "01 23": 000f23
bytes of "0x01\n": 000f
bytes of "0x123": 0123
toBigInt of 10: 16
decodeQuantity of 10: 10
four bytes of -1: 000000ff
account of a key: 0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a
account of the key without its last digit: 0x1d08d9dd4ae448692802652aeb61e436436b4df3
ethers, "0xzz": INVALID_ARGUMENT
ethers, "0xO1": INVALID_ARGUMENT
ethers, "0X01": 0x01
ethers, "01 23": INVALID_ARGUMENT
ethers, "0x01\n": INVALID_ARGUMENT
ethers, "0x123": INVALID_ARGUMENT
ethers, a key without its last digit: INVALID_ARGUMENT
SEEN
