import { chmodSync, readdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { ColophonError } from "../../../lib/errors";
import { ensureEngine } from "../../../scripts/consortium/engine";
import { type TemporaryFolder, temporaryFolder } from "../../lib/shared/temporary-folder";

describe("The validators' engine", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  /** A program in Go's place. */
  function impostor(script: string): string {
    const path = folder.at("go");
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  async function refusal(go: string): Promise<ColophonError> {
    const said: string[] = [];
    const outcome = await ensureEngine({ go, cache: folder.at("cache"), say: (line) => said.push(line) }).catch(
      (error: unknown) => error,
    );
    expect(outcome).to.be.instanceOf(ColophonError).with.property("exitCode", 1);
    return outcome as ColophonError; // as was just found
  }

  it("says where Go is missing, and which two ways do without it", async () => {
    const { message, advice } = await refusal(folder.at("nothing"));
    expect(message).to.equal("A consortium network needs Go 1.26 or newer, which was not found");
    expect(advice).to.contain("npm run chain").and.to.contain("COLOPHON_CONSORTIUM_URL");
  });

  it("says where Go is too old, and never lets it fetch a newer one", async () => {
    const { message, advice } = await refusal(impostor('[ "$GOTOOLCHAIN" = local ] && echo go1.9.7'));
    expect(message).to.equal("A consortium network needs Go 1.26 or newer; this is 1.9");
    expect(advice).to.contain("npm run chain").and.to.contain("COLOPHON_CONSORTIUM_URL");
  });

  it("says why the build failed, and leaves nothing that looks like an engine", async () => {
    const fails = 'if [ "$1" = env ]; then echo go1.30.0; else echo "no such module" >&2; exit 1; fi';
    const { message } = await refusal(impostor(fails));
    expect(message).to.equal("The validators' engine could not be built: no such module");
    expect(readdirSync(folder.at("cache"))).to.deep.equal([]);
  });

  it("is built once", async () => {
    const builds =
      'if [ "$1" = env ]; then echo go1.26.1; else while [ "$1" != -o ]; do shift; done; echo made > "$2"; fi';
    const options = { go: impostor(builds), cache: folder.at("cache") };
    const said: string[] = [];
    const first = await ensureEngine({ ...options, say: (line) => said.push(line) });
    const second = await ensureEngine({ ...options, go: folder.at("nothing") });
    expect(second).to.equal(first);
    expect(said).to.have.length(1);
  });
});
