import { allSigned, readCheckpoints } from "../../lib/certificates/checkpoints";
import { requireRegistered } from "../../lib/certificates/members/second-keys-of";
import { signAll } from "../../lib/certificates/members/sign";
import { readTitle } from "../../lib/chain/contracts/title";
import { hasSeat } from "../../lib/committee/members";
import { identitiesOf } from "../../lib/identity/registry";
import { saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { parseWithin } from "../shared/command/parse";
import { checkpointScope } from "../shared/command/scopes";
import { findSitting } from "../shared/open/committee";
import { addSecondKey, memberSigner } from "../shared/open/member";
import { findModuleOf, open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields, table, whole } from "../shared/print/output";
import { whileShown } from "../shared/print/progress";

interface Args extends WorkArgs {
  readonly checkpoints?: string;
  readonly out: string;
  readonly account?: string;
  readonly secondKey?: string;
  readonly block?: number;
}

const ATTESTED =
  "This chain gives no proofs: what is signed is the work's history, and a certificate of it rests on your word.";

const UNTITLED =
  "Your node has no title of this work: what is signed proves that nobody had one by then. If others see one, your node is behind.";

/** It is signed all the same: the committee of an earlier block, or somebody's trust file, may have the account. */
const withoutSeat = (address: string): string =>
  `The account ${address} has no seat in the committee now: its signature counts only for those whose trust file names it.`;

const definition = checkpointScope
  .task("sign", "Vouches for blocks as this node has them: those of a work, or those that others have signed")
  .addOptionalParam(
    "checkpoints",
    "What others have signed: the same blocks, and their signatures",
    undefined,
    types.string,
  )
  .addOptionalParam("block", "The number of a block, whatever is in it", undefined, types.int)
  .addParam("out", "The file to write, which is not there yet", undefined, types.string);

addJson(addSecondKey(addAccount(addWork(definition)))).setAction(
  action(async ({ checkpoints: others, out, account, secondKey, block, ...work }: Args, hre) => {
    parseWithin(block, "--block", 0);
    const colophon = await open(hre);
    const signed =
      others === undefined ? undefined : await whileShown((show) => readCheckpoints(others, colophon, show));
    const isOfWork = signed === undefined ? block === undefined : work.file !== undefined || work.work !== undefined;
    const idOf = isOfWork ? await workMeant(work) : undefined;
    const member = await memberSigner(colophon.chainId, account, secondKey);
    const sitting = await findSitting(hre, colophon);
    if (sitting !== undefined && !(await hasSeat(sitting, member.address))) console.error(withoutSeat(member.address));
    const identities = await findModuleOf(hre, "IdentityRegistry");
    if (identities !== undefined) await requireRegistered(identitiesOf(colophon, identities), member);
    const works = idOf === undefined ? [] : [await idOf()];

    const result = await signAll(colophon, member, signed, { works, blocks: block === undefined ? [] : [block] });
    await saveNew(out, result);
    const titles = await Promise.all(works.map(async (workId) => readTitle(colophon, workId)));

    const head = fields([
      ["Signed by", member.address],
      ["File", whole(out)],
    ]);
    const rows = allSigned(result).map(({ blockNumber, blockHash, members }) => [
      blockNumber,
      blockHash,
      members.length,
    ]);
    const notes = [
      ...(result.histories === undefined ? [] : [ATTESTED]),
      ...(titles.includes(undefined) ? [UNTITLED] : []),
    ];
    return { result, text: [head, table(["Block", "Hash", "Signatures"], rows), ...notes].join("\n\n") };
  }),
);
