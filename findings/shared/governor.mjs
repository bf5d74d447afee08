// A development chain with a governor of OpenZeppelin's in which everybody has one vote.
import { readFileSync } from "node:fs";

import { ContractFactory, id, JsonRpcProvider } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const STATES = ["Pending", "Active", "Canceled", "Defeated", "Succeeded", "Queued", "Expired", "Executed"];
const SOURCE = `
pragma solidity 0.8.30;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";

contract Plain is Governor, GovernorCountingSimple {
    constructor() Governor("plain") {}

    function votingDelay() public pure override returns (uint256) { return 1; }
    function votingPeriod() public pure override returns (uint256) { return 10; }
    function quorum(uint256) public pure override returns (uint256) { return 1; }
    function clock() public view override returns (uint48) { return uint48(block.number); }
    function CLOCK_MODE() public pure override returns (string memory) { return "mode=blocknumber&from=default"; }
    function _getVotes(address, uint256, bytes memory) internal pure override returns (uint256) { return 1; }
}
`;

function compile(more) {
  const settings = {
    optimizer: { enabled: true, runs: 1 },
    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
  };
  const sources = { "governors.sol": { content: SOURCE + more } };
  const find = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
  const output = solc.compile(JSON.stringify({ language: "Solidity", sources, settings }), { import: find });
  return JSON.parse(output).contracts["governors.sol"];
}

/** Runs `use` for each of the contracts named, which are Plain or in the source `more`. `send` gives "done" or the error's name. */
export const withGovernors = (names, more, use) =>
  withAnvil([], async (ask, { url }) => {
    const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
    const accounts = await Promise.all([0, 1].map((index) => provider.getSigner(index)));
    const contracts = compile(more);
    for (const name of names) {
      const { abi, evm } = contracts[name];
      const governor = await new ContractFactory(abi, evm.bytecode.object, accounts[0]).deploy();
      const send = async (by, method, ...values) => {
        try {
          await (await governor.connect(by)[method](...values)).wait();
          return "done";
        } catch (error) {
          return governor.interface.parseError(error.data).name;
        }
      };
      const state = async (proposal) => STATES[await governor.state(proposal)];
      const vote = async (by, proposal, support) => {
        await ask("anvil_mine", ["0x2"]);
        await send(by, "castVote", proposal, support);
        await ask("anvil_mine", ["0x10"]);
      };
      const proposalOf = (calls, text) => governor.hashProposal(...calls, id(text));
      await use({ name, accounts, send, state, vote, proposalOf });
    }
    provider.destroy();
  });
