import { expect } from "chai";

import { ROLES } from "../../../lib/chain/contracts/roles";
import { kindsOf } from "../../../lib/chain/contracts/scope";
import { readTitle } from "../../../lib/chain/contracts/title";
import { chainTime } from "../../../lib/chain/rpc/time";
import { readMembers } from "../../../lib/committee/members";
import { DAY } from "../../shared/fixture";
import { Consortium, type Institution } from "./institutions";

/** What the embedded chain's committee votes by, in seconds: docs/committee.md. */
const VOTING_PERIOD = 45;
const EXECUTION_DELAY = 5;
const NOT_SO = 3;

describe("A day in the life of five institutions", function () {
  this.timeout(600_000);
  let consortium: Consortium;
  before(async () => {
    consortium = await Consortium.gather();
  });
  after(() => consortium.disperse());

  /** Puts something to the vote, has four members vote yes and one no, and executes it. */
  async function decide(motion: string, yes: readonly Institution[], no: Institution): Promise<readonly string[]> {
    const [proposer, executor] = yes as [Institution, Institution];
    const proposed = await proposer.does<{ proposal: number; described: string[] }>(`committee propose ${motion}`);
    const { proposal, described } = proposed;
    await consortium.passTime(1);
    await Promise.all(yes.map((each) => each.does(`committee vote --proposal ${proposal} --vote yes`)));
    await no.does(`committee vote --proposal ${proposal} --vote no`);
    await consortium.passTime(VOTING_PERIOD + EXECUTION_DELAY + 1);
    await executor.does(`committee execute --proposal ${proposal}`);
    return described;
  }

  it("goes from the first vote to the end of an accreditor, and every work stays verified", async () => {
    const { institutions, reading } = consortium;
    const { press, court, society, university, bank, archive } = institutions;
    const { colophon, sitting, recovery } = reading;
    const { manager, parties, registry, provider, deployment } = colophon;
    const isAdmin = async (account: string): Promise<boolean> => (await manager.hasRole(ROLES.ADMIN, account))[0];
    const membersNow = async (): Promise<string[]> => (await readMembers(sitting)).members.map(({ member }) => member);

    const four = [court, society, university, bank];

    // The committee accepts, and whoever deployed keeps nothing.
    const five = [press, court, society, university, bank].map(({ address }) => address);
    expect(await membersNow()).to.deep.equal(five);
    await decide("--what accept", four, press);
    expect(await isAdmin(await sitting.committee.getAddress())).to.equal(true);
    expect(await isAdmin(deployment.AccessManager.receipt.from)).to.equal(false);

    // A sixth member.
    await decide(`--what admit --party ${archive.address}`, four, press);
    expect(await membersNow()).to.have.members([...five, archive.address]);

    // An accreditor for a year, and a court that may order.
    await decide(`--what accreditor --party ${society.address} --until 365d --scope publisher`, four, press);
    const { validUntil, scope } = await parties.accreditorOf(society.address);
    expect(kindsOf(scope)).to.deep.equal(["publisher"]);
    expect(Number(validUntil) - (await chainTime(provider))).to.be.within(364 * DAY, 365 * DAY);
    await decide(`--what adjudicator --party ${court.address}`, four, press);
    expect((await manager.hasRole(ROLES.ADJUDICATOR, court.address))[0]).to.equal(true);

    // Nobody is accredited without its own signature.
    const unasked = await society.tries(`party accredit --party ${press.address}`);
    expect([unasked.code, await parties.isAccredited(press.address)]).to.deep.equal([1, false]);
    async function accredited(account: string, address: string): Promise<void> {
      const application = press.writes(`${account}.txt`, "").path.replace(/txt$/, "json");
      await press.does(`party apply --accreditor ${society.address} --account ${account} --out ${application}`);
      await society.does(`party accredit --application ${application}`);
      expect(await parties.isAccredited(address)).to.equal(true);
    }
    await accredited("key", press.address);

    // It names guardians and registers two works.
    const guardians = [court, university, bank].map(({ address }) => address);
    await press.does(`recovery guardians --guardians ${guardians.join(",")} --threshold 2 --delay 2d --account key`);
    expect([...(await recovery.guardiansOf(press.address)).guardians]).to.have.members(guardians);
    const works = ["almanac", "atlas"].map((name) => press.writes(`${name}.txt`, `The ${name} of the harbour\n`));
    for (const { path } of works) await press.does(`work register --file ${path} --title Harbour --account key`);
    const ownersOf = async (): Promise<string[]> => Promise.all(works.map(({ hash }) => registry.ownerOf(hash)));
    expect(await ownersOf()).to.deep.equal([press.address, press.address]);
    const registered = await Promise.all(works.map(async ({ hash }) => readTitle(colophon, BigInt(hash))));

    // It loses its key, and two guardians of three give it a successor.
    press.loseKey();
    const lost = await press.tries("work amend --file almanac.txt --title Lost --account key");
    expect(lost.code).to.equal(2);
    const successor = await press.makeKey("second");
    await consortium.fund(successor);
    await accredited("second", successor);
    await university.does(`recovery approve --lost ${press.address} --to ${successor}`);
    await bank.does(`recovery approve --lost ${press.address} --to ${successor}`);
    const tooEarly = await press.tries(`recovery execute --lost ${press.address} --account second --yes`);
    expect([tooEarly.code, await recovery.successorOf(press.address)]).to.deep.equal([1, `0x${"0".repeat(40)}`]);
    await consortium.passTime(2 * DAY);
    await press.does(`recovery execute --lost ${press.address} --account second --yes`);
    expect(await recovery.successorOf(press.address)).to.equal(successor);
    await press.does(`recovery move --lost ${press.address} --account second`);
    expect(await ownersOf()).to.deep.equal([successor, successor]);

    // A court holds one of the titles.
    const [held = works[0], free] = works;
    const order = court.writes("order.txt", "The title of the almanac is held.\n");
    await court.does(`order hold --work ${held?.hash} --order ${order.path}`);
    const orders = await university.does<{ orders: { orderHash: string }[] }>(`order list --work ${held?.hash}`);
    expect(orders.orders.map(({ orderHash }) => orderHash)).to.deep.equal([order.hash]);
    const statuses = await Promise.all([held, free].map(async (each) => readTitle(colophon, BigInt(each?.hash ?? 0))));
    expect(statuses.map((title) => title?.status)).to.deep.equal(["held", "in force"]);

    // The committee dismisses the accreditor, and with it ends what it accredited. The press lost its seat's key, too.
    const others = [court, university, bank, archive];
    const described = await decide(`--what dismiss-accreditor --party ${society.address}`, others, society);
    expect(described[0]).to.equal(`Dismisses the accreditor ${society.address} and ends all that it accredited`);
    expect(await parties.isAccredited(successor)).to.equal(false);
    const late = press.writes("late.txt", "Too late\n");
    const refused = await press.tries(`work register --file ${late.path} --title Late --account second`);
    expect([refused.code, await readTitle(colophon, BigInt(late.hash))]).to.deep.equal([1, undefined]);
    const unappointed = await society.tries(`party suspend --party ${successor}`);
    expect(unappointed.code).to.equal(1);

    // Whoever has the file finds each work as it was registered: with its date, and its owner of now.
    for (const [index, { path }] of works.entries()) {
      const said = await archive.does<{ verified: boolean; since: { time: number }; title: { owner: string } }>(
        `work verify --file ${path}`,
      );
      expect([said.verified, said.since.time]).to.deep.equal([true, registered[index]?.registeredAt]);
      expect(said.title.owner).to.equal(successor);
    }
    expect((await archive.tries(`work verify --file ${late.path}`)).code).to.equal(NOT_SO);
  });
});
