import { join } from "node:path";

import type { Environment } from "../../scripts/shared/python";
import { ROOT } from "../shards/shards";

/** scitt-cose and pyscitt, pinned. */
export const COSE_ENVIRONMENT: Environment = {
  name: "What checks COSE statements",
  folder: join(ROOT, "node_modules", ".cache", "others-tools", "python"),
  requirements: join(ROOT, "docs", "others-tools", "requirements.txt"),
};
