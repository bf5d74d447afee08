import { writeFile } from "node:fs/promises";

import type { Wallet } from "ethers";
import { type BaseWallet, sha256, toUtf8Bytes } from "ethers";

import { type Colophon, openColophon } from "../../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../../lib/chain/contracts/deployment";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { connect } from "../../lib/chain/rpc/rpc";
import { chainTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { VALIDATORS } from "../../scripts/consortium/create";
import { ensureEngine } from "../../scripts/consortium/engine";
import { type ConsortiumNetwork, openNetwork } from "../../scripts/consortium/network";
import { freeFirstPort } from "../../scripts/consortium/ports";
import { COLOPHON } from "../bin/colophon";
import { type Ended, hardhat, type Running, start } from "../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { admission } from "../shared/admission";
import { DAY } from "../shared/fixture";
import { someWallet } from "../shared/wallets";

/** A network of four validators with the contracts deployed by the deploy scripts, and a store. Titles are final at once. */
export class ConsortiumStage {
  readonly #opened: Colophon[] = [];

  private constructor(
    readonly network: ConsortiumNetwork,
    private readonly folder: TemporaryFolder,
    /** What the deploy scripts said. */
    readonly deployed: Ended,
  ) {}

  static async set(): Promise<ConsortiumStage> {
    await ensureEngine({ say: (line) => console.log(`    ${line}`) });
    const folder = await temporaryFolder();
    const network = openNetwork({
      folder: folder.at("home/consortium"),
      firstPort: await freeFirstPort(VALIDATORS),
      endsWithProcess: true,
    });
    await network.start();
    const stage = new ConsortiumStage(network, folder, await hardhat(["deploy", ...ON_NETWORK], settingsOf(folder)));
    if (stage.deployed.code !== 0)
      throw new Error(`the deployment failed:\n${stage.deployed.stdout}${stage.deployed.stderr}`);
    return stage;
  }

  async strike(): Promise<void> {
    for (const { provider } of this.#opened) provider.destroy();
    await this.network.stop();
    await this.folder.remove();
  }

  get home(): string {
    return this.folder.at("home");
  }

  at(name: string): string {
    return this.folder.at(name);
  }

  /** Runs `npx hardhat` on the network with the words of a line. */
  async run(line: string): Promise<Ended> {
    return hardhat([...line.split(" "), ...ON_NETWORK], settingsOf(this.folder));
  }

  /** Starts `colophon` on the network in a process of its own, and does not wait for it. */
  start(line: string): Running {
    return start([COLOPHON, ...line.split(" "), ...ON_NETWORK], settingsOf(this.folder));
  }

  /**
   * The deployment through all nodes, as a client that names this validator first.
   * @param outbox the folder of the client's outboxes
   */
  async through(validator = 1, outbox = this.at("home/outbox")): Promise<Colophon> {
    const { urls } = this.network;
    return this.#open([...urls.slice(validator - 1), ...urls.slice(0, validator - 1)], outbox);
  }

  /** The deployment through one node and no other. */
  async only(validator: number): Promise<Colophon> {
    return this.#open(this.network.urls.slice(validator - 1, validator), undefined);
  }

  async #open(urls: readonly string[], outbox: string | undefined): Promise<Colophon> {
    const found = completeDeployment(await findDeployment(this.at("home/deployments"), "consortium"));
    const provider = await connect(urls, this.network.chainId);
    const colophon = await openColophon("consortium", provider, requireDeployment(found, "consortium"), outbox);
    this.#opened.push(colophon);
    return colophon;
  }

  /** Accredits accounts as publishers. */
  async admit(...wallets: readonly Pick<Wallet, "address" | "signTypedData">[]): Promise<void> {
    const colophon = await this.through();
    const validUntil = (await chainTime(colophon.provider)) + 365 * DAY;
    for (const wallet of wallets) {
      await write(colophon, devWallet("accreditor"), admission(colophon, wallet, validUntil));
    }
  }

  /** New accounts that are accredited. */
  async publishers(count: number): Promise<Wallet[]> {
    const wallets = Array.from({ length: count }, () => someWallet());
    await this.admit(...wallets);
    return wallets;
  }

  /** A new file. */
  async file(name: string, content: string): Promise<string> {
    const path = this.at(name);
    await writeFile(path, content);
    return path;
  }
}

const ON_NETWORK = ["--network", "consortium"];

function settingsOf(folder: TemporaryFolder): Record<string, string> {
  return { HOME: folder.at("home"), REVEAL_WINDOW: "0" };
}

let shared: Promise<ConsortiumStage> | undefined;

/** The one stage of all files of this folder: to make it takes most of a minute. */
export function sharedStage(): Promise<ConsortiumStage> {
  return (shared ??= ConsortiumStage.set());
}

after(async () => {
  await (await shared)?.strike();
});

/** A hash that follows from some words. */
export const hashOf = (...words: readonly unknown[]): string => sha256(toUtf8Bytes(words.join(" ")));

/** How many transactions of an account are in blocks. */
export async function nonceOf({ provider }: Colophon, { address }: Pick<BaseWallet, "address">): Promise<number> {
  return provider.getTransactionCount(address, "latest");
}
