import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { scopeOf } from "../../../lib/chain/contracts/scope";
import { listAppointments, readAccreditor } from "../../../lib/parties/accreditors";
import { DAY } from "../../shared/fixture";
import { setStage } from "../shared/stage";

describe("readAccreditor and listAppointments", () => {
  it("tell every appointment, and how it stands", async () => {
    const { colophon, parties, accounts } = await setStage();
    const { deployer, guardian, stranger, adjudicator } = accounts;
    const asAdmin = parties.connect(deployer);
    const end = (await time.latest()) + DAY;
    await asAdmin.appointAccreditor(guardian, end, scopeOf(["notary"]));
    await asAdmin.appointAccreditor(stranger, end, scopeOf(["publisher", "adjudicator"]));
    await asAdmin.dismissAccreditor(stranger, ZeroHash);
    const dismissedAt = await time.latest();
    await asAdmin.appointAccreditor(stranger, end + 9 * DAY, scopeOf(["publisher"]));
    await time.increaseTo(end);

    const [, ...appointments] = await listAppointments(colophon);

    const ended = { accreditor: guardian.address, scope: ["notary"], validUntil: end, status: "ended" };
    const newest = { accreditor: stranger.address, scope: ["publisher"], validUntil: end + 9 * DAY };
    expect(appointments).to.deep.equal([
      ended,
      {
        ...{ accreditor: stranger.address, scope: ["publisher", "adjudicator"] },
        ...{ validUntil: dismissedAt, status: "dismissed" },
      },
      { ...newest, status: "appointed" },
    ]);
    expect(await readAccreditor(colophon, guardian.address)).to.deep.equal(ended);
    expect(await readAccreditor(colophon, stranger.address)).to.deep.equal({ ...newest, status: "appointed" });
    expect(await readAccreditor(colophon, adjudicator.address)).to.equal(undefined);
  });
});
