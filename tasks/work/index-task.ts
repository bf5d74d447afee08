import { Catalogue } from "../../lib/catalogue/catalogue";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { fields } from "../shared/print/output";

addJson(workScope.task("index", "Makes the catalogue of all works anew from the records and batch files")).setAction(
  action(async () => {
    const catalogue = await Catalogue.rebuild(home());
    try {
      const result = { works: catalogue.size, unreadable: catalogue.unreadable };
      const left = result.unreadable.map(({ path, problem }) => `${path}: ${problem}`);
      const text = fields([
        ["Catalogued", countOf(result.works, "work")],
        ["Left out", left.length === 0 ? undefined : left],
      ]);
      return { result, text };
    } finally {
      catalogue.close();
    }
  }),
);
