import { join } from "node:path";

import type { HardhatUserConfig } from "hardhat/config";

import project from "../../hardhat.config";

const ROOT = join(__dirname, "..", "..");
const BUILD = join(ROOT, "node_modules", ".cache", "analyze");

/**
 * The project, compiled into a folder that nothing else uses. Hardhat keeps the records of earlier compilations as long
 * as one of their artifacts is in use, and Slither stumbles over those.
 */
const config: HardhatUserConfig = {
  ...project,
  paths: { ...project.paths, root: ROOT, artifacts: join(BUILD, "artifacts"), cache: join(BUILD, "cache") },
  typechain: { ...project.typechain, dontOverrideCompile: true },
};

export default config;
