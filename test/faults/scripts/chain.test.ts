import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { freePort, rpc, STATE_OPTION } from "../../../scripts/chain/anvil";
import { findProcess } from "../../../scripts/shared/processes";
import { waitFor } from "../../../scripts/shared/wait";
import { type Running, type Settings, start, stopAll } from "../../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";

const SCRIPT = ["-r", "ts-node/register/transpile-only", "scripts/chain.ts"];
const ACCOUNT = "0x1111111111111111111111111111111111111111";

describe("npm run chain", () => {
  let folder: TemporaryFolder;
  let port: number;
  let url: string;
  let running: Running[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = [];
  });
  afterEach(async () => {
    await stopAll(running);
    await folder.remove();
  });

  function startChain(settings: Settings = {}): Running {
    return keep(start(SCRIPT, { HOME: folder.at("home"), CHAIN_PORT: String(port), ...settings }));
  }

  function keep(chain: Running): Running {
    running.push(chain);
    return chain;
  }

  const anvilOf = (home: string): number | undefined =>
    findProcess(STATE_OPTION, folder.at(`${home}/chain/state.json`))?.pid;

  it("keeps the chain between a SIGTERM and the next start, and says where", async () => {
    const first = startChain();
    expect(await first.firstLine).to.equal(`The embedded chain answers at ${url} (chain id 31337, block 0).`);
    await rpc(url, "anvil_setBalance", [ACCOUNT, "0x7"]);
    await rpc(url, "evm_mine");
    await rpc(url, "evm_mine");

    first.kill("SIGTERM");
    expect(await first.ended).to.deep.equal({
      code: 0,
      stderr: "",
      stdout: [
        `The embedded chain answers at ${url} (chain id 31337, block 0).`,
        `It is kept in ${folder.at("home/chain/state.json")}. Stop it with Ctrl-C.`,
        "Next, in another terminal: npm run deploy",
        "",
      ].join("\n"),
    });

    const second = startChain();
    expect(await second.firstLine).to.equal(`The embedded chain answers at ${url} (chain id 31337, block 2).`);
    expect(await rpc(url, "eth_getBalance", [ACCOUNT, "latest"])).to.equal("0x7");
    second.kill("SIGTERM");
    expect((await second.ended).stdout).not.to.contain("npm run deploy");
  });

  it("says that the port is taken, and leaves alone what runs there", async () => {
    await startChain().firstLine;

    const { code, stdout, stderr } = await startChain({ HOME: folder.at("other-home") }).ended;

    expect(stdout).to.equal("");
    expect(stderr).to.equal(
      `Error: The port ${port} is in use\n  Perhaps the chain runs already. If not, stop what uses the port, or choose another with COLOPHON_CHAIN_PORT.\n`,
    );
    expect(code).to.equal(1);
    expect(await rpc(url, "eth_chainId")).to.equal("0x7a69");
  });

  it("passes a SIGTERM for npm on: the chain ends, keeps its state, and no process is left", async () => {
    const settings = { HOME: folder.at("home"), CHAIN_PORT: String(port) };
    const npm = keep(start(["run", "--silent", "chain"], settings, { program: "npm" }));
    expect(await npm.firstLine).to.equal(`The embedded chain answers at ${url} (chain id 31337, block 0).`);
    await rpc(url, "anvil_setBalance", [ACCOUNT, "0x7"]);
    await rpc(url, "evm_mine");

    npm.kill("SIGTERM");
    // The streams are closed by the last process that has them.
    await npm.ended;

    expect(anvilOf("home")).to.equal(undefined);
    expect(await startChain().firstLine).to.equal(`The embedded chain answers at ${url} (chain id 31337, block 1).`);
    expect(await rpc(url, "eth_getBalance", [ACCOUNT, "latest"])).to.equal("0x7");
  });

  it("refuses a second chain of the same home, at another port too, and leaves the first alone", async () => {
    await startChain().firstLine;

    const { code, stdout, stderr } = await startChain({ CHAIN_PORT: String(await freePort()) }).ended;

    expect(stdout).to.equal("");
    expect(stderr).to.equal(
      `Error: Another chain is running that is kept in ${folder.at("home/chain")}\n  Use that one, or stop it first (Ctrl-C where it runs). For a second chain set COLOPHON_HOME to another folder, and COLOPHON_CHAIN_PORT.\n`,
    );
    expect(code).to.equal(1);
    expect(await rpc(url, "eth_chainId")).to.equal("0x7a69");
  });

  it("runs beside a chain of another home", async () => {
    await startChain().firstLine;
    const other = await freePort();

    const beside = startChain({ HOME: folder.at("other-home"), CHAIN_PORT: String(other) });

    expect(await beside.firstLine).to.match(new RegExp(`^The embedded chain answers at http://127.0.0.1:${other} `));
    expect(await rpc(url, "eth_chainId")).to.equal("0x7a69");
  });

  it("goes on at once after a SIGKILL, with all that the chain which was left behind had", async () => {
    const first = startChain();
    await first.firstLine;
    const left = anvilOf("home");
    await rpc(url, "anvil_setBalance", [ACCOUNT, "0x7"]);
    await rpc(url, "evm_mine");

    first.kill("SIGKILL");
    const second = startChain();

    expect(await second.firstLine).to.equal("The chain that a killed command left behind is ended; its state is kept.");
    await waitFor(async () => rpc(url, "eth_chainId").catch(() => undefined), 60_000);
    expect(await rpc(url, "eth_blockNumber")).to.equal("0x1");
    expect(await rpc(url, "eth_getBalance", [ACCOUNT, "latest"])).to.equal("0x7");
    expect(left).to.be.a("number");
    expect(anvilOf("home")).to.be.a("number").that.does.not.equal(left);
  });

  it("says that its state is damaged, and keeps the one before it", async () => {
    mkdirSync(folder.at("home/chain"), { recursive: true });
    const [state, previous] = [folder.at("home/chain/state.json"), folder.at("home/chain/state.previous.json")];
    writeFileSync(state, '{"block":');
    writeFileSync(previous, "the state before it");

    const { code, stdout, stderr } = await startChain().ended;

    expect(stdout).to.equal("");
    const [sentence, advice] = stderr.split(/\n(?= {2}If )/);
    expect(sentence).to.match(new RegExp(`^Error: The chain did not start on port ${port}: .+`));
    expect(advice).to.equal(
      `  If ${state} is damaged, move it aside and copy state.previous.json, which lies beside it, to its name.\n`,
    );
    expect(code).to.equal(1);
    expect(readFileSync(previous, "utf8")).to.equal("the state before it");
  });
});
