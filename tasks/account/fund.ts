import { formatEther, parseEther, toQuantity } from "ethers";

import { DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import { ColophonError } from "../../lib/errors";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { accountScope } from "../shared/command/scopes";
import { addressOf } from "../shared/open/accounts";
import { openProvider } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args {
  readonly account: string;
}

const GIVEN = parseEther("100");

const definition = accountScope
  .task("fund", "Gives an account money on the embedded chain, where it costs nothing")
  .addParam("account", "Its name, or its address", undefined, types.string);

addJson(definition).setAction(
  action(async ({ account }: Args, hre) => {
    const { chainId } = hre.network.config;
    if (chainId !== DEV_CHAIN_ID) {
      throw new ColophonError(`The network "${hre.network.name}" is not the embedded chain: nobody makes money there`, {
        code: "NotTheEmbeddedChain",
        advice: "Ask the network's operator to fund the account. Where gas is free it needs nothing.",
        exitCode: 2,
      });
    }
    const address = await addressOf(BigInt(chainId), account, "--account");
    const provider = await openProvider(hre, chainId);
    const balance = (await provider.getBalance(address)) + GIVEN;
    // anvil and Hardhat both have it by this name.
    await provider.send("hardhat_setBalance", [address, toQuantity(balance)]);

    const result = { address, balanceWei: balance.toString() };
    return {
      result,
      text: fields([
        ["Funded", address],
        ["Balance", formatEther(balance)],
      ]),
    };
  }),
);
