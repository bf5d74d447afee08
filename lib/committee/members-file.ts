import { getAddress, ZeroAddress } from "ethers";
import { z } from "zod";

import { DEV_ADDRESSES } from "../chain/development/dev-accounts";
import { ColophonError } from "../errors";
import { type DocumentKind, readDocument } from "../store/document";
import { address } from "../store/parts";

/** What the contracts take: seats, and the weight of one. */
const MOST_MEMBERS = 128;
export const MOST_WEIGHT = 2 ** 32 - 1;
/** The longest delay or period, in seconds: 90 days. */
const MOST_SECONDS = 90 * 24 * 3600;
const PERCENT = 100;

const text = z.string().trim().min(1, "is empty").max(200, "is longer than 200 characters");
const seconds = (least: number): z.ZodInt =>
  z
    .int("is not a whole number of seconds")
    .min(least, `is less than ${least}`)
    .max(MOST_SECONDS, "is more than 90 days");
const percent = z.int("is not a whole number").min(1, "is less than 1").max(PERCENT, "is more than 100");

const schema = z.strictObject({
  format: z.literal("colophon-committee/1"),
  rules: z.strictObject({
    votingDelaySeconds: seconds(0),
    votingPeriodSeconds: seconds(1),
    executionDelaySeconds: seconds(0),
    participationPercent: percent,
    winRatePercent: percent,
  }),
  members: z
    .array(
      z.strictObject({
        name: text,
        /** What the institution is, in its own words. */
        kind: text,
        address: address.refine((value) => value !== ZeroAddress, "is the zero address").transform(getAddress),
        weight: z.int("is not a whole number").min(1, "is less than 1").max(MOST_WEIGHT, `is more than ${MOST_WEIGHT}`),
      }),
    )
    .min(1, "names nobody")
    .max(MOST_MEMBERS, `names more than ${MOST_MEMBERS}`),
});

/** A committee's first members, and the rules of its first votes. */
export type MembersFile = z.infer<typeof schema>;

const MEMBERS_FILE: DocumentKind<MembersFile> = {
  format: "colophon-committee/1",
  schema,
  name: "a committee's file",
  code: "CommitteeFileWrong",
  advice: "samples/committee.json is an example of five institutions; docs/committee.md explains every field.",
};

/**
 * Reads a committee's first members.
 * @param mayTry whether this is a chain for trying things out, on which the development accounts may be members
 * @throws ColophonError, exit code 2, that names the place in the file
 */
export async function readMembersFile(path: string, mayTry: boolean): Promise<MembersFile> {
  const file = await readDocument(MEMBERS_FILE, path);
  for (const [index, member] of file.members.entries()) {
    const first = file.members.findIndex((other) => other.address === member.address);
    if (first !== index) throw wrong(path, index, `is that of members.${first} as well`);
    if (!mayTry && Object.values(DEV_ADDRESSES).includes(member.address)) {
      throw wrong(path, index, "is a development account's, whose key everybody knows");
    }
  }
  return file;
}

function wrong(path: string, index: number, rule: string): ColophonError {
  const { name, code, advice } = MEMBERS_FILE;
  return new ColophonError(`${path} is not ${name}: members.${index}.address ${rule}`, { code, advice, exitCode: 2 });
}
