#!/usr/bin/env bash
# Names that Solidity allows and JavaScript has for something else. TypeChain 8.3.2 (for ethers 6.17.0) says that registry.valueOf(7) asks the
# contract, and that the field "at" of a struct is a text: TypeScript 5.9.3 finds no fault. What happens is JavaScript's own: valueOf
# gives the contract object back, toString a text, with no call at all, and "at", "values" or "keys" of a struct are functions. A struct
# that has a field "length" is never: none of its fields can be named. Where a function has a name of ethers' own (target,
# on, filters, getAddress) the types do not compile; connect and fallback are left out of them.
# Guess: types that compile tell what is there; a name that cannot be had is left out, or refused, whosever it is.
# For Colophon: only parameters of events and errors have such names (values, length), and they are read by their place. A function that
# has one is asked by registry.getFunction("valueOf"), a field read by getValue("length").
source "$(dirname "$0")/../shared/begin.sh"
packages @typechain/ethers-v6@0.5.1 ethers@6.17.0 solc@0.8.30 typechain@8.3.2 typescript@5.9.3

cat >Names.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Names {
  struct Film {
    string name;
    uint256[] values;
    address at;
  }

  struct Reel {
    string name;
    uint256 length;
  }

  function film() external pure returns (Film memory) {
    return Film("Metropolis", new uint256[](1), address(1));
  }

  function reel() external pure returns (Reel memory) {
    return Reel("Metropolis", 4189);
  }

  function valueOf(uint256 id) external pure returns (uint256) {
    return id;
  }

  function toString(uint256 id) external pure returns (uint256) {
    return id;
  }

  function resolve(uint256 id) external pure returns (uint256) {
    return id;
  }
}
SOL
cat >use.ts <<'TS'
import type { Names } from "./types/Names";

export async function use(names: Names): Promise<unknown[]> {
  const film = await names.film();
  const name: string = film.name;
  const values: bigint[] = film.values;
  const at: string = film.at;
  const resolved: bigint = await names.resolve(7);
  const worth: bigint = await names.valueOf(7);
  const shown: bigint = await names.toString(7);
  return [name, values, at, resolved, worth, shown];
}
TS
cat >length.ts <<'TS'
import type { Names } from "./types/Names";

export async function nameOf(names: Names): Promise<string> {
  const reel = await names.reel();
  return reel.name;
}
TS
cat >compile.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";

import solc from "solc";

const settings = { outputSelection: { "*": { "*": ["abi"] } } };
const sources = { "Names.sol": { content: readFileSync("Names.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
writeFileSync("Names.json", JSON.stringify(output.contracts["Names.sol"].Names.abi));
for (const name of ["target", "on", "filters", "getAddress", "connect", "fallback"]) {
  const outputs = [{ name: "", type: "uint256" }];
  writeFileSync(`${name}.json`, JSON.stringify([{ type: "function", name, stateMutability: "view", inputs: [], outputs }]));
}
JS
node compile.mjs
npx typechain --target ethers-v6 --out-dir types Names.json >&2
npx tsc --strict --target es2022 --module commonjs --moduleResolution node use.ts && echo "use.ts compiles" >seen
npx tsc --noEmit --strict --target es2022 --moduleResolution node length.ts | sed 's/^length.ts(.*error/error/' >>seen || true

cat >probe.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { execFileSync } = require("node:child_process");

const { Contract, Interface } = require("ethers");

const { use } = require("./use.js");

const abi = JSON.parse(readFileSync("Names.json", "utf8"));
const contract = new Interface(abi);
const FILMS = { film: ["Metropolis", [8], `0x${"11".repeat(20)}`], reel: ["Metropolis", 4189] };
const answer = (data) => {
  const { name } = contract.getFunction(data.slice(0, 10));
  return Object.hasOwn(FILMS, name) ? contract.encodeFunctionResult(name, [FILMS[name]]) : `0x${data.slice(10)}`;
};
const runner = { call: async ({ data }) => answer(data) };
const names = new Contract(`0x${"22".repeat(20)}`, abi, runner);

(async () => {
  const words = ["film.name", "film.values", "film.at", "resolve(7)", "valueOf(7)", "toString(7)"];
  const shown = (value) => (value === names ? "the contract itself" : `${typeof value} ${typeof value === "function" ? "" : value}`);
  const found = await use(names);
  for (const [i, word] of words.entries()) console.log(`${word}: ${shown(found[i]).trim()}`);
  console.log('getFunction("valueOf"):', shown(await names.getFunction("valueOf")(7)));
  const reel = await names.reel();
  console.log("reel.length:", shown(reel.length));
  console.log('getValue("length"):', shown(reel.getValue("length")));

  for (const name of ["target", "on", "filters", "getAddress", "connect", "fallback"]) {
    execFileSync("npx", ["typechain", "--target", "ethers-v6", "--out-dir", `own/${name}`, `${name}.json`]);
    const flags = ["--noEmit", "--strict", "--target", "es2022", "--moduleResolution", "node"];
    let words = "compiles";
    try {
      execFileSync("npx", ["tsc", ...flags, `own/${name}/index.ts`]);
    } catch {
      words = "does not compile";
    }
    const types = readFileSync(`own/${name}/${name[0].toUpperCase()}${name.slice(1)}.ts`, "utf8");
    const isTyped = types.includes(`  ${name}: TypedContractMethod`);
    console.log(`a function ${name}: ${isTyped ? "typed" : "left out"}, ${words}`);
  }
})();
JS
node probe.cjs >>seen

compare seen <<'SEEN'
use.ts compiles
error TS2339: Property 'name' does not exist on type 'never'.
  The intersection 'ReelStructOutput' was reduced to 'never' because property 'length' has conflicting types in some constituents.
film.name: string Metropolis
film.values: function
film.at: function
resolve(7): bigint 7
valueOf(7): the contract itself
toString(7): string [object Object]
getFunction("valueOf"): bigint 7
reel.length: number 2
getValue("length"): bigint 4189
a function target: typed, does not compile
a function on: typed, does not compile
a function filters: typed, does not compile
a function getAddress: typed, does not compile
a function connect: left out, compiles
a function fallback: left out, compiles
SEEN
