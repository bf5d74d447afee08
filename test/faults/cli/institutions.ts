import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { parseEther, sha256, toQuantity } from "ethers";

import { type Colophon, openColophon } from "../../../lib/chain/contracts/colophon";
import {
  completeDeployment,
  findDeployment,
  findModule,
  requireDeployment,
} from "../../../lib/chain/contracts/deployment";
import { DEV_CHAIN_ID } from "../../../lib/chain/development/dev-accounts";
import { connect } from "../../../lib/chain/rpc/rpc";
import { openCommittee, type Sitting } from "../../../lib/committee/committee";
import { recoveryAt } from "../../../lib/recovery/recovery";
import { type Anvil, freePort, rpc, startAnvil } from "../../../scripts/chain/anvil";
import type { Recovery } from "../../../typechain-types";
import { COLOPHON } from "../../bin/colophon";
import { type Ended, hardhat, ROOT, type Settings, start } from "../../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";
import { quicken } from "../../shared/keystore";

/** The members in the sample's order, and an institution that has no seat yet. */
export const INSTITUTIONS = ["press", "court", "society", "university", "bank", "archive"] as const;

type InstitutionName = (typeof INSTITUTIONS)[number];

/** What the contracts are read by. */
export interface Reading {
  readonly colophon: Colophon;
  readonly sitting: Sitting;
  readonly recovery: Recovery;
}

const KEY = "key";

/** An institution on its own machine: a home with its keystore and the deployment files, and nothing of the others. */
export class Institution {
  private constructor(
    readonly name: string,
    readonly address: string,
    private readonly folder: string,
    private readonly chainPort: number,
  ) {}

  /** An institution that makes its key. */
  static async found(name: string, folder: string, chainPort: number): Promise<Institution> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "password"), `${passwordOf(name)}\n`);
    const unnamed = new Institution(name, "", folder, chainPort);
    return new Institution(name, await unnamed.makeKey(KEY), folder, chainPort);
  }

  /** @returns the address of a new key of the institution's */
  async makeKey(account: string): Promise<string> {
    const { address } = await this.does<{ address: string }>(`account new --account ${account}`);
    // It is opened a hundred times.
    await quicken(this.keystoreOf(account), passwordOf(this.name));
    return address;
  }

  loseKey(): void {
    rmSync(this.keystoreOf(KEY));
  }

  /** Gets the deployment files from whoever deployed. */
  receive(deployments: string): void {
    cpSync(deployments, join(this.folder, "home", "deployments"), { recursive: true });
  }

  /** A file of the institution's. */
  writes(name: string, text: string): { readonly path: string; readonly hash: string } {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return { path, hash: sha256(Buffer.from(text)) };
  }

  /** Runs a command of the institution's in a process of its own. */
  async tries(line: string): Promise<Ended> {
    return start([COLOPHON, ...line.split(" "), "--json"], this.settings).ended;
  }

  /** Runs a command that must succeed. @returns its JSON, of the type that the caller expects */
  async does<R>(line: string): Promise<R> {
    const { code, stdout, stderr } = await this.tries(line);
    expect(code, `${this.name}: ${line}\n${stdout}${stderr}`).to.equal(0);
    return JSON.parse(stdout) as R;
  }

  private keystoreOf(account: string): string {
    return join(this.folder, "home", "keystore", `${account}.json`);
  }

  private get settings(): Settings {
    return {
      HOME: join(this.folder, "home"),
      CHAIN_PORT: String(this.chainPort),
      ACCOUNT: KEY,
      PASSWORD_FILE: join(this.folder, "password"),
    };
  }
}

function passwordOf(institution: string): string {
  return `the password of ${institution}`;
}

/** Six institutions around a chain with the contracts deployed, of which five are the committee. */
export class Consortium {
  private constructor(
    private readonly anvil: Anvil,
    private readonly folder: TemporaryFolder,
    readonly institutions: Readonly<Record<InstitutionName, Institution>>,
    readonly reading: Reading,
  ) {}

  static async gather(): Promise<Consortium> {
    const folder = await temporaryFolder();
    const port = await freePort();
    const anvil = await startAnvil({ port, folder: folder.at("chain") });
    const founded = await Promise.all(
      INSTITUTIONS.map(async (name) => [name, await Institution.found(name, folder.at(name), port)] as const),
    );
    // Each of INSTITUTIONS is founded; fromEntries forgets it.
    const institutions = Object.fromEntries(founded) as Record<InstitutionName, Institution>;
    const settings = { HOME: folder.at("deployer"), CHAIN_PORT: String(port), REVEAL_WINDOW: "0" };
    const committee = membersFile(folder.at("committee.json"), Object.values(institutions));
    const { code, stdout, stderr } = await hardhat(["deploy"], { ...settings, COMMITTEE: committee });
    if (code !== 0) throw new Error(`the deployment failed:\n${stdout}${stderr}`);
    const deployments = folder.at("deployer/deployments");
    for (const each of Object.values(institutions)) each.receive(deployments);
    const consortium = new Consortium(anvil, folder, institutions, await readingOf(anvil.url, deployments));
    for (const { address } of Object.values(institutions)) await consortium.fund(address);
    return consortium;
  }

  async disperse(): Promise<void> {
    this.reading.colophon.provider.destroy();
    await this.anvil.stop();
    await this.folder.remove();
  }

  /** Gives an account what transactions cost on the embedded chain. */
  async fund(address: string): Promise<void> {
    await rpc(this.anvil.url, "anvil_setBalance", [address, toQuantity(parseEther("1"))]);
  }

  async passTime(seconds: number): Promise<void> {
    await rpc(this.anvil.url, "evm_increaseTime", [seconds]);
    await rpc(this.anvil.url, "evm_mine", []);
  }
}

/** The sample's file with the addresses of these members. */
function membersFile(path: string, institutions: readonly Institution[]): string {
  const sample = JSON.parse(readFileSync(join(ROOT, "samples", "committee.json"), "utf8")) as { members: object[] };
  const members = sample.members.map((member, index) => ({ ...member, address: institutions[index]?.address }));
  writeFileSync(path, JSON.stringify({ ...sample, members }));
  return path;
}

/** What contracts are read by, without going through a command. */
export async function readingOf(url: string, deployments: string): Promise<Reading> {
  const deployment = requireDeployment(completeDeployment(await findDeployment(deployments, "embedded")), "embedded");
  const colophon = await openColophon("embedded", await connect(url, DEV_CHAIN_ID), deployment);
  const sitting = await openCommittee(colophon, (await findModule(deployments, "embedded", "Committee"))?.address);
  const recovery = await findModule(deployments, "embedded", "Recovery");
  return { colophon, sitting, recovery: recoveryAt(colophon, recovery?.address ?? "") };
}
