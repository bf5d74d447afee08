import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { freePort } from "../../scripts/chain/anvil";
import { keepPage } from "../../scripts/demo/page";
import { type Running, start, stopAll } from "../cli/shared/processes";
import { Stage } from "../cli/shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

const SCRIPT = ["-r", "ts-node/register/transpile-only", "scripts/portal.ts"];

describe("npm run portal", () => {
  let folder: TemporaryFolder;
  let running: Running[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    running = [];
  });
  afterEach(async () => {
    await stopAll(running);
    await folder.remove();
  });

  function serve(words: readonly string[], settings: object = { HOME: folder.at("home") }): Running {
    const page = start([...SCRIPT, ...words], { ...settings });
    running.push(page);
    return page;
  }

  it("serves the page without anything to look up where nothing is deployed, and ends at a SIGTERM", async () => {
    const port = String(await freePort());
    const served = serve(["--port", port]);
    expect(await served.firstLine).to.equal(
      `The page is at http://127.0.0.1:${port}/ and looks nothing up: nothing is deployed on embedded.`,
    );

    const page = await fetch(`http://127.0.0.1:${port}/`);

    expect(page.headers.get("content-security-policy")).to.match(/^default-src 'none'; .*frame-ancestors 'none'$/);
    expect(await page.text()).to.contain('<meta name="colophon-node" content=""');
    expect((await fetch(`http://127.0.0.1:${port}/package.json`)).status).to.equal(404);
    expect((await fetch(`http://127.0.0.1:${port}/`, { method: "POST" })).status).to.equal(405);
    served.kill("SIGTERM");
    expect((await served.ended).code).to.equal(0);
  });

  it("points the page at the local chain, its registry, a catalogue and those whom a trust file names", async () => {
    const stage = await Stage.set();
    try {
      mkdirSync(folder.at("catalogue/works"), { recursive: true });
      writeFileSync(folder.at("catalogue/works/0.json"), "[]");
      writeFileSync(folder.at("secret.json"), "{}");
      writeFileSync(folder.at("trust.json"), '{"name":"</script>"}');
      const port = String(await freePort());
      const beside = ["--catalogue", folder.at("catalogue"), "--trust", folder.at("trust.json")];
      const served = serve(["--port", port, ...beside], stage.settings);
      expect(await served.firstLine).to.contain(`looks works up on embedded (${stage.anvil.url})`);

      const html = await (await fetch(`http://127.0.0.1:${port}/`)).text();

      const registry = await stage.colophon.registry.getAddress();
      expect(html).to.contain(`<meta name="colophon-node" content="${stage.anvil.url}"`);
      expect(html).to.contain(`<meta name="colophon-registry" content="${registry}"`);
      expect(html).to.contain('<meta name="colophon-catalogue" content="catalogue/"');
      expect(html).to.contain(String.raw`{"name":"\u003c/script>"}`);
      expect(await statusOf(port, "/catalogue/works/0.json")).to.equal(200);
      for (const path of [
        "/catalogue/../secret.json",
        "/catalogue/%2e%2e/secret.json",
        "/catalogue/..%2fsecret.json",
      ]) {
        expect(await statusOf(port, path), path).to.equal(404);
      }
    } finally {
      await stage.strike();
    }
  });

  it("is served by a process of its own for a demo that is kept, which ends when it is told to", async () => {
    writeFileSync(folder.at("trust.json"), '{"name":"Aurora"}');
    const settings = { COLOPHON_HOME: folder.at("home"), COLOPHON_NETWORK: "embedded" };
    const { url, process: served } = await keepPage(await freePort(), folder.at("trust.json"), settings);
    try {
      expect(await (await fetch(url)).text()).to.contain('{"name":"Aurora"}');
    } finally {
      served.kill();
    }
    expect(await once(served, "exit")).to.deep.equal([0, null]);
    const failed = keepPage(await freePort(), folder.at("nowhere.json"), settings).catch((error: Error) => error);
    expect(String(await failed)).to.contain("nowhere.json");
  });

  it("says what is wrong with its words, and that a port is in use", async () => {
    const port = String(await freePort());
    const first = serve(["--port", port]);
    await first.firstLine;
    const refusals: Readonly<Record<string, readonly string[]>> = {
      [`The port ${port} is in use`]: ["--port", port],
      '--port: "x" is not a port': ["--port", "x"],
      '--network: there is no network "mainnet"': ["--network", "mainnet"],
      "There is no folder": ["--catalogue", folder.at("nowhere")],
    };
    for (const [message, words] of Object.entries(refusals)) {
      const { code, stderr } = await start([...SCRIPT, ...words], { HOME: folder.at("home") }).ended;
      expect(code, stderr).to.equal(2);
      expect(stderr).to.contain(`Error: ${message}`);
    }
  });
});

/** The answer's code, for a path that is sent as it is: fetch would tidy it up. */
async function statusOf(port: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path }, (response) => {
      void text(response).then(() => resolve(response.statusCode));
    })
      .on("error", reject)
      .end();
  });
}
