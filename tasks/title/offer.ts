import { eventOf } from "../../lib/chain/contracts/colophon";
import { requireMayHold, requireMayOffer } from "../../lib/chain/contracts/may-register";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { hashFile } from "../../lib/hashing/hash-file";
import { formatWorkId } from "../../lib/hashing/work-id";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork } from "../shared/command/params";
import { parseMoment } from "../shared/command/parse";
import { titleScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { claimFirst } from "../shared/open/claim-first";
import { open } from "../shared/open/open";
import { assertThere } from "../shared/open/work-args";
import { type WorksArgs, worksNamed } from "../shared/open/work-list";
import { fields } from "../shared/print/output";
import { offerMany } from "./many/offer";

interface Args extends WorksArgs {
  readonly to: string;
  readonly deed: string;
  readonly until: string;
  readonly account?: string;
}

const definition = titleScope
  .task("offer", "Offers a title with a deed, or many with one; they move when the other side accepts")
  .addOptionalParam(
    "from",
    "Offers many: a list with the path of a file or the id of a work on each line",
    undefined,
    types.string,
  )
  .addParam("to", "Who may accept: an address or the name of an account", undefined, types.string)
  .addParam("deed", "The file with the deed, the legal instrument of the assignment", undefined, types.string)
  .addOptionalParam("until", "When the offer ends: 2027-12-31, a date-time, or days from now", "30d", types.string);

addJson(addAccount(addWork(definition))).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const { from } = args;
    const works = await worksNamed(args);
    await assertThere(args.deed);
    const colophon = await open(hre);
    const until = parseMoment(args.until, "--until", await chainTime(colophon.provider));
    const to = await addressOf(colophon.chainId, args.to, "--to");
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    await requireMayOffer(colophon, wallet.address);
    await requireMayHold(colophon, to);
    const { contentHash: deedHash } = await hashFile(args.deed);
    const workIds = await works.ids();
    await works.withPlaces(async () => {
      for (const each of workIds) await claimFirst(colophon, wallet, each);
    });

    const [workId] = workIds;
    if (from !== undefined || workId === undefined) {
      const offers = { workIds, to, deedHash, until, typedUntil: args.until };
      return works.withPlaces(() => offerMany(colophon, wallet, offers));
    }

    const call = colophon.registry.offerTitle.populateTransaction(workId, to, deedHash, until);
    // The end may count from now: a run that was killed has sent another one.
    const intent = ["offer", workId, to, deedHash, args.until].join(" ");
    const receipt = await write(colophon, wallet, call, { intent });
    const expiresAt = Number(eventOf(receipt, colophon.registry, "TitleOffered")["expiresAt"]);

    const work = formatWorkId(workId);
    await followUp(colophon, [{ contentHash: work }]);
    const result = { work, from: wallet.address, to, deedHash, expiresAt, transactionHash: receipt.hash };
    const text = fields([
      ["Offered", work],
      ["To", to],
      ["Deed", deedHash],
      ["Until", formatTime(expiresAt)],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
