import { listNamed, type NamedAccount } from "../lib/accounts/accounts";
import { listBatchFiles } from "../lib/batch/file/shelf";
import { countStates } from "../lib/catalogue/query";
import { Seen } from "../lib/catalogue/seen";
import type { Colophon } from "../lib/chain/contracts/colophon";
import { newestBlock } from "../lib/chain/rpc/time";
import { Outbox } from "../lib/chain/sending/outbox";
import { home } from "../lib/env";
import { ColophonError } from "../lib/errors";
import { type PartyState, readParty } from "../lib/parties/party";
import type { Shelf } from "../lib/store/records";
import { shelfOf } from "../lib/works/home/shelf";
import { openOffers } from "../lib/works/reading/open-offers";
import { action } from "./shared/command/action";
import { addJson } from "./shared/command/params";
import { noScope } from "./shared/command/scopes";
import { type Status, statusText, type Waiting } from "./shared/facts/status-text";
import { bookOf } from "./shared/open/accounts";
import { withCatalogue } from "./shared/open/catalogue";
import { open } from "./shared/open/open";

addJson(
  noScope.task("status", "Says where this home stands: chain, accounts, works, offers, batches, what waits"),
).setAction(
  action(async (_args: object, hre) => {
    const colophon = await open(hre);
    const shelf = shelfOf(colophon, home());
    const { block, time } = await newestBlock(colophon.provider);
    const { sound, odd } = await listNamed(bookOf(colophon.chainId));
    const addresses = sound.flatMap(({ address }) => address ?? []);

    const result: Status = {
      network: colophon.network,
      chainId: Number(colophon.chainId),
      registry: shelf.registry,
      block,
      time,
      accounts: await Promise.all(
        sound.map(async (account) => ({ ...account, party: await partyOf(colophon, account) })),
      ),
      odd,
      works: await withCatalogue((catalogue) => Object.fromEntries(countStates(catalogue, shelf, time))),
      offers: await openOffers(colophon, await offeredBefore(shelf), addresses, time),
      batches: await listBatchFiles(shelf),
      waiting: (await Promise.all(sound.map(async (account) => waitingOf(colophon, account)))).flat(),
    };
    return { result, text: statusText(result) };
  }),
);

async function partyOf(colophon: Colophon, { address }: NamedAccount): Promise<PartyState | undefined> {
  return address === undefined ? undefined : readParty(colophon, address);
}

/** The works that this home has seen on offer. */
async function offeredBefore(shelf: Shelf): Promise<string[]> {
  const seen = await Seen.open(shelf.home);
  try {
    return seen.offers(shelf).map(({ contentHash }) => contentHash);
  } finally {
    seen.close();
  }
}

/** What an account has signed and nobody has seen in a block. An outbox that cannot be read is named in its place. */
async function waitingOf({ outboxes, chainId }: Colophon, { name, address }: NamedAccount): Promise<Waiting[]> {
  if (outboxes === undefined || address === undefined) return [];
  try {
    const kept = await new Outbox(outboxes, chainId).list(address);
    return kept.map(({ transaction: { hash, nonce } }) => ({ account: name, transactionHash: hash, nonce }));
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return [{ account: name, problem: error.message }];
  }
}
