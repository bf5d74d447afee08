import type { Acknowledged } from "./figures";

/** Transactions of a client between signing and block, by whatever they are sent: what is compared is not how many they are. */
export const IN_FLIGHT = 96;

/** Whom a client acts for, and through which nodes. */
export interface Setting {
  /** The network's nodes, the one that is named first at the beginning. */
  readonly urls: readonly string[];
  readonly network: string;
  readonly chainId: number;
  /** The folder of the deployments. */
  readonly deployments: string;
  /** The client's own folder. */
  readonly home: string;
  readonly privateKey: string;
}

/** What a client can be told to do, for as many seconds as it is told then. */
export type Job =
  /** Registers single works, by the client that everybody uses, as fast as it can. */
  | { readonly kind: "register"; readonly works: number }
  /** Sends the same calls, signed beforehand. */
  | { readonly kind: "byHand"; readonly works: number; readonly inFlight: number; readonly url: string }
  /** Registers single works, each at its time, whatever has become of those before it. */
  | { readonly kind: "paced"; readonly perSecond: number; readonly seconds: number }
  /** Registers works by one anchor after the other. */
  | { readonly kind: "anchor"; readonly works: number };

/** A job that is prepared. Given the seconds, it begins at once. */
export type Ready = (seconds: number) => Promise<Acknowledged[]>;

/** What is said to the process of a client: first where it is, then by turns what to prepare and that it may begin. */
export type Order =
  | { readonly open: Setting }
  | { readonly prepare: Job }
  | { readonly run: { readonly seconds: number } };

/** What it answers to each. */
export type Answer = { readonly acknowledged: Acknowledged[] } | { readonly trouble: string };
