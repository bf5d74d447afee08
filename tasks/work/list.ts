import { readTitle } from "../../lib/chain/contracts/title";
import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { listRecords } from "../../lib/store/records";
import { shelfOf } from "../../lib/works/shelf";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { table, withOdd } from "../shared/print/output";

addJson(workScope.task("list", "Lists the works in this store's records, with their state on chain")).setAction(
  action(async (_args: object, hre) => {
    const colophon = await open(hre);
    const { sound, odd } = await listRecords(shelfOf(colophon, home()));

    const works = [];
    for (const record of sound) {
      works.push({ record, title: await readTitle(colophon, BigInt(record.claim.contentHash)) });
    }

    const rows = works.map(({ record, title }) => [
      formatTime(record.registration.registeredAt),
      record.claim.contentHash,
      record.file.name,
      record.title,
      title?.status ?? "NOT REGISTERED",
      title === undefined ? "" : title.owner === record.claim.owner ? "yes" : `now ${title.owner}`,
    ]);
    const head = ["Registered at", "Work", "File", "Title", "Status", "Still the owner's"];
    const text = rows.length === 0 ? "The store has no records for this network" : table(head, rows);
    return { result: [...works, ...odd], text: withOdd(text, odd) };
  }),
);
