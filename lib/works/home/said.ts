import type { JsonRpcApiProvider } from "ethers";

import type { Metadata } from "../../metadata/metadata";
import { digestsIn, withDigests, withoutStaleDigests } from "../../metadata/redactable";
import { keepCapture, keptCapture } from "../../store/capture";
import { keepDisclosures, keptDisclosures } from "../../store/disclosures";
import { captureNow, type CaptureOrder } from "./capture";

/** What is said of a work, in the form that is hashed. */
export interface Said {
  readonly metadata: Metadata;
  /** Keeps what more there is of it than the document. To be called before the transaction is sent. */
  readonly keep: () => Promise<void>;
}

/** How metadata are to be said. */
export interface SayingOrder {
  /** Puts the record of the capture into them. */
  readonly capture?: CaptureOrder | undefined;
  /** The fields that become salted digests, so that each can be withheld later. */
  readonly redactable?: readonly string[] | undefined;
}

/**
 * Metadata as they are registered. A run that finishes a killed one says the same as that: what the killed one kept counts.
 * @param folder the work's
 * @throws ColophonError, exit code 2, where a field cannot be a digest, or what is kept is something else
 */
export async function saidOf(
  provider: JsonRpcApiProvider,
  folder: string,
  plain: Metadata,
  { capture: order, redactable = [] }: SayingOrder,
): Promise<Said> {
  const capture = order && ((await keptCapture(folder)) ?? (await captureNow(provider, order)));
  // Any term is metadata.
  const whole = capture === undefined ? plain : ({ ...plain, capture } as unknown as Metadata);
  const hasDigests = redactable.length > 0 || digestsIn(whole).length > 0;
  const kept = hasDigests ? await keptDisclosures(folder) : [];
  const fresh = withoutStaleDigests(whole, kept);
  const { metadata, disclosures } =
    redactable.length === 0 ? { metadata: fresh, disclosures: [] } : withDigests(fresh, redactable, kept);
  return {
    metadata,
    keep: async () => {
      if (capture !== undefined) await keepCapture(folder, capture);
      await keepDisclosures(folder, disclosures);
    },
  };
}
