import { contractsAmong } from "../../lib/certificates/members/contracts-among";
import { withSecondKeys } from "../../lib/certificates/members/second-keys-of";
import { type Named, namedBy, trustNamed } from "../../lib/certificates/members/trust-of-chain";
import { readTrust, type Trust } from "../../lib/certificates/trust";
import { termsOf } from "../../lib/certificates/trust/terms";
import { signNewest, withChange } from "../../lib/certificates/trust/update";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { blockTime } from "../../lib/chain/rpc/time";
import { readMembers } from "../../lib/committee/members";
import { ColophonError } from "../../lib/errors";
import { identitiesOf } from "../../lib/identity/registry";
import { FOR_ALL, saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import type { CommandContext } from "../shared/command/context";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { parseWithin } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { findSitting } from "../shared/open/committee";
import { addSecondKey, memberSigner } from "../shared/open/member";
import { findModuleOf, open } from "../shared/open/open";
import { fields, table, whole } from "../shared/print/output";

interface Args {
  readonly out: string;
  readonly trust?: string;
  readonly block?: number;
  readonly threshold?: number;
  readonly account?: string;
  readonly secondKey?: string;
  readonly secondSignature: boolean;
}

const definition = certificateScope
  .task("trust", "Writes whom the chain names as members and validators, or how they changed since")
  .addParam("out", "The file to write, which is not there yet", undefined, types.string)
  .addOptionalParam(
    "trust",
    "The trust file so far: adds how they changed since, and signs it",
    undefined,
    types.string,
  )
  .addOptionalParam("block", "As of which block (else the newest)", undefined, types.int)
  .addOptionalParam("threshold", "How many members it takes; else more than half", undefined, types.int)
  .addFlag("secondSignature", "Members count only where their post-quantum keys have signed as well");

addJson(addSecondKey(addAccount(definition))).setAction(
  action(async ({ out, trust: soFar, block, threshold, account, secondKey, secondSignature }: Args, hre) => {
    parseWithin(block, "--block", 0);
    const before = soFar === undefined ? undefined : await readTrust(soFar);
    const colophon = await open(hre);
    const named = await namedAt(hre, colophon, block);
    const from = block ?? (await colophon.provider.getBlockNumber());

    const changed = before && withChange(before, { ...named, threshold, secondSignature, from });
    const hasNews = changed !== before || changed?.changes !== undefined;
    const result =
      changed === undefined
        ? await trustNamed(colophon, named, { threshold, secondSignature })
        : account !== undefined && hasNews
          ? await signNewest(changed, await memberSigner(colophon.chainId, account, secondKey))
          : changed;
    await saveNew(out, result, FOR_ALL);

    const { members, validators } = result.changes?.at(-1) ?? result;
    const asked = members?.keys ?? named.withoutKey ?? [];
    const contracts = await contractsAmong(colophon, asked);
    const head = fields([
      ["Trust", whole(out)],
      ["Registry", `${result.registry.address} on the chain ${result.registry.chainId}`],
      ["Members", members && `${members.threshold} of ${members.keys.length}`],
      ["Cannot sign", cannotSign(contracts, asked.length)],
      ["Since block", result.changes?.at(-1)?.from],
      ["But", await caveatOf(result)],
    ]);
    const rows = [...(members?.keys ?? []), ...(validators ?? [])].map((each) => [each.name, each.address]);
    return { result, text: `${head}\n\n${table(["Who", "Address"], rows)}` };
  }),
);

async function namedAt(hre: CommandContext, colophon: Colophon, block: number | undefined): Promise<Named> {
  const sitting = await findSitting(hre, colophon);
  const time = block === undefined ? undefined : await blockTime(colophon.provider, block);
  const members = sitting === undefined ? [] : (await readMembers(sitting, time)).members.map(({ member }) => member);
  const named = await namedBy(colophon, members, block);
  const identities = await findModuleOf(hre, "IdentityRegistry");
  if (identities === undefined || named.members === undefined) return named;
  return { ...named, members: await withSecondKeys(identitiesOf(colophon, identities), named.members, block) };
}

/** Who never adds a signature to those that it takes; undefined where everybody may. */
function cannotSign(contracts: readonly { readonly name: string }[], members: number): string | undefined {
  if (contracts.length === 0) return undefined;
  const names = contracts.map(({ name }) => name).join(", ");
  return `${names}: a contract has no key; ${members - contracts.length} of ${members} can`;
}

/** What is to be done before a file is relied on; undefined where nothing is. */
async function caveatOf(trust: Trust): Promise<string | undefined> {
  if (trust.changes === undefined) return "a node named them: compare them with what the consortium publishes";
  try {
    await termsOf(trust);
    return undefined;
  } catch (error) {
    if (error instanceof ColophonError) return `it does not count yet: ${error.message}`;
    throw error;
  }
}
