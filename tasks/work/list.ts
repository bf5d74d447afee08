import { home } from "../../lib/env";
import { action } from "../shared/action";
import { addJson } from "../shared/definitions";
import { workScope } from "../shared/scopes";

const HASH_SHOWN = 18;

addJson(workScope.task("list", "Lists the works in this store's records, with their state on chain")).setAction(
  action(async (_args: object, hre, { formatTime, open, readTitle, table }) => {
    const { listRecords } = await import("../../lib/store/records");
    const { shelfOf } = await import("../../lib/works/shelf");
    const colophon = await open(hre);
    const records = await listRecords(shelfOf(colophon, home()));

    const result = [];
    for (const record of records) {
      result.push({ record, title: await readTitle(colophon, BigInt(record.claim.contentHash)) });
    }

    const rows = result.map(({ record, title }) => [
      formatTime(record.registration.registeredAt),
      `${record.claim.contentHash.slice(0, HASH_SHOWN)}…`,
      record.file.name,
      record.title,
      title?.status ?? "NOT REGISTERED",
      title === undefined ? "" : title.owner === record.claim.owner ? "yes" : `now ${title.owner}`,
    ]);
    const head = ["Registered at", "Work", "File", "Title", "Status", "Still the owner's"];
    return { result, text: rows.length === 0 ? "The store has no records for this network" : table(head, rows) };
  }),
);
