import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { Outbox } from "../../../lib/chain/sending/outbox";
import { intentOf } from "../../../lib/chain/sending/send";
import { planMoves } from "../../../lib/recovery/moves";
import { claimOf } from "../../shared/fixture";
import { recovered } from "../../shared/recovery";
import { sign } from "../shared/by-hand";
import { setStage } from "../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

describe("planMoves", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("counts what a killed run has kept and not sent as done, whatever works it is asked about", async () => {
    const { colophon } = await setStage();
    const { recovery, registry, accounts } = await recovered();
    const works = Array.from({ length: 6 }, () => claimOf(accounts.aurora));
    await registry.registerMany(accounts.aurora, works);
    await time.increase(await registry.REVEAL_WINDOW());
    const ids = works.map(({ contentHash }) => BigInt(contentHash));
    const [first, , , fourth, fifth, sixth] = ids;
    const call = await recovery.moveTitles.populateTransaction(accounts.aurora, ids.slice(0, 4));
    const wallet = devWallet("borealis");
    const outbox = new Outbox(folder.at("outbox"), colophon.chainId);
    await outbox.keep({ transaction: await sign(wallet, colophon.provider, call), intent: intentOf(call) });

    const stage = { ...colophon, outboxes: folder.at("outbox") };
    const succession = { account: accounts.aurora.address, successor: wallet.address };
    const asked = [sixth, fourth, fifth, first].flatMap((workId) => workId ?? []);
    const plan = await planMoves(stage, wallet, succession, asked);

    expect(plan).to.deep.equal({ open: [sixth, fifth], done: [fourth, first], refused: [] });
    expect(await registry.balanceOf(wallet.address)).to.equal(4n);
    expect(await outbox.list(wallet.address)).to.deep.equal([]);
  });
});
