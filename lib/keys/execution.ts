import { KEY_ACCOUNT } from "../chain/contracts/artifacts";
import { type HistoryEvent, walkBack } from "../history/walk";
import { keyAccountAt, type OpenKeys } from "./accounts";
import { type KeyRequest, requestDigest } from "./request";

const EVENT = "KeyAccountExecuted";

/** What became of a request: `open` can be sent, `out of turn` is not the next of its account, and was not carried out. */
export type RequestState =
  | { readonly state: "open" | "expired" }
  | { readonly state: "out of turn"; readonly next: number }
  | { readonly state: "done"; readonly execution: HistoryEvent };

/** What became of a request. @param now the chain's time in Unix seconds */
export async function stateOfRequest(keys: OpenKeys, request: KeyRequest, now: number): Promise<RequestState> {
  const execution = await findExecution(keys, request);
  if (execution !== undefined) return { state: "done", execution };
  const next = Number(await keyAccountAt(keys.colophon, request.account).nonce());
  if (next !== request.nonce) return { state: "out of turn", next };
  return { state: request.deadline < now ? "expired" : "open" };
}

/**
 * The event by which a request was carried out, found by walking back through the account's; undefined where it was not.
 * @throws ColophonError where the node lacks logs
 */
export async function findExecution({ colophon }: OpenKeys, request: KeyRequest): Promise<HistoryEvent | undefined> {
  const { account, nonce } = request;
  const isOfNumber = (event: HistoryEvent["event"]): boolean => Number(event.args["nonce"]) <= nonce;
  const events = await walkBack(colophon.provider, {
    ...{ address: account, contract: KEY_ACCOUNT.contract, events: [EVENT], isEnough: isOfNumber },
    newestBlock: Number(await keyAccountAt(colophon, account).executedAtBlock()),
  });
  const digest = requestDigest(request);
  return events.find(({ event }) => event.args["digest"] === digest);
}
