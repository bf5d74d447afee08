import { bulk } from "./bulk";
import { gas } from "./gas";
import { hash } from "./hash";
import { network } from "./network";
import type { Part } from "./shared/row";
import { start } from "./start";

/** Every part, in the order of the table. */
export const PARTS: readonly Part[] = [gas, bulk, network, start, hash];
