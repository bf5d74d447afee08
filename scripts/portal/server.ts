import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";

import { ColophonError, isErrorCode } from "../../lib/errors";
import { policyOf } from "./page";

/** Where the catalogue's export is, from the page on. */
export const CATALOGUE_PATH = "catalogue/";

/** A page that is served. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves the page on the loopback interface, and beside it an export of a catalogue; nothing else.
 * @param port 0 for a free one
 * @param catalogue the export's folder
 * @throws ColophonError, exit code 2, where the port is taken
 */
export async function servePage(page: string, port: number, catalogue?: string): Promise<Served> {
  const headers = headersOf(page);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname.slice(1);
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.method !== "GET" && request.method !== "HEAD") return end(response, 405);
    if (path === "" || path === "index.html")
      return response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    if (catalogue === undefined || !path.startsWith(CATALOGUE_PATH)) return end(response, 404);
    return void sendFile(response, catalogue, path.slice(CATALOGUE_PATH.length));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    if (!isErrorCode(cause, "EADDRINUSE")) throw cause;
    throw new ColophonError(`The port ${port} is in use`, {
      code: "PortInUse",
      advice: "Name another one: npm run portal -- --port 8650",
      exitCode: 2,
      cause,
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, "close");
    },
  };
}

/** What a host can say and a page cannot: that nobody may frame it, and that a file is what it is called. */
function headersOf(page: string): ReadonlyMap<string, string> {
  return new Map([
    ["content-security-policy", `${policyOf(page)}; frame-ancestors 'none'`],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "no-referrer"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cache-control", "no-cache"],
  ]);
}

async function sendFile(response: ServerResponse, folder: string, name: string): Promise<void> {
  const path = normalize(join(folder, decoded(name)));
  const found = path.startsWith(normalize(folder) + sep) ? await stat(path).catch(() => undefined) : undefined;
  if (found?.isFile() !== true) return end(response, 404);
  response.setHeader("content-type", path.endsWith(".json") ? "application/json" : "application/octet-stream");
  response.setHeader("content-length", found.size);
  // A reader that goes away meanwhile is no fault.
  await pipeline(createReadStream(path), response).catch(() => undefined);
}

/** As it is where its percent signs mean nothing. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function end(response: ServerResponse, code: number): void {
  response.statusCode = code;
  response.end();
}
