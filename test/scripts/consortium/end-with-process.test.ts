import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

import { expect } from "chai";

const SCRIPT = `
  const { endWithProcess } = require("./scripts/consortium/end-with-process");
  endWithProcess(() => console.log("ended"));
  setInterval(() => undefined, 1_000);
  process.send("ready");
`;

describe("endWithProcess", () => {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    it(`does what is to be done where the process ends by ${signal}`, async () => {
      const stdio = ["ignore", "pipe", "inherit", "ipc"] as const;
      const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", SCRIPT], {
        stdio: [...stdio],
      });
      if (child.stdout === null) throw new Error("it is a pipe");
      const said = text(child.stdout);
      await once(child, "message");
      const exit = once(child, "exit");

      child.kill(signal);

      expect(await exit).to.deep.equal([code, null]);
      expect(await said).to.equal("ended\n");
    });
  }
});
