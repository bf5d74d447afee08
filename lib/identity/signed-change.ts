import { z } from "zod";

import { type DocumentKind, readDocument } from "../store/document";
import { address, bytes, bytes32, signature } from "../store/parts";
import { saveNew } from "../store/save-new";
import type { Change } from "./change";

/** A change that its controller has signed, for somebody else to send. */
export interface SignedChange {
  readonly did: string;
  readonly change: Change;
  /** 65 bytes, hex. */
  readonly signature: string;
}

const validity = z.int().positive();
const kind = <K extends Change["kind"], V extends z.ZodType>(name: K, values: V) =>
  z.object({ kind: z.literal(name), values: values });

const SIGNED_CHANGE: DocumentKind<SignedChange> = {
  format: "colophon-identity-change/1",
  schema: z.object({
    did: z.string(),
    change: z.discriminatedUnion("kind", [
      kind("ChangeOwner", z.tuple([address])),
      kind("AddDelegate", z.tuple([bytes32, address, validity])),
      kind("RevokeDelegate", z.tuple([bytes32, address])),
      kind("SetAttribute", z.tuple([bytes32, bytes, validity])),
      kind("RevokeAttribute", z.tuple([bytes32, bytes])),
    ]),
    signature,
  }),
  name: "a signed change of an identity",
  code: "NotASignedChange",
  advice: "Name the file that identity rotate, delegate or revoke wrote with --sign-to.",
};

/** @throws ColophonError where the file cannot be written */
export async function saveSignedChange(path: string, signed: SignedChange): Promise<void> {
  await saveNew(path, { format: SIGNED_CHANGE.format, ...signed });
}

/** @throws ColophonError, exit code 2, where the file is none */
export async function readSignedChange(path: string): Promise<SignedChange> {
  return readDocument(SIGNED_CHANGE, path);
}
