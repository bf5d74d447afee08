import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { Browser, Page } from "playwright-core";

import { readTitle } from "../../lib/chain/contracts/title";
import { DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import type { LookedUp, lookUp, Place } from "../../portal/src/node/look-up";
import { Stage } from "../cli/shared/stage";
import { answerAsNode, type LoopbackServer, startServer } from "../lib/shared/loopback-server";
import { openBrowser } from "./browser";
import { bundled } from "./bundled";

const UNKNOWN = `0x${"1".repeat(64)}`;

/** What the page learns of a work, or why it learns nothing. */
type Outcome =
  | { readonly found: Omit<LookedUp, "history"> & { readonly events: string[] } }
  | { readonly failed: string };

describe("looking a work up in the page", () => {
  let stage: Stage;
  let browser: Browser;
  let server: LoopbackServer;
  let page: Page;
  let place: Place;
  before(async function () {
    this.timeout(0);
    stage = await Stage.set();
    const code = await bundled("portal/src/node/look-up.ts");
    const html = `<!doctype html><meta charset="utf-8"><script>${code.replaceAll("</script", "<\\/script")}</script>`;
    server = await startServer((response) => response.setHeader("content-type", "text/html").end(html));
    browser = await openBrowser();
    page = await browser.newPage();
    await page.goto(server.url);
    place = { node: stage.anvil.url, registry: stage.colophon.deployment.WorkRegistry.address };
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await stage.strike();
  });

  function ask(work: string, where: Place = place, isStopped = false): Promise<Outcome> {
    return page.evaluate(
      async ({ work, where, isStopped }) => {
        const signal = isStopped ? AbortSignal.abort(new Error("stopped")) : undefined;
        try {
          const { history, ...found } = await part.lookUp(where, BigInt(work), signal);
          return { found: { ...found, events: history.map(({ event }) => event.name) } };
        } catch (error) {
          return { failed: (error as { reason?: string }).reason ?? (error as Error).message };
        }
      },
      { work, where, isStopped },
    );
  }

  it("says of a work what the commands say, with its whole history", async () => {
    const { path, hash } = await stage.registered();
    await stage.run(`work amend --work ${hash} --title Anew --account aurora`);

    const outcome = await ask(hash);

    const title = await readTitle(stage.colophon, BigInt(hash));
    expect(outcome).to.deep.nested.include({ "found.title": title, "found.chainId": DEV_CHAIN_ID });
    expect(outcome).to.deep.nested.include({ "found.events": ["WorkRegistered", "WorkAmended"] });
    const { stdout } = await stage.run(`work show --file ${path} --json`);
    const shown = JSON.parse(stdout) as { readonly state: string };
    expect(outcome).to.nested.include({ "found.state": shown.state });
  });

  it("knows nothing of a work that nobody registered", async () => {
    expect(await ask(UNKNOWN)).to.deep.nested.include({ "found.state": "unknown", "found.events": [] });
  });

  it("says why it learns nothing: nobody answers, no node, no registry, another chain", async () => {
    const silent = await startServer((response) => {
      response
        .setHeader("access-control-allow-origin", "*")
        .setHeader("access-control-allow-headers", "*")
        .end("hello");
    });
    const closed = await startServer((response) => response.end());
    await closed.stop();
    const reasons = {
      unreachable: { ...place, node: closed.url },
      "not a node": { ...place, node: silent.url },
      "no registry": { ...place, registry: ZeroAddress },
      "other chain": { ...place, chainId: 1 },
    };
    for (const [reason, where] of Object.entries(reasons)) {
      expect(await ask(UNKNOWN, where), reason).to.deep.equal({ failed: reason });
    }
    await silent.stop();
  });

  it("does not believe a node whose title and history differ", async () => {
    const { hash } = await stage.registered();
    const lying = await startServer((response, body) => {
      response.setHeader("access-control-allow-origin", "*").setHeader("access-control-allow-headers", "*");
      const asked = body === "" ? [] : ([JSON.parse(body)] as { readonly method: string }[]);
      const isLogs = asked.some(({ method }) => method === "eth_getLogs");
      if (isLogs) return answerAsNode({ eth_getLogs: [] })(response, body);
      if (body === "") return void response.end();
      const forward = { method: "POST", body, headers: { "content-type": "application/json" } };
      void fetch(stage.anvil.url, forward).then(async (answer) => response.end(await answer.text()));
    });

    expect(await ask(hash, { ...place, node: lying.url })).to.deep.equal({ failed: "untrue" });
    await lying.stop();
  });

  it("can be stopped", async () => {
    expect(await ask(UNKNOWN, place, true)).to.deep.equal({ failed: "stopped" });
  });
});

/** What the bundled script leaves in the page. */
declare const part: { readonly lookUp: typeof lookUp };
