import { dataSlice, getAddress } from "ethers";

import type { Contracts } from "../chain/contracts/deployment";
import type { Receipt } from "../chain/rpc/receipt";
import { ACCREDITOR_EVENTS, PARTY_EVENTS } from "./history";
import { WORK_EVENTS } from "./work-events";

/** Where an address begins in the 32 bytes of a topic. */
const ADDRESS_AT = 12;

/** Whether nothing has happened since to the works, parties and accreditors that a transaction was about. */
export async function isNewest({ registry, parties }: Contracts, receipt: Receipt): Promise<boolean> {
  for (const log of receipt.logs) {
    const [, subject = ""] = log.topics;
    const address = getAddress(log.address);
    const work = address === registry.target ? registry.interface.parseLog(log) : null;
    const party = address === parties.target ? parties.interface.parseLog(log) : null;
    let changedAtBlock: bigint | undefined;
    if (isOneOf(WORK_EVENTS, work?.name)) ({ changedAtBlock } = await registry.titleOf(subject));
    if (isOneOf(PARTY_EVENTS, party?.name)) ({ changedAtBlock } = await parties.partyOf(accountIn(subject)));
    if (isOneOf(ACCREDITOR_EVENTS, party?.name)) ({ changedAtBlock } = await parties.accreditorOf(accountIn(subject)));
    // A node that is behind may not know of the transaction yet.
    if (changedAtBlock !== undefined && Number(changedAtBlock) > receipt.block) return false;
  }
  return true;
}

function accountIn(topic: string): string {
  return getAddress(dataSlice(topic, ADDRESS_AT));
}

function isOneOf(names: readonly string[], name: string | undefined): boolean {
  return name !== undefined && names.includes(name);
}
