import { measureCatalogue } from "./desk/catalogue";
import { measureReconcile } from "./desk/reconcile";
import { measureSecondDay } from "./desk/second-day";
import { measureStatusList } from "./desk/status-list";
import { measureVerify } from "./desk/verify";
import type { Part } from "./shared/row";

/** The desk of a publisher with a million works: finding them, and verifying many files. */
export const desk: Part = {
  name: "desk",
  comparison:
    "`desk.rebuild`: the catalogue of a million anchored works made from their batch files, with every field and an index " +
    "that finds Chinese words within a sentence, beside SQLite's FTS5 with unicode61 over the titles alone. `desk.search`: " +
    "the slowest of twelve searches, one page of each, from one match to nearly half of the works, some of them filtered or sorted, " +
    "beside SQLite's LIKE over the titles alone; `desk.list`: the slowest first page of all works, by time, title, path or size; " +
    "`desk.states`: how many works are in each state, as `status` tells it; `desk.update`: opening the catalogue after a batch of 1,000 works. `--row desk.rebuild.100000` measures 100,000. " +
    "`desk.verify`: 10,000 files of 64 KiB of an anchored batch proven against a chain, beside openssl, which only hashes them. " +
    "`desk.second-day`: 100,000 files of 4 KiB that were anchored and have not changed, registered once more, beside the first day; " +
    "both bring the catalogue up to date. `desk.reconcile`: a publisher's SQLite file of a million anchored works compared with " +
    "the chain, 1,000 planted differences found. `desk.status-list`: a list of a million credentials' statuses built and packed, and one " +
    "entry of the packed list checked, beside the library @sd-jwt/jwt-status-list by turns.",
  measure: async (request) => [
    ...(await measureCatalogue(request)),
    ...(request.wants("desk.second-day") ? await measureSecondDay() : []),
    ...(request.wants("desk.reconcile") ? await measureReconcile() : []),
    ...(request.wants("desk.status-list") ? measureStatusList() : []),
    ...(request.wants("desk.verify") ? await measureVerify() : []),
  ],
};
