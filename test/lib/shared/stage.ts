import hre, { deployments } from "hardhat";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { open } from "../../../tasks/shared/open/open";
import { runAgain } from "../../shared/deploy-script";
import { deployRegistry, type Registry } from "../../shared/fixture";
import { withSettings } from "./environment";

/** A fresh deployment on the in-process chain, and the same as lib/ sees it. */
export interface Stage extends Registry {
  readonly colophon: Colophon;
}

/** Deploy scripts that run on the fixture, and the settings that they read. */
interface Scripts {
  readonly tag: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The fixture with more deployed: once, and from then on the chain goes back to it. */
const deployMore = deployments.createFixture<Registry, Scripts>(async (_, scripts) => {
  const deployment = await deployRegistry();
  if (scripts !== undefined) await withSettings(scripts.settings, () => runAgain(scripts.tag));
  return deployment;
});

/**
 * The fixture, opened as the tasks open it.
 * @param tag of the deploy scripts that run beside those of the fixture
 * @param settings which they read, without their prefix
 */
export async function setStage(tag?: string, settings: Scripts["settings"] = {}): Promise<Stage> {
  const deployment = tag === undefined ? await deployRegistry() : await deployMore({ tag, settings });
  return { ...deployment, colophon: await open(hre) };
}
