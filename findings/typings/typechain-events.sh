#!/usr/bin/env bash
# What an event says, by the types of TypeChain 8.3.2 for ethers 6.17.0 (@typechain/ethers-v6 0.5.1), to which TypeScript 5.9.3 finds no fault. A
# parameter without a name, as Solidity allows, is args.arg0, a bigint: it is undefined, and only args[0] is there. An indexed title is a text,
# an indexed list a list of numbers: both are an object with a hash. The last argument of a listener is the log, with transactionHash and args
# of types that name each: it is a payload, which has args and not the hash, and its log is a member, which the types do not have. What
# queryFilter gives has the hash.
# Guess: what there is no name for has none in the types; what is indexed and long is a hash; a listener gets what the types say.
# For Colophon: every parameter of its events has a name, and what is indexed is a hash, a number or an address; histories are read by queries,
# and nothing listens. Who listens to its contracts by these types takes the hash from getTransaction or from `log`, by a cast.
source "$(dirname "$0")/../shared/begin.sh"
packages typechain@8.3.2 @typechain/ethers-v6@0.5.1 ethers@6.17.0 typescript@5.9.3 solc@0.8.30 @types/node@20.19.25 @foundry-rs/anvil@1.7.1

cat >Works.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Works {
  event Counted(uint256, address indexed);
  event Titled(string indexed title, uint8[] indexed shares, uint256 id);

  function register() external {
    emit Counted(7, msg.sender);
    emit Titled("Ferry", new uint8[](2), 9);
  }
}
SOL
cat >compile.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";

import solc from "solc";

const settings = { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Works.sol": { content: readFileSync("Works.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
const { abi, evm } = output.contracts["Works.sol"].Works;
writeFileSync("Works.json", JSON.stringify({ contractName: "Works", abi, bytecode: `0x${evm.bytecode.object}` }));
JS
cat >use.ts <<'TS'
import { JsonRpcProvider } from "ethers";

import { Works__factory } from "./types";

const shown = (value: unknown): string =>
  typeof value === "object" ? String(value?.constructor.name) : `${typeof value} ${String(value)}`;

export async function use(url: string): Promise<void> {
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1 });
  provider.pollingInterval = 50;
  const works = await new Works__factory(await provider.getSigner()).deploy();
  await works.waitForDeployment();

  const heard = new Promise<void>((resolve) => {
    void works.on(works.filters.Titled, (title, shares, id, log) => {
      const name: string = title;
      const list: bigint[] = shares;
      const hash: string = log.transactionHash;
      const number: bigint = log.args.id;
      console.log(`listener: title ${shown(name)}, shares ${shown(list)}, id ${shown(id)}`);
      console.log(`listener: ${shown(log)}, transactionHash ${shown(hash)}, args.id ${shown(number)}, log ${"log" in log}`);
      resolve();
    });
  });
  await (await works.register()).wait();
  await heard;

  const [counted] = await works.queryFilter(works.filters.Counted);
  const count: bigint | undefined = counted?.args.arg0;
  console.log(`args.arg0 ${shown(count)}, args[0] ${shown(counted?.args[0])}`);
  const [titled] = await works.queryFilter(works.filters.Titled);
  const text: string | undefined = titled?.args.title;
  console.log(`queryFilter: ${titled?.constructor.name}, title ${shown(text)}, transactionHash ${typeof titled?.transactionHash}`);
  await works.removeAllListeners();
  provider.destroy();
}
TS
cat >probe.cjs <<'JS'
const { use } = require("./use.js");

import("./nodes.mjs").then(({ withAnvil }) => withAnvil([], (_, { url }) => use(url)));
JS
node compile.mjs
npx typechain --target ethers-v6 --out-dir types Works.json >&2
npx tsc --strict --target es2022 --module commonjs --moduleResolution node --skipLibCheck use.ts && echo "use.ts compiles" >seen
node probe.cjs >>seen

compare seen <<'SEEN'
use.ts compiles
listener: title Indexed, shares Indexed, id bigint 9
listener: ContractEventPayload, transactionHash undefined undefined, args.id bigint 9, log true
args.arg0 undefined undefined, args[0] bigint 7
queryFilter: EventLog, title Indexed, transactionHash string
SEEN
