import { type BaseWallet } from "ethers";

import { devWallet } from "../../lib/chain/development/dev-wallet";
import { chainTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { VALIDATORS } from "../../scripts/consortium/create";
import { type ConsortiumNetwork, openNetwork } from "../../scripts/consortium/network";
import { freeFirstPort } from "../../scripts/consortium/ports";
import { hardhat } from "../../test/cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../../test/lib/shared/temporary-folder";
import { admission } from "../../test/shared/admission";
import { DAY } from "../../test/shared/fixture";
import { someWallet } from "../../test/shared/wallets";
import { openClient } from "./client";
import type { Setting } from "./jobs";

const NETWORK = "consortium";
const ACCREDITED_DAYS = 365;

/** Four validators on this machine with the contracts deployed by the deploy scripts. */
export class NetworkStage {
  private constructor(
    readonly network: ConsortiumNetwork,
    private readonly folder: TemporaryFolder,
  ) {}

  static async set(): Promise<NetworkStage> {
    const folder = await temporaryFolder();
    const network = openNetwork({
      folder: folder.at("home/consortium"),
      firstPort: await freeFirstPort(VALIDATORS),
      endsWithProcess: true,
    });
    const stage = new NetworkStage(network, folder);
    try {
      await network.start();
      const home = folder.at("home");
      const { code, stdout, stderr } = await hardhat(["deploy", "--network", NETWORK], {
        HOME: home,
        REVEAL_WINDOW: "0",
      });
      if (code !== 0) throw new Error(`the deployment failed:\n${stdout}${stderr}`);
    } catch (error) {
      await stage.strike();
      throw error;
    }
    return stage;
  }

  /** The JSON-RPC of every validator. */
  get urls(): readonly [string, ...string[]] {
    const [first, ...others] = this.network.urls;
    if (first === undefined) throw new Error("the network has no validators");
    return [first, ...others];
  }

  async strike(): Promise<void> {
    await this.network.stop();
    await this.folder.remove();
  }

  /** The settings of clients with accredited accounts of their own; each names another validator first. */
  async clients(count: number): Promise<Setting[]> {
    const wallets = Array.from({ length: count }, () => someWallet());
    const settings = wallets.map((wallet, index) => this.setting(wallet, index));
    const [first] = settings;
    if (first !== undefined) await this.admit(first, wallets);
    return settings;
  }

  private setting({ privateKey }: BaseWallet, index: number): Setting {
    const { urls, chainId } = this.network;
    return {
      urls: [...urls.slice(index), ...urls.slice(0, index)],
      network: NETWORK,
      chainId,
      deployments: this.folder.at("home/deployments"),
      home: this.folder.at(`client-${index + 1}`),
      privateKey,
    };
  }

  private async admit(through: Setting, wallets: readonly BaseWallet[]): Promise<void> {
    const { colophon } = await openClient(through);
    try {
      const validUntil = (await chainTime(colophon.provider)) + ACCREDITED_DAYS * DAY;
      for (const wallet of wallets) {
        await write(colophon, devWallet("accreditor"), admission(colophon, wallet, validUntil));
      }
    } finally {
      colophon.provider.destroy();
    }
  }
}
