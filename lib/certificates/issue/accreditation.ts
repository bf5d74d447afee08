import type { Colophon } from "../../chain/contracts/colophon";
import { ColophonError } from "../../errors";
import type { HistoryEvent } from "../../history/walk";
import { currentRegistration } from "../../history/work-events";
import { appointmentSlot, partySlot, readPartySlot } from "../../proofs/slots/party-slots";
import type { Certificate } from "../format";
import { nodeProof } from "./node-proof";

/**
 * The proof of the owner's accreditation at the block of its registration; undefined where the work has no title, or the node
 * keeps no state of that block any more.
 */
export async function accreditationOf(
  { provider, deployment }: Colophon,
  workId: string,
  history: readonly HistoryEvent[],
): Promise<Certificate["accreditation"]> {
  const registration = currentRegistration(history);
  if (registration === undefined) return undefined;

  const parties = deployment.PartyRegistry.address;
  const slot = partySlot(String(registration.event.args["owner"]));
  const asked = (slots: readonly string[]) =>
    nodeProof(provider, workId, { contract: parties, slots, block: registration.blockNumber });
  try {
    const own = await asked([slot]);
    const { appointment: number } = readPartySlot(own.values[0] ?? 0n);
    const [party = []] = own.slots;
    const [appointment = []] = (await asked([appointmentSlot(number)])).slots;
    return { parties, account: own.account, party, appointment };
  } catch (error) {
    if (error instanceof ColophonError) return undefined;
    throw error;
  }
}
