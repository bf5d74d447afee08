#!/usr/bin/env bash
# An event in FISCO BCOS's java-sdk 3.6.0 (decodeEvent). Of what is indexed it gives the words of the log as they stand, as texts of 64
# digits: an address has 24 zeros before it and is equal to no address, a number is a text in hex and no BigInteger, a bool is the
# text of a word. What is not indexed, beside it in the same list, is of its type. One hash has two forms: "0x…" where it is
# indexed, "hex://…" where it is not (decodeEventToString). For a log of another event it gives the words of that as well, without a look at its name.
# Guess: values of their types, as decodeMethod gives them of a call; for texts and lists, which a log has only hashes of, the hash.
# For Colophon: every event of it has the work's id and the parties indexed. Who follows it with this SDK takes the last 40 digits for an
# address, new BigInteger(text.substring(2), 16) for an id, and compares topic 0 first.
source "$(dirname "$0")/../shared/begin.sh"
java_packages org.fisco-bcos.java-sdk:fisco-bcos-java-sdk:3.6.0

cat >Indexed.java <<'JAVA'
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.fisco.bcos.sdk.v3.codec.ContractCodec;
import org.fisco.bcos.sdk.v3.crypto.hash.Keccak256;
import org.fisco.bcos.sdk.v3.model.EventLog;

public class Indexed {
    static final ContractCodec CODEC = new ContractCodec(new Keccak256(), false);

    static String parameters(boolean indexed, String... types) {
        StringBuilder list = new StringBuilder();
        for (String type : types) {
            list.append(list.isEmpty() ? "" : ",").append("{\"name\":\"\",\"type\":\"" + type + "\",\"indexed\":" + indexed + "}");
        }
        return list.toString();
    }

    static String topic(String signature) {
        return "0x" + HexFormat.of().formatHex(new Keccak256().hash(signature.getBytes(StandardCharsets.UTF_8)));
    }

    static String word(String end) {
        return "0".repeat(64 - end.length()) + end;
    }

    static String shown(Object value) {
        String text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
        return value.getClass().getSimpleName() + " " + text.replaceAll("0{20,}", ".").replaceAll("(ab){20,}", "ab…");
    }

    static void look(String words, String types, EventLog log) throws Exception {
        System.out.println(words);
        String abi = "[{\"type\":\"event\",\"name\":\"Filed\",\"anonymous\":false,\"inputs\":[" + types + "]}]";
        for (Object value : CODEC.decodeEvent(abi, "Filed", log)) System.out.println("  " + shown(value));
        System.out.println("  as texts: " + CODEC.decodeEventToString(abi, "Filed", log).stream().map(Indexed::shown).toList());
    }

    public static void main(String[] none) throws Exception {
        String account = word("22".repeat(20));
        String hash = "ab".repeat(32);
        look("address, uint256, bytes32",
            parameters(false, "address", "uint256", "bytes32"),
            new EventLog("0x" + account + word("07") + hash, List.of(topic("Filed(address,uint256,bytes32)"))));
        look("the same, indexed",
            parameters(true, "address", "uint256", "bytes32"),
            new EventLog("0x", List.of(topic("Filed(address,uint256,bytes32)"), "0x" + account, "0x" + word("07"), "0x" + hash)));
        look("bool and int256, indexed",
            parameters(true, "bool", "int256"),
            new EventLog("0x", List.of(topic("Filed(bool,int256)"), "0x" + word("01"), "0x" + "f".repeat(64))));
        look("the log of Withdrawn(address), read as Filed(address)",
            parameters(true, "address"),
            new EventLog("0x", List.of(topic("Withdrawn(address)"), "0x" + account)));
    }
}
JAVA
java -cp "lib/*" Indexed.java 2>/dev/null >seen

compare seen <<'SEEN'
address, uint256, bytes32
  String 0x2222222222222222222222222222222222222222
  BigInteger 7
  byte[] ab…
  as texts: [String 0x2222222222222222222222222222222222222222, String 7, String hex://ab…]
the same, indexed
  String 0x.2222222222222222222222222222222222222222
  String 0x.7
  String 0xab…
  as texts: [String 0x.2222222222222222222222222222222222222222, String 0x.7, String 0xab…]
bool and int256, indexed
  String 0x.1
  String 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
  as texts: [String 0x.1, String 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff]
the log of Withdrawn(address), read as Filed(address)
  String 0x.2222222222222222222222222222222222222222
  as texts: [String 0x.2222222222222222222222222222222222222222]
SEEN
