import { expect } from "chai";

import { shownUrl, withShownUrls } from "../../../../lib/chain/nodes/shown-url";

describe("shownUrl", () => {
  for (const [url, shown] of [
    ["http://127.0.0.1:8545", "http://127.0.0.1:8545"],
    ["http://127.0.0.1:8545/", "http://127.0.0.1:8545"],
    ["https://node.example/ext/bc/C/rpc", "https://node.example/ext/bc/C/rpc"],
    ["https://press:SECRET@node.example/", "https://node.example"],
    ["https://SECRET@node.example/rpc", "https://node.example/rpc"],
    ["http://127.0.0.1:1/q?tags=a,b&key=SECRET#SECRET", "http://127.0.0.1:1/q"],
    ["https://node.example/v3/SECRETKEY", "https://node.example/v3/…"],
    ["htp://press:SECRET@127.0.0.1:1/", "htp://127.0.0.1:1"],
    ["press:SECRET@127.0.0.1:1", "…"],
    ["http//press:SECRET@127.0.0.1", "…"],
    ["http://press:SE/CRET@127.0.0.1", "…"],
    ["localhost:8545", "localhost:8545"],
    ["node.example", "node.example"],
    ["press:SECRET", "…"],
  ] as const) {
    it(`of ${url} is ${shown}`, () => {
      expect(shownUrl(url)).to.equal(shown);
    });
  }
});

describe("withShownUrls", () => {
  it("leaves no secret of a URL in a text, and all the rest", () => {
    const text = `info={ "requestUrl": "https://press:SECRET@node.example/rpc?key=SECRET" } at file:///home/a-long-name/b.ts:1`;

    expect(withShownUrls(text)).to.equal(
      `info={ "requestUrl": "https://node.example/rpc" } at file:///home/a-long-name/b.ts:1`,
    );
  });
});
