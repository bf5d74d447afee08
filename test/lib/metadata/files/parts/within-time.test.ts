import { expect } from "chai";

import { withinTime } from "../../../../../lib/metadata/files/parts/within-time";

describe("withinTime", () => {
  it("gives up work that does not end", async () => {
    const never = new Promise<void>(() => undefined);

    const said = await withinTime(never, 10).catch((error: Error) => error.message);

    expect(said).to.equal("it took longer than 0.01 s");
  });

  it("passes on what the work throws", async () => {
    const said = await withinTime(Promise.reject(new Error("damaged")), 60_000).catch((error: Error) => error.message);

    expect(said).to.equal("damaged");
  });
});
