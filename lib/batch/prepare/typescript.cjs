// Lets a thread load TypeScript as the process does that started it, without ts-node.
"use strict";

require("../../../scripts/cached-swc.cjs").register();
