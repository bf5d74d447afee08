import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";

import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** Where Debian keeps a server's programs. */
const DEBIAN = "/usr/lib/postgresql/15/bin";
/** Debian's account of no rights, for a server that refuses to run as root. */
const NOBODY = 65_534;

/** A PostgreSQL server on this machine alone. */
export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts Debian's PostgreSQL where it is installed, else PGlite, which is PostgreSQL compiled to WebAssembly. */
export function startPostgres(folder: string): Promise<Postgres> {
  return existsSync(join(DEBIAN, "initdb")) ? startDebians(folder) : startPglite();
}

async function startPglite(): Promise<Postgres> {
  const database = await PGlite.create();
  const server = new PGLiteSocketServer({ db: database, host: "127.0.0.1", port: 0 });
  await server.start();
  return {
    url: `postgresql://postgres@${server.getServerConn()}/postgres`,
    stop: async () => {
      await server.stop();
      await database.close();
    },
  };
}

async function startDebians(folder: string): Promise<Postgres> {
  const data = join(folder, "postgres");
  mkdirSync(data);
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (isRoot) {
    chmodSync(folder, 0o755);
    execFileSync("chown", [String(NOBODY), data]);
  }
  const initdb = ["--pgdata", data, "--username", "registrar", "--auth", "trust", "--encoding", "UTF8", "--no-sync"];
  execFileSync(join(DEBIAN, "initdb"), initdb, { ...as, cwd: data, stdio: "ignore" });
  const port = await freePort();
  const server = spawn(
    join(DEBIAN, "postgres"),
    ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", "", "-F", "-c", "log_min_messages=log"],
    { ...as, cwd: data, stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("ready to accept connections")) resolve();
    });
    void ended.then(() => reject(new Error(said)));
  });
  return {
    url: `postgresql://registrar@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill("SIGINT");
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
