import { expect } from "chai";

import { lockNetwork } from "../../../scripts/consortium/lock";
import { refusalOf } from "../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";

describe("lockNetwork", () => {
  let temporary: TemporaryFolder;
  beforeEach(async () => {
    temporary = await temporaryFolder();
  });
  afterEach(() => temporary.remove());

  it("lets one at a time make, start or wipe a network, and the next one once it is released", async () => {
    const folder = temporary.at("home/consortium");
    const release = await lockNetwork(folder);

    const refusal = await refusalOf(() => lockNetwork(folder));
    expect(refusal.message).to.equal("Another command is just starting or wiping this network");
    expect(refusal.advice).to.equal("Wait until it has ended; to see how far it is: npm run consortium -- status");

    release();
    (await lockNetwork(folder))();
  });
});
