import { writeFileSync } from "node:fs";

import { expect } from "chai";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import type { BatchTarget } from "../../../../lib/batch/file/staging";
import { openColophon } from "../../../../lib/chain/contracts/colophon";
import { type AnchoredClaims, findAnchored } from "../../../../lib/works/home/anchored";
import { someHash } from "../../../shared/fixture";
import { AURORA, batchOn, BOREALIS, someRow, tamper } from "../../batch/shared/batches";
import { nodeError, nodeInBetween } from "../../shared/node-in-between";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const OTHER_REGISTRY = "0x2222222222222222222222222222222222222222";
const NOT_ONE = "is not a batch file, or it is damaged: ";

describe("findAnchored", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  const contentHash = someHash();
  beforeEach(async () => {
    folder = await temporaryFolder();
    stage = await setStage();
  });
  afterEach(() => folder.remove());

  /** A batch with the work and two others. @returns the path and the root, which is anchored */
  async function anchor(changes: Partial<BatchTarget> = {}): Promise<{ path: string; root: string }> {
    const rows = [someRow(1), someRow(2, { contentHash }), someRow(3)];
    const batch = await batchOn(stage, folder.at("batches"), rows, changes);
    batch.close();
    const { root = "" } = batch.head;
    // An anchor counts if the owner of the claims made it.
    const owner = batch.head.owner === BOREALIS.address ? stage.accounts.borealis : stage.accounts.aurora;
    if (root !== "") await stage.registry.connect(owner).anchor(root);
    return { path: batch.path, root };
  }

  const find = (...batches: string[]): Promise<AnchoredClaims> => findAnchored(stage.colophon, contentHash, batches);

  it("gives the claims to the work, the oldest anchor first, with the chain's time", async () => {
    const first = await anchor();
    const second = await anchor({ owner: BOREALIS.address });
    const other = await batchOn(stage, folder.at("batches"), [someRow(1)]);
    other.close();

    const { anchored, unreadable } = await find(second.path, other.path, first.path);

    expect(unreadable).to.deep.equal([]);
    const { metadataHash } = someRow(2);
    const at = async (root: string): Promise<number> => Number(await stage.registry.anchoredAt(root));
    expect(anchored).to.deep.equal([
      { batch: first.path, owner: AURORA.address, metadataHash, root: first.root, anchoredAt: await at(first.root) },
      {
        batch: second.path,
        owner: BOREALIS.address,
        metadataHash,
        root: second.root,
        anchoredAt: await at(second.root),
      },
    ]);
  });

  it("finds none where somebody else has anchored claims in the owner's name", async () => {
    const batch = await batchOn(stage, folder.at("batches"), [someRow(1, { contentHash })], {
      owner: BOREALIS.address,
    });
    batch.close();
    await stage.registry.connect(stage.accounts.aurora).anchor(batch.head.root ?? "");

    expect(await find(batch.path)).to.deep.equal({ anchored: [], unreadable: [] });

    await stage.registry.connect(stage.accounts.borealis).setApprovalForAll(stage.accounts.aurora, true);
    expect((await find(batch.path)).anchored).to.have.length(1);
  });

  it("shows no salt to the node", async () => {
    const { path, root } = await anchor();
    const { provider } = nodeInBetween({});
    const opened = BatchFile.open(path, "read");
    const salt = opened.find(contentHash)?.salt ?? "none";
    opened.close();
    const sent: string[] = [];
    const send = provider.send.bind(provider);
    provider.send = async (method: string, params: unknown[]): Promise<unknown> => {
      sent.push(JSON.stringify(params));
      return send(method, params);
    };
    const colophon = await openColophon("hardhat", provider, stage.colophon.deployment);

    expect((await findAnchored(colophon, contentHash, [path])).anchored).to.have.length(1);

    expect(sent.join("\n")).to.include(root.slice(2));
    expect(sent.join("\n")).not.to.include(salt.slice(2));
    expect(sent.join("\n")).not.to.include(contentHash.slice(2));
  });

  it("does not believe a file whose works are a view, which could give another work than was asked for", async () => {
    const { path } = await anchor();
    tamper(path, "ALTER TABLE works RENAME TO kept");
    tamper(path, "CREATE VIEW works AS SELECT * FROM kept");

    const { anchored, unreadable } = await find(path);

    expect(anchored).to.deep.equal([]);
    expect(unreadable[0]).to.include("it holds what no batch file has");
  });

  it("finds none in a batch that is not anchored, direct, or another registry's", async () => {
    const open = await batchOn(stage, folder.at("batches"), [someRow(1, { contentHash })]);
    open.close();
    const direct = await anchor({ mode: "direct" });
    const others = [await anchor({ registry: OTHER_REGISTRY }), await anchor({ chainId: 1337 })];

    const paths = [open.path, direct.path, ...others.map(({ path }) => path)];
    expect(await find(...paths)).to.deep.equal({ anchored: [], unreadable: [] });
  });

  it("goes on where files are damaged, gone or forged, and says what is wrong with each", async () => {
    const good = await anchor();
    const gone = folder.at("gone.sqlite");
    const damaged = folder.at("damaged.sqlite");
    writeFileSync(damaged, "damaged");
    const forged = await anchor();
    tamper(forged.path, "UPDATE works SET salt = randomblob(32)");
    const broken = await anchor();
    tamper(broken.path, "DROP TABLE works");
    const misnamed = await anchor();
    const owner = AURORA.address.replace("E", "e");
    tamper(misnamed.path, `UPDATE batch SET owner = '${owner}'`);

    const { anchored, unreadable } = await find(...[gone, damaged, forged.path, broken.path, misnamed.path, good.path]);

    expect(anchored.map(({ batch }) => batch)).to.deep.equal([good.path]);
    expect(unreadable).to.deep.equal([
      `${gone} does not exist`,
      `${damaged} ${NOT_ONE}file is not a database`,
      `${forged.path} ${NOT_ONE}its tree has no leaf for the work ${contentHash}`,
      `${broken.path} ${NOT_ONE}no such table: works`,
      `${misnamed.path} ${NOT_ONE}owner is not an EIP-55 address`,
    ]);
  });

  it("believes the registry and not the file: a tree that was forged as a whole proves nothing", async () => {
    const { path } = await anchor();
    const root = someHash();
    await stage.registry.anchor(root);
    tamper(path, "UPDATE batch SET root = ?", [Buffer.from(root.slice(2), "hex")]);

    expect((await find(path)).anchored).to.deep.equal([]);
  });

  it("does not take a node that fails for a file that is damaged", async () => {
    const { path } = await anchor();
    const { provider } = nodeInBetween({
      eth_call: () => {
        throw nodeError("the node is tired");
      },
    });
    const registry = stage.colophon.registry.connect(provider); // as it was before

    const outcome: unknown = await findAnchored({ ...stage.colophon, registry }, contentHash, [path]).catch(
      (error: unknown) => error,
    );

    expect(outcome).to.be.instanceOf(Error).with.property("code", "CALL_EXCEPTION");
  });
});
