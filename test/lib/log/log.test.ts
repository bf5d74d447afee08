import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";
import { ethers, network } from "hardhat";

import { blockTime } from "../../../lib/chain/rpc/time";
import { logFolder } from "../../../lib/log/kept";
import { encodeLeaf, hashLeaf, type LoggedEvent } from "../../../lib/log/leaf";
import { openLog, type RegistryLog } from "../../../lib/log/log";
import type { Shelf } from "../../../lib/store/records";
import { shelfOf } from "../../../lib/works/home/shelf";
import { claimOf, registerWork } from "../../shared/fixture";
import { setStage, type Stage } from "../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

describe("openLog", () => {
  let stage: Stage;
  let folder: TemporaryFolder;
  let shelf: Shelf;
  beforeEach(async () => {
    stage = await setStage();
    folder = await temporaryFolder();
    shelf = shelfOf(stage.colophon, folder.at("home"));
  });
  afterEach(() => folder.remove());

  const open = (): Promise<RegistryLog> => openLog(stage.colophon, shelf);
  const leaves = (): string => join(logFolder(shelf), "leaves");

  /** The leaves as the contract's own logs make them. */
  async function expected(): Promise<string> {
    const { registry } = stage;
    const address = await registry.getAddress();
    const hashes: Buffer[] = [];
    const newest = await ethers.provider.getBlockNumber();
    for (let block = 0; block <= newest; block += 1) {
      const time = await blockTime(stage.colophon.provider, block);
      const range = { fromBlock: ethers.toQuantity(block), toBlock: ethers.toQuantity(block) };
      // As the node gives them.
      const logs = (await network.provider.send("eth_getLogs", [{ address, ...range, topics: [] }])) as LoggedEvent[];
      for (const log of logs) {
        const { topics, data, transactionHash } = log;
        hashes.push(hashLeaf(encodeLeaf({ chainId: 31337, address }, { topics, data, transactionHash, block, time })));
      }
    }
    return Buffer.concat(hashes).toString("hex");
  }

  it("has every log of the registry's contract in its order, and goes on from what it has kept", async () => {
    const { registry, accounts } = stage;
    await registerWork(registry, accounts.aurora);
    const first = await open();
    expect(first.tree.leaves.toString("hex")).to.equal(await expected());
    expect(first.origin).to.equal(`colophon/31337/${(await registry.getAddress()).toLowerCase()}`);

    const { owner, contentHash, metadataHash } = claimOf(accounts.aurora);
    await registry.registerMany(owner, [{ contentHash, metadataHash }]);
    const asked = await questions(async () => {
      const second = await open();
      expect(second.tree.leaves.toString("hex")).to.equal(await expected());
      expect(second.tree.size).to.be.above(first.tree.size);
      expect(second.tree.root(first.tree.size).equals(first.tree.root())).to.equal(true);
    });
    expect(asked.filter(([, from]) => from !== undefined && Number(from) <= 1)).to.deep.equal([]);
  });

  /** The blocks from which logs were asked for. */
  async function questions(work: () => Promise<void>): Promise<[string, unknown][]> {
    const { provider } = stage.colophon;
    const send = provider.send.bind(provider);
    const asked: [string, unknown][] = [];
    provider.send = async (method, params): Promise<unknown> => {
      const [filter] = params as [{ fromBlock?: unknown }];
      if (method === "eth_getLogs") asked.push([method, filter.fromBlock]);
      return send(method, params);
    };
    try {
      await work();
      return asked;
    } finally {
      provider.send = send;
    }
  }

  it("reads the chain again where what was kept is damaged, or of a chain that is no more", async () => {
    await registerWork(stage.registry, stage.accounts.aurora);
    const whole = (await open()).tree.root().toString("hex");

    await appendFile(leaves(), Buffer.alloc(32));
    expect((await open()).tree.root().toString("hex")).to.equal(whole);
    await writeFile(leaves(), "something else\n");
    expect((await open()).tree.root().toString("hex")).to.equal(whole);
    const kept = await readFile(leaves());
    const [format, block, , ...rest] = kept.subarray(0, kept.indexOf("\n")).toString().split(" ");
    const stranger = [format, block, `0x${"00".repeat(32)}`, ...rest].join(" ");
    await writeFile(leaves(), Buffer.concat([Buffer.from(stranger), kept.subarray(kept.indexOf("\n"))]));
    await network.provider.send("hardhat_mine", ["0x1"]);
    expect((await open()).tree.root().toString("hex")).to.equal(whole);
  });
});
