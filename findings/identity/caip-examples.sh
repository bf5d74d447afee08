#!/usr/bin/env bash
# Names of accounts and things on chains (CAIP-2, CAIP-10, CAIP-19), read by caip 1.1.1. The first example of CAIP-19, the ether of Ethereum
# (eip155:1/slip44:60), is refused, while its other examples are read: it looks for eleven letters in a row, without the stroke
# in the middle, which neither half of a short name has. "EIP155:1" is read, and is another chain than "eip155:1" to whoever compares.
# Guess: what a specification gives as an example is read, all of them alike; capitals are refused, since CAIP-2 has none there.
# For Colophon: works are named by their hash, chains by their number. Who names a chain's own coin or a title by CAIP-19 reads it by a
# pattern of the specification's own.
source "$(dirname "$0")/../shared/begin.sh"
packages caip@1.1.1

cat >probe.mjs <<'JS'
import { AccountId, AssetId, AssetType, ChainId } from "caip";

const EXAMPLES = [
  [AssetType, "eip155:1/slip44:60"],
  [AssetType, "cosmos:cosmoshub-3/slip44:118"],
  [AssetType, "bip122:000000000019d6689c085ae165831e93/slip44:0"],
  [AssetType, "lip9:9ee11e9df416b18b/slip44:134"],
  [AssetType, "eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f"],
  [AssetId, "eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/771769"],
  [AssetId, "hedera:mainnet/nft:0.0.55492/12"],
  [AccountId, "hedera:mainnet:0.0.1234567890-zbhlt"],
  [ChainId, "eip155:1"],
  [ChainId, "EIP155:1"],
];
const NAMES = new Map([
  [AssetType, "AssetType"],
  [AssetId, "AssetId"],
  [AccountId, "AccountId"],
  [ChainId, "ChainId"],
]);
for (const [kind, text] of EXAMPLES) {
  let found;
  try {
    found = JSON.stringify(kind.parse(text));
  } catch {
    found = "refuses";
  }
  console.log(`${NAMES.get(kind)} ${text}\n  ${found}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
AssetType eip155:1/slip44:60
  refuses
AssetType cosmos:cosmoshub-3/slip44:118
  {"chainId":{"namespace":"cosmos","reference":"cosmoshub-3"},"assetName":{"namespace":"slip44","reference":"118"}}
AssetType bip122:000000000019d6689c085ae165831e93/slip44:0
  {"chainId":{"namespace":"bip122","reference":"000000000019d6689c085ae165831e93"},"assetName":{"namespace":"slip44","reference":"0"}}
AssetType lip9:9ee11e9df416b18b/slip44:134
  {"chainId":{"namespace":"lip9","reference":"9ee11e9df416b18b"},"assetName":{"namespace":"slip44","reference":"134"}}
AssetType eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f
  {"chainId":{"namespace":"eip155","reference":"1"},"assetName":{"namespace":"erc20","reference":"0x6b175474e89094c44da98b954eedeac495271d0f"}}
AssetId eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/771769
  {"chainId":{"namespace":"eip155","reference":"1"},"assetName":{"namespace":"erc721","reference":"0x06012c8cf97BEaD5deAe237070F9587f8E7A266d"},"tokenId":"771769"}
AssetId hedera:mainnet/nft:0.0.55492/12
  {"chainId":{"namespace":"hedera","reference":"mainnet"},"assetName":{"namespace":"nft","reference":"0.0.55492"},"tokenId":"12"}
AccountId hedera:mainnet:0.0.1234567890-zbhlt
  {"chainId":{"namespace":"hedera","reference":"mainnet"},"address":"0.0.1234567890-zbhlt"}
ChainId eip155:1
  {"namespace":"eip155","reference":"1"}
ChainId EIP155:1
  {"namespace":"EIP155","reference":"1"}
SEEN
