import hre from "hardhat";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { open } from "../../../tasks/shared/open/open";
import { deployRegistry, type Registry } from "../../shared/fixture";

/** A fresh deployment on the in-process chain, and the same as lib/ sees it. */
export interface Stage extends Registry {
  readonly colophon: Colophon;
}

/** The fixture, opened as the tasks open it. */
export async function setStage(): Promise<Stage> {
  const deployment = await deployRegistry();
  return { ...deployment, colophon: await open(hre) };
}
