import { existsSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import type { ConsortiumSettings } from "../../env";
import { ColophonError } from "../../errors";
import { readTextSync } from "../../text-file";

/** The format of the file that says where the validators are. */
export const LOCAL_CONSORTIUM_FORMAT = "colophon-consortium/1";

/** A function, so that whoever has no such network need not load what reads it. */
const networkFile = () =>
  z.object({
    format: z.literal(LOCAL_CONSORTIUM_FORMAT),
    chainId: z.int().positive(),
    validators: z
      .array(
        z.object({
          /** From 1 on. */
          number: z.int().positive(),
          address: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
          /** Its JSON-RPC. */
          url: z.url(),
          /** The port for the other validators. */
          port: z.int().positive(),
        }),
      )
      .min(1),
  });

/** The consortium network of this machine, which `npm run consortium` made. */
export type LocalConsortium = z.infer<ReturnType<typeof networkFile>>;

/** The folder of the network of this machine. @param home the folder of everything that Colophon keeps */
export function consortiumFolder(home: string): string {
  return join(home, "consortium");
}

/** The file that says where the validators are. */
export function networkPath(folder: string): string {
  return join(folder, "network.json");
}

/**
 * The network of this machine.
 * @param folder its folder
 * @returns undefined where there is none
 * @throws ColophonError where its file is damaged
 */
export function readLocalConsortium(folder: string): LocalConsortium | undefined {
  const path = networkPath(folder);
  if (!existsSync(path)) return undefined;
  try {
    return networkFile().parse(JSON.parse(readTextSync(path)));
  } catch (cause) {
    throw new ColophonError(`${path} does not describe a consortium network`, {
      code: "NotAConsortium",
      advice: "Make the network anew: npm run consortium -- wipe, then npm run consortium.",
      cause,
    });
  }
}

/** The consortium network that is meant: that of the settings; where they name no node, that of this machine, if there is one. */
export function consortiumNetwork(settings: ConsortiumSettings, home: string): ConsortiumSettings {
  if (settings.urls.length > 0) return settings;
  const local = readLocalConsortium(consortiumFolder(home));
  if (local === undefined) return settings;
  return { urls: local.validators.map(({ url }) => url), chainId: settings.chainId ?? local.chainId };
}
