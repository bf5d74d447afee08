#!/usr/bin/env bash
# A call whose arguments are texts, as forms and tables hand them to FISCO BCOS's java-sdk 3.6.0 (encodeMethodFromString). A text that is given for
# bytes is hex if it can be, and characters if not: "cafe" is two bytes, "café" five, "0x123" five, "2026" two. A bool is false
# unless it says true: "yes" and "1" are false. A number within a list loses what is behind its point, [1.7] is 1, which by itself
# is refused. int8 takes 128, which no contract reads. Bytes come back as "hex://cafe", and in a list without that as "cafe".
# Guess: bytes are hex with 0x, all else is refused; so is a bool that is neither true nor false, and a number that is not whole.
# For Colophon: its commands send to FISCO BCOS with ethers. A service with this SDK hands over numbers, booleans and byte[]
# (encodeMethod), never texts of them.
source "$(dirname "$0")/../shared/begin.sh"
java_packages org.fisco-bcos.java-sdk:fisco-bcos-java-sdk:3.6.0

cat >Texts.java <<'JAVA'
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.fisco.bcos.sdk.v3.codec.ContractCodec;
import org.fisco.bcos.sdk.v3.codec.ContractCodecException;
import org.fisco.bcos.sdk.v3.crypto.hash.Keccak256;

public class Texts {
    static final ContractCodec CODEC = new ContractCodec(new Keccak256(), false);
    static final String PARAMETER = "[{\"name\":\"value\",\"type\":\"%s\"}]";

    static void look(String type, String text) throws Exception {
        String list = String.format(PARAMETER, type);
        String abi = "[{\"type\":\"function\",\"name\":\"set\",\"inputs\":" + list + ",\"outputs\":" + list + "}]";
        String seen;
        try {
            byte[] call = CODEC.encodeMethodFromString(abi, "set", List.of(text));
            byte[] words = Arrays.copyOfRange(call, 4, call.length);
            seen = HexFormat.of().formatHex(words).replaceAll("0{6,}", ".");
            seen += ", read as " + CODEC.decodeMethodToString(abi, "set", words);
        } catch (ContractCodecException refusal) {
            seen = "refused";
        }
        System.out.println(type + " " + text + ": " + seen);
    }

    public static void main(String[] none) throws Exception {
        for (String text : List.of("0xcafe", "cafe", "café", "0x123", "2026", "hex://cafe")) look("bytes", text);
        look("bytes[]", "[\"0xcafe\"]");
        for (String text : List.of("true", "TRUE", "yes", "1", "")) look("bool", text);
        for (String text : List.of("7", "0x10", "1.7", "-1")) look("uint256", text);
        for (String text : List.of("[7]", "[1.7]", "[1e3]")) look("uint256[]", text);
        for (String text : List.of("127", "128", "-129")) look("int8", text);
        look("uint8", "256");
    }
}
JAVA
java -Dfile.encoding=UTF-8 -cp "lib/*" Texts.java 2>/dev/null >seen

compare seen <<'SEEN'
bytes 0xcafe: .2.2cafe., read as [hex://cafe]
bytes cafe: .2.2cafe., read as [hex://cafe]
bytes café: .2.5636166c3a9., read as [hex://636166c3a9]
bytes 0x123: .2.53078313233., read as [hex://3078313233]
bytes 2026: .2.22026., read as [hex://2026]
bytes hex://cafe: .2.2cafe., read as [hex://cafe]
bytes[] ["0xcafe"]: .2.1.2.2cafe., read as [[ "cafe" ]]
bool true: .1, read as [true]
bool TRUE: .1, read as [true]
bool yes: ., read as [false]
bool 1: ., read as [false]
bool : ., read as [false]
uint256 7: .7, read as [7]
uint256 0x10: .10, read as [16]
uint256 1.7: refused
uint256 -1: refused
uint256[] [7]: .2.1.7, read as [[ 7 ]]
uint256[] [1.7]: .2.1.1, read as [[ 1 ]]
uint256[] [1e3]: .2.1.3e8, read as [[ 1000 ]]
int8 127: .7f, read as [127]
int8 128: .80, read as [128]
int8 -129: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f, read as [-129]
uint8 256: refused
SEEN
