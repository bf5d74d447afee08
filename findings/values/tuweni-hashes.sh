#!/usr/bin/env bash
# A hash of which bytes are missing, and a number below nothing, in tuweni 2.4.2 (io.tmio:tuweni-units), by whose types Besu and its plugins hold
# both; Besu's own copy, io.consensys.tuweni 2.7.0, which asks for Java 21, does the same. Bytes32.fromHexString puts zeros before whatever is
# shorter, so that half a hash is a hash, of another work; the one that refuses it is called fromHexStringStrict. For an odd number of digits it is
# the other way: refused by the first, taken by fromHexStringLenient and by UInt256, where "10" without 0x is sixteen. -1 written as RLP is 255 when
# it is read. toShortHexString of 0 is "0x", which is no quantity of JSON-RPC; toInt of the byte ff is 255, and of four of them -1.
# Guess: what is no 32 bytes is no Bytes32, and lenient is what the other name says; a negative number is refused, as by valueOf.
# For Colophon: hashes are read by lib/hashing, which refuses what is not 64 digits. A plugin of a member's Besu that looks titles up reads ids by
# fromHexStringStrict.
source "$(dirname "$0")/../shared/begin.sh"
java_packages io.tmio:tuweni-units:2.4.2 io.tmio:tuweni-rlp:2.4.2 org.slf4j:slf4j-nop:2.0.16

cat >Hashes.java <<'JAVA'
import java.math.BigInteger;
import java.util.function.Supplier;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.units.bigints.UInt256;

public class Hashes {
    static void say(String words, Supplier<Object> made) {
        try {
            String text = made.get().toString();
            System.out.println(words + ": " + text.replaceFirst("^0x(?:0{2}){28,}", "0x00…"));
        } catch (IllegalArgumentException | ArithmeticException error) {
            System.out.println(words + ": refused");
        }
    }

    public static void main(String[] arguments) {
        for (String text : new String[] {"0x1234", "0x123", "10", ""}) {
            say("Bytes32.fromHexString(\"" + text + "\")", () -> Bytes32.fromHexString(text));
            say("Bytes32.fromHexStringLenient(\"" + text + "\")", () -> Bytes32.fromHexStringLenient(text));
            say("Bytes32.fromHexStringStrict(\"" + text + "\")", () -> Bytes32.fromHexStringStrict(text));
            say("UInt256.fromHexString(\"" + text + "\")", () -> UInt256.fromHexString(text));
        }
        BigInteger below = BigInteger.valueOf(-1);
        say("UInt256.valueOf(-1)", () -> UInt256.valueOf(below));
        say("-1 by RLP", () -> RLP.decodeBigInteger(RLP.encodeBigInteger(below)));
        say("UInt256.ZERO.toShortHexString()", UInt256.ZERO::toShortHexString);
        say("UInt256.ZERO.toQuantityHexString()", UInt256.ZERO::toQuantityHexString);
        say("toInt of ff", () -> Bytes.fromHexString("0xff").toInt());
        say("toInt of ffffffff", () -> Bytes.fromHexString("0xffffffff").toInt());
    }
}
JAVA
java -cp "lib/*" Hashes.java >seen 2>/dev/null

compare seen <<'SEEN'
Bytes32.fromHexString("0x1234"): 0x00…1234
Bytes32.fromHexStringLenient("0x1234"): 0x00…1234
Bytes32.fromHexStringStrict("0x1234"): refused
UInt256.fromHexString("0x1234"): 0x00…1234
Bytes32.fromHexString("0x123"): refused
Bytes32.fromHexStringLenient("0x123"): 0x00…0123
Bytes32.fromHexStringStrict("0x123"): refused
UInt256.fromHexString("0x123"): 0x00…0123
Bytes32.fromHexString("10"): 0x00…10
Bytes32.fromHexStringLenient("10"): 0x00…10
Bytes32.fromHexStringStrict("10"): refused
UInt256.fromHexString("10"): 0x00…10
Bytes32.fromHexString(""): 0x00…
Bytes32.fromHexStringLenient(""): 0x00…
Bytes32.fromHexStringStrict(""): refused
UInt256.fromHexString(""): 0x00…
UInt256.valueOf(-1): refused
-1 by RLP: 255
UInt256.ZERO.toShortHexString(): 0x
UInt256.ZERO.toQuantityHexString(): 0x0
toInt of ff: 255
toInt of ffffffff: -1
SEEN
