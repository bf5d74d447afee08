import { expect } from "chai";

import { metadataFromFields } from "../../../../lib/metadata/metadata";
import { digestsIn } from "../../../../lib/metadata/redactable";
import { saidOf } from "../../../../lib/works/home/said";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const PLAIN = metadataFromFields({ title: "The sea", author: "Aurora" });
const CAPTURE = { tool: "colophon 0.1.0", system: "Node.js 20 on linux x64", path: "/home/aurora/sea.txt" };

describe("saidOf", () => {
  let stage: Stage;
  let folder: TemporaryFolder;
  beforeEach(async () => {
    stage = await setStage();
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("leaves metadata as they are, and keeps nothing beside them", async () => {
    const { metadata, keep } = await saidOf(stage.colophon.provider, folder.at("work"), PLAIN, {});
    await keep();

    expect(metadata).to.deep.equal(PLAIN);
    expect(await saidOf(stage.colophon.provider, folder.at("work"), PLAIN, {})).to.deep.include({ metadata: PLAIN });
  });

  it("puts in how the file was captured: tool, system, path, and the machine's clock beside the chain's", async () => {
    const { provider } = stage.colophon;
    const block = await provider.getBlock("latest");
    const now = 1_790_000_000_000;

    const { metadata } = await saidOf(provider, folder.at("work"), PLAIN, { capture: { ...CAPTURE, now } });

    expect(metadata).to.deep.include({
      capture: {
        ...CAPTURE,
        clock: {
          machine: new Date(now).toISOString(),
          chain: new Date((block?.timestamp ?? 0) * 1000).toISOString(),
          block: block?.number,
        },
      },
    });
  });

  it("says the same again where a killed run has kept what it said, later and with other salts", async () => {
    const { provider } = stage.colophon;
    const saying = (now: number) =>
      saidOf(provider, folder.at("work"), PLAIN, { capture: { ...CAPTURE, now }, redactable: ["author", "capture"] });

    const first = await saying(1_790_000_000_000);
    const unkept = await saying(1_790_000_000_000);
    expect(unkept.metadata, "nothing was kept yet").not.to.deep.equal(first.metadata);
    await first.keep();
    const again = await saying(1_790_000_999_000);

    expect(again.metadata).to.deep.equal(first.metadata);
    expect(digestsIn(again.metadata).length).to.equal(2);
    expect(JSON.stringify(again.metadata)).not.to.include(CAPTURE.path);
  });
});
