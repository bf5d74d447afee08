import { join } from "node:path";

import { z } from "zod";

import { type DocumentKind, readDocument } from "./document";
import { namesIn } from "./folder";
import { whole } from "./parts";
import { keep } from "./records";

const FORMAT = "colophon-capture/1";
const FILE = "capture.json";
const INDENT = 2;

const schema = z.strictObject({
  format: z.literal(FORMAT),
  capture: z.strictObject({
    /** What hashed the file, and what that ran on, with their versions. */
    tool: z.string(),
    system: z.string(),
    /** Where the file was. */
    path: z.string(),
    /** The machine's clock, and beside it the chain's: its newest block and that block's time. ISO 8601. */
    clock: z.strictObject({ machine: z.string(), chain: z.string(), block: whole }),
  }),
});

/** How a file came to be registered. */
export type Capture = z.infer<typeof schema>["capture"];

const CAPTURE: DocumentKind<z.infer<typeof schema>> = {
  format: FORMAT,
  schema,
  name: "the record of a capture",
  code: "NotACapture",
  advice: "Remove it, and the next run makes a new one.",
};

/** The record that an earlier run has made; undefined where none did. @param folder the work's */
export async function keptCapture(folder: string): Promise<Capture | undefined> {
  if (!(await namesIn(folder)).includes(FILE)) return undefined;
  return (await readDocument(CAPTURE, join(folder, FILE))).capture;
}

/** Keeps the record, so that a run that finishes a killed one says the same. */
export async function keepCapture(folder: string, capture: Capture): Promise<void> {
  await keep(join(folder, FILE), `${JSON.stringify({ format: FORMAT, capture }, null, INDENT)}\n`);
}
