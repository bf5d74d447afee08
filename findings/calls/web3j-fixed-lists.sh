#!/usr/bin/env bash
# A list of a fixed length whose members have none, string[2], bytes[2] or uint256[][2]: web3j 4.12.3 (org.web3j:abi; 5.0.1 as well), which programs
# for Besu and other consortium chains use, writes the members one behind the other, without the offsets that the ABI has before
# them, as if the list were of one size. No contract can read such a call, and what it reverts with says nothing. Fixed lists of structs with a
# text, and lists of any length in lists, are right, so that most contracts never show it. It reads such lists as they should be.
# Guess: a list of two texts is written as is one of any length, without its length; what it can read it writes.
# For Colophon: none of its functions takes a list of a fixed length. Who gives a contract for clients in Java one such parameter takes
# a struct of two texts in its place.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0
java_packages org.web3j:abi:4.12.3

cat >Lists.java <<'JAVA'
import java.util.List;

import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.StaticArray2;
import org.web3j.abi.datatypes.generated.Uint256;

public class Lists {
    static final Utf8String A = new Utf8String("a");
    static final Utf8String B = new Utf8String("b");
    static final Uint256 ONE = new Uint256(1);
    static final Uint256 TWO = new Uint256(2);

    public static class Named extends DynamicStruct {
        public Named(Utf8String name, Uint256 share) {
            super(name, share);
        }
    }

    static DynamicArray<Uint256> list(Uint256 member) {
        return new DynamicArray<>(Uint256.class, member);
    }

    static void say(Type... values) {
        System.out.println("0x" + new DefaultFunctionEncoder().encodeParameters(List.of(values)));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    public static void main(String[] encoded) {
        StaticArray2<Utf8String> texts = new StaticArray2<>(Utf8String.class, A, B);
        say(new DynamicArray<>(Utf8String.class, A, B));
        say(new StaticArray2<>(Uint256.class, ONE, TWO));
        say(new StaticArray2<>(Named.class, new Named(A, ONE), new Named(B, TWO)));
        say(new DynamicArray<>(StaticArray2.class, new StaticArray2<>(Uint256.class, ONE, TWO)));
        say(texts);
        say(ONE, texts);
        say(new StaticArray2<>(DynamicBytes.class, new DynamicBytes(new byte[] {1}), new DynamicBytes(new byte[] {2})));
        say(new StaticArray2<>(DynamicArray.class, list(ONE), list(TWO)));
        say(new DynamicStruct(texts, ONE));
        TypeReference type = new TypeReference.StaticArrayTypeReference<StaticArray2<Utf8String>>(2) {};
        List<Type> read = FunctionReturnDecoder.decode(encoded[0], List.of(type));
        System.out.println(read.get(0).getValue());
    }
}
JAVA
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";

import { AbiCoder } from "ethers";

const coder = AbiCoder.defaultAbiCoder();
const CASES = [
  [["string[]"], [["a", "b"]]],
  [["uint256[2]"], [[1, 2]]],
  [["tuple(string,uint256)[2]"], [[["a", 1], ["b", 2]]]],
  [["uint256[2][]"], [[[1, 2]]]],
  [["string[2]"], [["a", "b"]]],
  [["uint256", "string[2]"], [1, ["a", "b"]]],
  [["bytes[2]"], [["0x01", "0x02"]]],
  [["uint256[][2]"], [[[1], [2]]]],
  [["tuple(string[2],uint256)"], [[["a", "b"], 1]]],
];
const texts = coder.encode(["string[2]"], [["a", "b"]]);
const java = execFileSync("java", ["-cp", "lib/*", "Lists.java", texts], { stdio: ["ignore", "pipe", "ignore"] });
const lines = java.toString().trim().split("\n");
const words = (hex) => (hex.length - 2) / 64;
for (const [i, [types, values]] of CASES.entries()) {
  const right = coder.encode(types, values);
  let found = "right";
  if (lines[i] !== right) {
    found = `OTHER, ${words(lines[i])} words in the place of ${words(right)}`;
    try {
      found += `, read as ${coder.decode(types, lines[i])}`;
    } catch {
      found += ", which cannot be read";
    }
  }
  console.log(`${types.join(", ")}: ${found}`);
}
console.log("string[2], read:", lines.at(-1));
JS
node probe.mjs >seen

compare seen <<'SEEN'
string[]: right
uint256[2]: right
tuple(string,uint256)[2]: right
uint256[2][]: right
string[2]: OTHER, 4 words in the place of 7, which cannot be read
uint256, string[2]: OTHER, 5 words in the place of 8, which cannot be read
bytes[2]: OTHER, 4 words in the place of 7, which cannot be read
uint256[][2]: OTHER, 4 words in the place of 7, which cannot be read
tuple(string[2],uint256): OTHER, 6 words in the place of 9, which cannot be read
string[2], read: [a, b]
SEEN
