import { write } from "../../lib/chain/sending/write";
import { noteNewest } from "../../lib/credentials/issuing/given-entries";
import { signList } from "../../lib/credentials/issuing/list-token";
import { kindNumber } from "../../lib/credentials/issuing/registry";
import type { StatusList } from "../../lib/credentials/issuing/status-list";
import { listIdOf, parseList } from "../../lib/credentials/names";
import { home } from "../../lib/env";
import { hashBytes } from "../../lib/hashing/hash-bytes";
import { FOR_ALL, requireNew, saveNewFile } from "../../lib/store/save-new";
import type { Fields } from "../shared/print/output";
import { whole } from "../shared/print/output";
import type { OpenIssuer } from "./open-credentials";

/** A state of a list that is on the chain. */
interface Published {
  readonly statusList: string;
  readonly out: string;
  readonly listHash: string;
  readonly transactionHash: string;
}

/**
 * Signs a state of a list into a file, then brings its hash to the chain: a run that is killed between leaves the chain as it was.
 * @param uri the list's name, as credentials have it. @param issuedAt Unix seconds
 * @throws ColophonError where the file is there already, or the chain refuses
 */
export async function publishList(
  { credentials, wallet, address, issuer }: OpenIssuer,
  { uri, list, out, issuedAt }: { uri: string; list: StatusList; out: string; issuedAt: number },
): Promise<Published> {
  await requireNew(out);
  const token = await signList(issuer, uri, list, issuedAt);
  const listHash = hashBytes(token);
  const { kind, bits, size } = list.shape;
  const { name } = parseList(uri);
  const call = credentials.registry.updateStatusList.populateTransaction(
    ...([address, listIdOf(name), kindNumber(kind), bits, size, listHash] as const),
  );
  // Whoever checks a credential needs it, and it names nobody.
  await saveNewFile(out, token, FOR_ALL);
  const { hash: transactionHash } = await write(credentials.identities.colophon, wallet, call);
  await noteNewest(home(), uri, out);
  return { statusList: uri, out, listHash, transactionHash };
}

/** What is shown of it. */
export function publishedFields({ statusList, out, listHash, transactionHash }: Published): Fields {
  return [
    ["Status list", whole(statusList)],
    ["Written to", whole(out)],
    ["SHA-256", listHash],
    ["Transaction", transactionHash],
  ];
}
