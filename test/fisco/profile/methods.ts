/**
 * What a method does:
 * - real: the chain answers, with the rules of `profile.ts`
 * - answer: always this, whatever was asked
 * - absent: the node knows the name and has nothing behind it
 */
export type Behaviour = "real" | "absent" | { readonly answer: unknown };

const real = "real";
const always = (answer: unknown): Behaviour => ({ answer });

/** All methods of the Web3 RPC of FISCO BCOS 3.9 and later. What is not here is not found. */
export const METHODS: Readonly<Record<string, Behaviour>> = {
  web3_clientVersion: real,
  web3_sha3: real,
  net_version: real,
  net_listening: always(true),
  net_peerCount: real,
  eth_protocolVersion: "absent",
  eth_syncing: real,
  eth_coinbase: real,
  eth_chainId: real,
  eth_mining: always(false),
  eth_hashrate: always("0x0"),
  eth_gasPrice: real,
  eth_maxPriorityFeePerGas: always("0x0"),
  eth_accounts: always([]),
  eth_blockNumber: real,
  eth_getBalance: real,
  eth_getStorageAt: real,
  eth_getTransactionCount: real,
  eth_getBlockTransactionCountByHash: real,
  eth_getBlockTransactionCountByNumber: real,
  eth_getUncleCountByBlockHash: always("0x0"),
  eth_getUncleCountByBlockNumber: always("0x0"),
  eth_getCode: real,
  // These three sign nothing and send nothing, and say that they did.
  eth_sign: always("0x00"),
  eth_signTransaction: always("0x00"),
  eth_sendTransaction: always(`0x${"00".repeat(32)}`),
  eth_sendRawTransaction: real,
  eth_call: real,
  eth_estimateGas: real,
  eth_getBlockByHash: real,
  eth_getBlockByNumber: real,
  eth_getTransactionByHash: real,
  eth_getTransactionByBlockHashAndIndex: real,
  eth_getTransactionByBlockNumberAndIndex: real,
  eth_getTransactionReceipt: real,
  // The word, not the value.
  eth_getUncleByBlockHashAndIndex: always("null"),
  eth_getUncleByBlockNumberAndIndex: always("null"),
  eth_newFilter: real,
  eth_newBlockFilter: real,
  eth_newPendingTransactionFilter: real,
  eth_uninstallFilter: real,
  eth_getFilterChanges: real,
  eth_getFilterLogs: real,
  eth_getLogs: real,
};
