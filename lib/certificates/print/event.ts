import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { formatTime } from "../../chain/rpc/time";
import { inWords } from "../../history/timeline";
import type { WORK_EVENTS } from "../../history/work-events";
import type { CertifiedEvent } from "../judge/history";
import type { DetailName, Words } from "./words/words";

/** A value of an event, as it is on the chain or in words. */
export interface Detail {
  readonly name: DetailName;
  readonly value: string | ((words: Words) => string);
}

/** An event of a history as it is printed; hashes and addresses are whole. */
export interface PaperEvent {
  readonly name: keyof Words["events"];
  readonly time: string;
  readonly block: number;
  readonly details: readonly Detail[];
}

const NOTHING = /^0x0{64}$/;

type Values = Readonly<Record<string, string>>;

const move = ({ from, to }: Values): Detail => ({ name: "move", value: `${from} → ${to}` });
const owner = (values: Values): Detail => ({ name: "owner", value: values["owner"] ?? "" });
const metadata = (values: Values): Detail => ({ name: "metadata", value: values["metadataHash"] ?? "" });
const deed = ({ deedHash = "" }: Values): Detail[] =>
  NOTHING.test(deedHash) ? [] : [{ name: "deed", value: deedHash }];
const order = ({ orderHash = "", adjudicator = "" }: Values): Detail[] => [
  { name: "order", value: orderHash },
  { name: "adjudicator", value: adjudicator },
];
const offeree = ({ to = "" }: Values): Detail => ({ name: "offeree", value: to });
const statusIn = (words: Words, value: string | undefined): string => {
  const status = TITLE_STATUSES[Number(value)];
  return status === undefined ? String(value) : words.statuses[status];
};

/** What there is to say of each event. */
const DETAILS: Readonly<Record<(typeof WORK_EVENTS)[number], (values: Values) => Detail[]>> = {
  WorkRegistered: (values) => [owner(values), metadata(values)],
  WorkSuperseded: (values) => [move(values)],
  PriorityProven: ({ root = "", anchoredAt = "" }) => [
    { name: "anchoredAt", value: formatTime(BigInt(anchoredAt)) },
    { name: "root", value: root },
  ],
  WorkAmended: (values) => [metadata(values)],
  TitleOffered: (values) => [
    offeree(values),
    ...deed(values),
    { name: "until", value: formatTime(BigInt(values["expiresAt"] ?? 0)) },
  ],
  TitleOfferDeclined: (values) => [offeree(values), ...deed(values)],
  TitleOfferWithdrawn: (values) => [offeree(values), ...deed(values)],
  TitleTransferred: (values) => [move(values), ...deed(values)],
  TitleCorrected: (values) => [move(values), ...order(values)],
  TitleRecovered: (values) => [move(values), { name: "recovery", value: values["recoveryHash"] ?? "" }],
  TitleStatusChanged: (values) => [
    {
      name: "status",
      value: (words) => `${statusIn(words, values["oldStatus"])} → ${statusIn(words, values["newStatus"])}`,
    },
    ...order(values),
  ],
};

/** An event of a judged certificate as it is printed. */
export function paperEvent(certified: CertifiedEvent): PaperEvent {
  const { time, block, event, values } = inWords(certified);
  const name = event as keyof typeof DETAILS; // a certificate has no other events
  return { name, time: formatTime(time), block, details: DETAILS[name](values) };
}
