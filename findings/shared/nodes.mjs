// Starts a development chain of the packages beside this file, on loopback, and ends it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { resolve } = createRequire(import.meta.url);

/** Runs `use` with a function that asks anvil a JSON-RPC question and gives its whole answer. */
export function withAnvil(settings, use) {
  return withNode([resolve("@foundry-rs/anvil/bin.mjs"), "--port", "0", ...settings], /Listening on ([\d.:]+)/, use);
}

/** The same with a node of Hardhat's. @param network the settings of networks.hardhat */
export function withHardhat(network, use) {
  writeFileSync(
    "hardhat.config.cjs",
    `module.exports = ${JSON.stringify({ solidity: "0.8.30", networks: { hardhat: network } })}`,
  );
  const start = ["--config", "hardhat.config.cjs", "node", "--hostname", "127.0.0.1", "--port", "0"];
  return withNode([resolve("hardhat/internal/cli/bootstrap"), ...start], /server at http:\/\/([\d.:]+)/, use);
}

async function withNode(command, ready, use) {
  const env = { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" };
  const node = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"], detached: true, env });
  let place;
  for await (const line of createInterface(node.stdout)) {
    place = ready.exec(line)?.[1];
    if (place !== undefined) break;
  }
  node.stdout.resume();
  const post = (body) =>
    fetch(`http://${place}/`, { method: "POST", headers: { "content-type": "application/json" }, body });
  const ask = async (method, params = []) =>
    (await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }))).json();
  try {
    return await use(ask, { post, url: `http://${place}/` });
  } finally {
    process.kill(-node.pid);
    await once(node, "exit");
  }
}
