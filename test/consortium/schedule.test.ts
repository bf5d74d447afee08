import { expect } from "chai";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import { write } from "../../lib/chain/sending/write";
import { Random, testSeed } from "../shared/random";
import { someWallet } from "../shared/wallets";
import { type BlockRecord, censusOf, historiesOf, worksOf } from "./census";
import { CarelessClient } from "./schedule/careless-client";
import { type Board, Client, keyOf } from "./schedule/client";
import { judge, type Operation, type Verdict, type Write, writesOf } from "./schedule/ledger";
import { mayhem } from "./schedule/mayhem";
import { type ConsortiumStage, hashOf, sharedStage } from "./stage";

const SECONDS = 180;
const CLIENTS = 8;
const VALIDATORS = [1, 2, 3, 4];
const SYNC_TIMEOUT_MS = 120_000;
const SEEDS = 2 ** 32;
const EVERYWHERE = [1, 1, 1, 1];
const NOWHERE = [0, 0, 0, 0];

describe("Where validators fail by chance while eight clients write", function () {
  this.timeout(900_000);
  const seed = testSeed();
  let stage: ConsortiumStage;
  let nodes: Colophon[];
  let clients: Client[];
  let careless: CarelessClient;
  /** What each node has once all is quiet: before and after the clients ran again what they were not told of. */
  let quiet: Census;
  let rerun: Census;
  let verdict: Verdict;
  let unknown: Operation[];

  interface Census {
    readonly height: number;
    readonly blocks: readonly (readonly BlockRecord[])[];
  }

  before(async () => {
    stage = await sharedStage();
    await stage.network.start();
    nodes = await Promise.all(VALIDATORS.map((validator) => stage.only(validator)));
    const random = new Random(seed);
    await setUp(random);

    const controller = new AbortController();
    const working = Promise.all([...clients, careless].map((client) => client.work(controller.signal)));
    const done = await mayhem(stage.network, new Random(random.below(SEEDS)), SECONDS);
    controller.abort();
    await working;

    unknown = operations().filter(({ acknowledged }) => acknowledged === undefined);
    quiet = await census();
    const { lost, duplicated } = await judge(operations(), writesIn(quiet));
    await Promise.all(clients.map((client) => client.rerun()));
    rerun = await census();
    verdict = await judge(operations(), writesIn(rerun));
    console.log(`    seed ${seed}; ${done.join(", ")}`);
    console.log(
      `    operations ${operations().length}, acknowledged ${operations().length - unknown.length}, ` +
        `unknown ${unknown.length}, lost ${lost.length}, duplicated ${duplicated.length}`,
    );
  });

  async function setUp(random: Random): Promise<void> {
    const wallets = await stage.publishers(CLIENTS);
    const board: Board = [];
    clients = await Promise.all(
      wallets.map(async (wallet, index) => {
        const home = stage.at(`client-${index}`);
        // Each names another validator first, so that all four are written through.
        const colophon = await stage.through(1 + (index % VALIDATORS.length), `${home}/outbox`);
        const others = wallets.filter((other) => other !== wallet).map(({ address }) => address);
        return new Client(wallet, colophon, home, board, others, new Random(random.below(SEEDS)));
      }),
    );
    const [wallet = someWallet()] = await stage.publishers(1);
    const colophon = await stage.through(2);
    const work = hashOf("careless", wallet.address);
    const claim = { owner: wallet.address, contentHash: work, metadataHash: hashOf("metadata") };
    await write(colophon, wallet, colophon.registry.register.populateTransaction(claim));
    careless = new CarelessClient(wallet, colophon, work, wallets[0]?.address ?? "");
  }

  const operations = (): Operation[] => clients.flatMap((client) => client.operations);

  /** What every node has, once all have the same height. */
  async function census(): Promise<Census> {
    const height = await stage.network.height();
    await stage.network.waitForBlock(height, undefined, SYNC_TIMEOUT_MS);
    return { height, blocks: await Promise.all(nodes.map((node) => censusOf(node, height))) };
  }

  function writesIn({ blocks }: Census, accounts = clients.map(({ wallet }) => wallet.address)): Write[][] {
    return blocks.map((each) => writesOf(each, accounts, nameOf));
  }

  function nameOf(input: string): string {
    const call = nodes[0]?.registry.interface.parseTransaction({ data: input });
    const [first, second] = call?.args ?? [];
    // The first argument is the claim (its second field is the content hash), the root, or the work and the second the deed.
    if (call?.name === "register") return keyOf("register", (first as string[])[1]);
    if (call?.name === "anchor") return keyOf("anchor", first);
    const work = `0x${BigInt(String(first)).toString(16).padStart(64, "0")}`;
    if (call?.name === "offerTitle") return keyOf("offer", work, (call.args as unknown[])[2]);
    if (call?.name === "acceptTitle") return keyOf("accept", work, second);
    throw new Error(`no client calls ${call?.name}`);
  }

  /** How often each node has a write. */
  async function countsOf({ key }: Operation, writes: readonly (readonly Write[])[]): Promise<number[]> {
    const name = await key();
    return writes.map((each) => each.filter((one) => one.key === name).length);
  }

  it(`has every acknowledged write on all four nodes, and none twice, with the seed ${seed}`, () => {
    expect(verdict.operations).to.be.greaterThan(CLIENTS);
    expect(verdict.lost, "lost").to.deep.equal([]);
    expect(verdict.duplicated, "duplicated").to.deep.equal([]);
    expect(verdict.unexplained, "unexplained").to.deep.equal([]);
    for (const kind of ["register", "offer", "accept", "anchor"]) {
      expect(operations().map((operation) => operation.kind)).to.include(kind);
    }
  });

  it("has every write that was not acknowledged once or not at all, and once when it was run again", async () => {
    const [before, afterwards] = [writesIn(quiet), writesIn(rerun)];
    for (const operation of unknown) {
      expect([NOWHERE, EVERYWHERE]).to.deep.include(await countsOf(operation, before));
      expect(await countsOf(operation, afterwards)).to.deep.equal(EVERYWHERE);
    }
    expect(verdict.unknown).to.equal(0);
  });

  it("has spent no transaction in vain: none of the clients' failed in its block", () => {
    const ours = new Set(clients.map(({ wallet }) => wallet.address.toLowerCase()));
    const failed = rerun.blocks
      .flat()
      .flatMap(({ transactions }) => transactions.filter(({ succeeded }) => !succeeded));

    expect(failed.filter(({ from }) => ours.has(from.toLowerCase()))).to.deep.equal([]);
  });

  it("has the same block hash and state root at every height on all nodes", () => {
    const [first = [], ...others] = rerun.blocks.map((each) => each.map(({ hash, stateRoot }) => [hash, stateRoot]));

    expect(first.length).to.be.greaterThan(SECONDS / 10);
    for (const other of others) expect(other).to.deep.equal(first);
  });

  it("has one unbroken line of events for each title, the same on all nodes", async () => {
    const { height } = rerun;
    const works = new Set<string>();
    for (const { kind, key } of operations()) if (kind === "register") works.add((await key())?.split(" ")[1] ?? "");
    const registered = await worksOf(await stage.only(1), undefined, height);
    expect(registered).to.include.members([...works]);

    // The walk itself refuses a line that is broken.
    const [first = [], ...others] = await Promise.all(nodes.map((node) => historiesOf(node, [...works], height)));

    const [writes = []] = writesIn(rerun);
    for (const [index, work] of [...works].entries()) {
      const events = JSON.parse(first[index] ?? "[]") as [name: string][];
      const made = writes.filter(({ key }) => key.includes(work));
      expect(events.length, work).to.equal(made.length);
    }
    for (const other of others) expect(other).to.deep.equal(first);
  });

  describe("and a checker that can fail", () => {
    it("finds that a client without a kept transaction does a thing twice", async () => {
      const [mine = []] = writesIn(rerun, [careless.wallet.address]);
      const found = await judge(careless.operations, [mine.filter(({ key }) => key.startsWith("offer"))]);

      console.log(`    careless: operations ${found.operations}, duplicated ${found.duplicated.length}`);
      expect(found.duplicated.length).to.be.greaterThan(0);
    });

    it("finds a write that is missing on one node", async () => {
      const [first = [], ...others] = writesIn(rerun);
      const gone = first[Math.floor(first.length / 2)];

      const found = await judge(operations(), [first.filter((each) => each !== gone), ...others]);

      expect(found.lost).to.deep.equal([gone?.key]);
    });

    it("finds a write that is on a node twice, and one that is in nobody's list", async () => {
      const [first = []] = writesIn(rerun);
      const again = { key: first[0]?.key ?? "", hash: "0x00" };
      const key = await operations()[0]?.key();

      const twice = await judge(operations(), [[...first, again]]);
      const unlisted = await judge(operations().slice(1), [first]);

      expect(twice.duplicated).to.deep.equal([again.key]);
      expect(unlisted.unexplained).to.deep.equal([key]);
    });
  });
});
