#!/usr/bin/env bash
# An amount with more decimals than its unit has. viem 2.57.20 rounds it, to the nearest, so that 0.9999999 of a token with six
# decimals is a whole one, 1.5 of one without decimals is two, and -0.0000001 nothing. ethers 6.17.0 refuses it, unless the rest
# is zeros.
# Guess: both refuse it: parseUnits is the same function in both by name and by arguments, and money is not rounded unasked.
# For Colophon: a royalty or a fee that a page of viem parses may be another than what this project's commands refuse to send.
source "$(dirname "$0")/../shared/begin.sh"
packages viem@2.57.20 ethers@6.17.0

cat >probe.mjs <<'JS'
import * as ethers from "ethers";
import * as viem from "viem";

const look = (parse, ...amount) => {
  try {
    return String(parse(...amount));
  } catch (error) {
    return error.shortMessage;
  }
};
for (const amount of [["1.10000000", 6], ["1.23456789", 6], ["0.9999999", 6], ["1.5", 0], ["-0.0000001", 6]]) {
  console.log(`${amount.join(" with ")}: viem ${look(viem.parseUnits, ...amount)}, ethers ${look(ethers.parseUnits, ...amount)}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
1.10000000 with 6: viem 1100000, ethers 1100000
1.23456789 with 6: viem 1234568, ethers too many decimals for format
0.9999999 with 6: viem 1000000, ethers too many decimals for format
1.5 with 0: viem 2, ethers too many decimals for format
-0.0000001 with 6: viem 0, ethers too many decimals for format
SEEN
