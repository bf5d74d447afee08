import { bulk } from "./bulk";
import { certificate } from "./certificate";
import { committee } from "./committee";
import { desk } from "./desk";
import { exportPart } from "./export";
import { gas } from "./gas";
import { hash } from "./hash";
import { network } from "./network";
import { portal } from "./portal";
import type { Part } from "./shared/row";
import { start } from "./start";

/** Every part, in the order of the table. */
export const PARTS: readonly Part[] = [
  gas,
  bulk,
  desk,
  certificate,
  network,
  start,
  committee,
  hash,
  exportPart,
  portal,
];
