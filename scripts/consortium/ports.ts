import { once } from "node:events";
import { createServer } from "node:net";

import { ColophonError, isErrorCode } from "../../lib/errors";

/** The loopback interface is the only one that anything here listens on. */
export const HOST = "127.0.0.1";
export const DEFAULT_FIRST_PORT = 8601;

/** From a validator's JSON-RPC to its port for the others. */
const TO_PEERS = 10;
const LAST_PORT = 65_535;
const TRIES = 50;

/** The two ports of a validator. */
export interface Ports {
  readonly rpc: number;
  readonly peers: number;
}

/** The ports of validator `number`, which counts from 1. */
export function portsOf(firstPort: number, number: number): Ports {
  const rpc = firstPort + number - 1;
  return { rpc, peers: rpc + TO_PEERS };
}

/** The ports that the network's file gives a validator. */
export function portsAt({ url, port }: { readonly url: string; readonly port: number }): Ports {
  return { rpc: Number(new URL(url).port), peers: port };
}

/**
 * Checks that a network can begin at this port.
 * @throws ColophonError, exit code 2
 */
export function checkFirstPort(firstPort: number, validators: number): void {
  if (firstPort < 1 || portsOf(firstPort, validators).peers > LAST_PORT) {
    throw new ColophonError(`COLOPHON_CONSORTIUM_PORT: no network can begin at port ${firstPort}`, {
      code: "NoPortsThere",
      advice: `Choose a number from 1 to ${LAST_PORT - TO_PEERS - validators + 1}.`,
      exitCode: 2,
    });
  }
}

/** @throws ColophonError where a port is taken, naming it */
export async function checkPortsAreFree(ports: readonly Ports[]): Promise<void> {
  for (const port of ports.flatMap(({ rpc, peers }) => [rpc, peers])) {
    const trouble = await listenOn(port);
    if (trouble === undefined) continue;
    const what = isErrorCode(trouble, "EADDRINUSE") ? "is in use" : `cannot be used: ${trouble.message}`;
    throw new ColophonError(`The port ${port} ${what}`, {
      code: "ConsortiumPortTaken",
      advice: "Stop what uses it, or choose another first port with COLOPHON_CONSORTIUM_PORT.",
      cause: trouble,
    });
  }
}

/** A first port at which a network of `validators` can begin now. */
export async function freeFirstPort(validators: number): Promise<number> {
  const [lowest, room] = [20_000, 12_000];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const firstPort = lowest + Math.floor(Math.random() * room);
    const all = Array.from({ length: validators }, (_, index) => portsOf(firstPort, index + 1));
    const isFree = await checkPortsAreFree(all).then(
      () => true,
      () => false,
    );
    if (isFree) return firstPort;
  }
  throw new Error("no ports are free");
}

/** Listens for a moment, to see that it can be done. @returns why it cannot */
async function listenOn(port: number): Promise<Error | undefined> {
  const server = createServer().listen(port, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  server.close();
  await once(server, "close");
  return undefined;
}
