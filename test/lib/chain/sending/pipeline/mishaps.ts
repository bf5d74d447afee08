import { expect } from "chai";

import { DEV_CHAIN_ID } from "../../../../../lib/chain/development/dev-accounts";
import { signLegacy } from "../../../../../lib/chain/sending/legacy-transaction";
import { type JournalEntry, runPipeline } from "../../../../../lib/chain/sending/pipeline";
import { callsOf, type PipelineStage, sentHashes } from "./stage";

const FOREIGN_PRICE = 5n * 10n ** 9n;
const killed = new Error("killed");

/** Runs until the journal has so many calls on disk, and no further. */
export async function killBeforeSending(stage: PipelineStage, count: number): Promise<void> {
  const { wallet, provider, journal, node } = stage;
  const dying = {
    entries: () => journal.entries(),
    add: (entries: readonly JournalEntry[]): void => {
      journal.add(entries);
      throw killed;
    },
  };
  const options = { inFlight: count, onReceipts: journal.settle };
  await expect(runPipeline(wallet, provider, dying, callsOf(1, count), options)).to.be.rejectedWith(killed);
  expect(sentHashes(node)).to.deep.equal([]);
}

/** Sends a transaction of the same account that is not the pipeline's. */
export async function sendForeign({ wallet, chain }: PipelineStage, nonce: number): Promise<void> {
  const fields = { chainId: BigInt(DEV_CHAIN_ID), nonce, gasPrice: FOREIGN_PRICE, gasLimit: 21_000n };
  const { raw } = signLegacy(wallet, { to: wallet.address, data: "0x", ...fields });
  await chain("eth_sendRawTransaction", raw);
}
