import { mkdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { type Trust, TRUST_FORMAT } from "../../lib/certificates/trust";
import { DEV_ADDRESSES, DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import { runCommand } from "../cli/shared/commands";
import { Stage, type WrittenFile } from "../cli/shared/stage";

/** What a publisher gives to everybody, of works on a real chain. */
export interface Published {
  readonly stage: Stage;
  /** The work that has a certificate, 潮汐表 by Lin Mei, in Chinese. */
  readonly tide: WrittenFile;
  /** The export of the catalogue. */
  readonly catalogue: string;
  /** Of 潮汐表. */
  readonly certificate: string;
  readonly printed: string;
  readonly trust: string;
}

/** Registers four works, certifies one and exports all. */
export async function publish(): Promise<Published> {
  const stage = await Stage.set();
  const tide = await register(stage, "潮汐表", "Lin Mei", "--language", "zh");
  const given = {
    ...{ stage, tide, catalogue: stage.at("catalogue"), certificate: stage.at(`certificates/${tide.hash}.json`) },
    ...{ printed: stage.at("printed.pdf"), trust: stage.at("trust.json") },
  };
  await certify(given);
  for (const title of ["Le phare", "版权登记办法", "Tide table"]) await register(stage, title, "Anne Kerbrat");
  await run(stage, `work list --export ${given.catalogue} --certificates ${stage.at("certificates")}`);
  return given;
}

async function run(stage: Stage, line: string): Promise<void> {
  const { code, stderr } = await stage.run(line);
  expect(code, stderr).to.equal(0);
}

/** Issues a work's certificate, which two members have signed, prints it, and writes down whom to trust. */
async function certify({ stage, tide: { path }, certificate, trust, printed }: Published): Promise<void> {
  const [one, two] = [stage.at("one.json"), stage.at("two.json")];
  const members = (["admin", "guardian"] as const).map((name) => ({ name, address: DEV_ADDRESSES[name] }));
  const registry = { chainId: DEV_CHAIN_ID, address: stage.colophon.deployment.WorkRegistry.address };
  const trusted: Trust = { format: TRUST_FORMAT, registry, members: { threshold: 2, keys: members } };
  mkdirSync(stage.at("certificates"));
  writeFileSync(trust, JSON.stringify(trusted));
  await run(stage, `checkpoint sign --file ${path} --account admin --out ${one}`);
  await run(stage, `checkpoint sign --checkpoints ${one} --account guardian --out ${two}`);
  await run(stage, `certificate issue --file ${path} --checkpoints ${two} --out ${certificate}`);
  await run(stage, `certificate print --certificate ${certificate} --trust ${trust} --out ${printed}`);
}

async function register(stage: Stage, title: string, author: string, ...more: readonly string[]): Promise<WrittenFile> {
  const file = stage.file();
  const line = `work register --file ${file.path} --account aurora --title`.split(" ");
  const ended = await runCommand([...line, title, "--author", author, ...more], stage.settings);
  expect(ended.code, ended.stderr).to.equal(0);
  return file;
}
