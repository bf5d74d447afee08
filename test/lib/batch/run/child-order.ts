import type { BatchMode } from "../../../../lib/batch/file/format";
import type { DevAccountName } from "../../../../lib/chain/development/dev-accounts";

/** When a child kills itself: before or after the nth time that it does something. */
export interface Moment {
  readonly of:
    | "progress"
    | "taking rows in"
    | "noting a hash"
    | "keeping a hash"
    | "sealing"
    | "renaming"
    | "keeping signed transactions"
    | "noting a receipt"
    | "noting the anchor";
  readonly nth: number;
  readonly side: "before" | "after";
}

/** What a child process is to register, and when it is to die. */
export interface ChildOrder {
  /** The node's. */
  readonly url: string;
  /** The folder of the deployments. */
  readonly deployments: string;
  /** The folder of the store. */
  readonly home: string;
  readonly account: DevAccountName;
  /** A folder or a file. */
  readonly from: string;
  readonly mode: BatchMode;
  /** In direct mode. */
  readonly worksPerCall: number;
  readonly moment?: Moment;
}
