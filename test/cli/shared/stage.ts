import { mkdirSync, writeFileSync } from "node:fs";

import type { Wallet } from "ethers";
import { sha256, ZeroHash } from "ethers";

import { type Colophon, openColophon } from "../../../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../../../lib/chain/contracts/deployment";
import { DEV_CHAIN_ID, type DevAccountName } from "../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { connect } from "../../../lib/chain/rpc/rpc";
import { chainTime } from "../../../lib/chain/rpc/time";
import { write } from "../../../lib/chain/sending/write";
import { type Anvil, type AnvilOptions, freePort, startAnvil } from "../../../scripts/chain/anvil";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";
import { admission } from "../../shared/admission";
import { DAY } from "../../shared/fixture";
import { someWallet } from "../../shared/wallets";
import { runCommand } from "./commands";
import { type Ended, hardhat, type Runner, type Running, type Settings, startHardhat } from "./processes";

/** A file of a test. */
export interface WrittenFile {
  readonly path: string;
  /** The SHA-256 of its bytes. */
  readonly hash: string;
}

/** A real chain with the contracts deployed, a store and a folder of files. */
export class Stage {
  private files = 0;

  private constructor(
    readonly anvil: Anvil,
    readonly port: number,
    private readonly folder: TemporaryFolder,
    readonly deployed: Ended,
    readonly colophon: Colophon,
  ) {}

  /** Starts a chain on a free port and deploys to it, as `npm run deploy` does. Titles are final at once. */
  static async set(chain: Pick<AnvilOptions, "blockTime" | "gasLimit" | "stateFile"> = {}): Promise<Stage> {
    const folder = await temporaryFolder();
    const port = await freePort();
    const anvil = await startAnvil({ port, folder: folder.at("chain"), ...chain });
    const settings = { HOME: folder.at("home"), CHAIN_PORT: String(port), REVEAL_WINDOW: "0" };
    const deployed = await hardhat(["deploy"], settings);
    if (deployed.code !== 0) throw new Error(`the deployment failed:\n${deployed.stdout}${deployed.stderr}`);
    const found = completeDeployment(await findDeployment(folder.at("home/deployments"), "embedded"));
    const deployment = requireDeployment(found, "embedded");
    const provider = await connect(anvil.url, DEV_CHAIN_ID);
    const colophon = await openColophon("embedded", provider, deployment);
    const stage = new Stage(anvil, port, folder, deployed, colophon);
    await stage.admit(devWallet("aurora"));
    await stage.admit(devWallet("borealis"));
    return stage;
  }

  async strike(): Promise<void> {
    this.colophon.provider.destroy();
    await this.anvil.stop();
    await this.folder.remove();
  }

  /** COLOPHON_HOME of every command. */
  get home(): string {
    return this.folder.at("home");
  }

  get settings(): Settings {
    return { HOME: this.home, CHAIN_PORT: String(this.port), REVEAL_WINDOW: "0" };
  }

  at(name: string): string {
    return this.folder.at(name);
  }

  /**
   * Runs `npx hardhat` with the words of a line; a path with spaces does not fit into one. It has no process of its own
   * unless there is a runner, who may be somebody else or type something.
   */
  async run(line: string, settings: Settings = {}, runner?: Runner): Promise<Ended> {
    const [words, all] = [line.split(" "), { ...this.settings, ...settings }];
    return runner === undefined ? runCommand(words, all) : hardhat(words, all, runner);
  }

  /** Starts `npx hardhat` in a process of its own and does not wait for it. */
  start(line: string, settings: Settings = {}): Running {
    return startHardhat(line.split(" "), { ...this.settings, ...settings });
  }

  /** A new file that nobody has registered. */
  file(content?: string): WrittenFile {
    this.files += 1;
    mkdirSync(this.at("files"), { recursive: true });
    const path = this.at(`files/${this.files}.txt`);
    const bytes = Buffer.from(content ?? `file ${this.files}\n`);
    writeFileSync(path, bytes);
    return { path, hash: sha256(bytes) };
  }

  /** A new file that Aurora has registered. */
  async registered(): Promise<WrittenFile> {
    const file = this.file();
    const claim = { owner: devWallet("aurora").address, contentHash: file.hash, metadataHash: ZeroHash };
    await this.send("aurora", this.colophon.registry.register.populateTransaction(claim));
    return file;
  }

  /** A new file that Aurora has registered and offered to Borealis, and the deed. */
  async offered(): Promise<{ readonly work: WrittenFile; readonly deed: WrittenFile }> {
    const [work, deed] = [await this.registered(), this.file()];
    const { registry, provider } = this.colophon;
    const end = (await chainTime(provider)) + DAY;
    const borealis = devWallet("borealis").address;
    await this.send("aurora", registry.offerTitle.populateTransaction(work.hash, borealis, deed.hash, end));
    return { work, deed };
  }

  /** A new account that is accredited. */
  async admitted(): Promise<string> {
    const wallet = someWallet();
    await this.admit(wallet);
    return wallet.address;
  }

  async admit(wallet: Pick<Wallet, "address" | "signTypedData">): Promise<void> {
    const validUntil = (await chainTime(this.colophon.provider)) + 365 * DAY;
    await this.send("accreditor", admission(this.colophon, wallet, validUntil));
  }

  async send(account: DevAccountName, call: Parameters<typeof write>[2]): Promise<void> {
    await write(this.colophon, devWallet(account), call);
  }
}
