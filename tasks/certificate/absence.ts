import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { addWrite, type WriteArgs, writeCertificate } from "./write";

const definition = certificateScope.task(
  "absence",
  "Writes into one file that nobody has registered a work, with the proof",
);

addJson(addWork(addWrite(definition))).setAction(
  action(async (args: WorkArgs & WriteArgs, hre) => {
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    return writeCertificate(colophon, args, { workId: await idOf(), untitled: {} });
  }),
);
