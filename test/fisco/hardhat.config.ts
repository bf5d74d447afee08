import { join, resolve } from "node:path";

import { extendProvider, type HardhatUserConfig } from "hardhat/config";

import project from "../../hardhat.config";
import { InProcessNode } from "./in-process";
import { LEFT_OUT, titlesOf } from "./left-out";
import { standInForAnvil } from "./stand-in";

const MILLISECONDS = 1000;

// `npm test` loads every file under test/, and this one does nothing unless it is the configuration.
if (process.argv.some((word, index, words) => word === "--config" && resolve(words[index + 1] ?? "") === __filename)) {
  standInForAnvil();
  extendProvider(async (provider, _config, network) =>
    network === "hardhat" ? new InProcessNode(provider) : provider,
  );
}

/** The project on a chain with the profile of FISCO BCOS: `npm run test:fisco`. */
const config: HardhatUserConfig = {
  ...project,
  networks: {
    ...project.networks,
    hardhat: {
      ...project.networks?.hardhat,
      // The chain counts milliseconds where another one counts seconds.
      initialDate: new Date(Date.now() * MILLISECONDS).toISOString(),
    },
  },
  mocha: { ...project.mocha, grep: titlesOf(LEFT_OUT), invert: true },
  paths: { ...project.paths, root: join(__dirname, "..", "..") },
};

export default config;
