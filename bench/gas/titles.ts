import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyClaim, steadyHash, type Subjects } from "./subjects";

/** `TitleStatus.Held` of the contracts. */
const HELD = 1;
/** The last second that four bytes can tell. */
const FAR = 2 ** 32 - 1;

/** What is done to a title, between owners who hold others. */
export async function measureTitles(subjects: Subjects): Promise<Row[]> {
  const { registry, token, accounts } = subjects;
  const { aurora, borealis, adjudicator } = accounts;
  const asAurora = registry.connect(aurora);
  const asBorealis = registry.connect(borealis);
  const asAdjudicator = registry.connect(adjudicator);
  const deed = steadyHash("deed");
  const order = steadyHash("order");
  const workId = await prepare(subjects);

  const amend = await gasOf(asAurora.amend(workId, steadyHash("new metadata")));
  const offer = await gasOf(asAurora.offerTitle(workId, borealis, deed, FAR));
  const accept = await gasOf(asBorealis.acceptTitle(workId, deed));
  const transfer = await gasOf(asBorealis.transferFrom(borealis, aurora, workId));
  const peer = await gasOf(token.transferFrom(aurora.address, borealis.address, workId));
  return [
    gasRow("amend", amend),
    gasRow("offerTitle", offer),
    gasRow("acceptTitle", accept),
    gasRow("transferFrom", transfer, null, [{ name: "OpenZeppelin ERC-721 transferFrom", value: peer }]),
    gasRow("setStatus", await gasOf(asAdjudicator.setStatus(workId, HELD, order))),
    gasRow("correctTitle", await gasOf(asAdjudicator.correctTitle(workId, borealis, order))),
  ];
}

/** A title that is final, and the token of the same number; both publishers hold others beside it. */
async function prepare({ hre, registry, token, accounts }: Subjects): Promise<string> {
  const { aurora, borealis } = accounts;
  const { contentHash } = steadyClaim(aurora.address, "moving");
  await registry.connect(aurora).register(steadyClaim(aurora.address, "moving"));
  await registry.connect(borealis).register(steadyClaim(borealis.address, "staying"));
  await token.mint(aurora.address, contentHash);
  await token.mint(borealis.address, steadyHash("staying"));

  await hre.network.provider.send("evm_increaseTime", [Number(await registry.REVEAL_WINDOW())]);
  await hre.network.provider.send("evm_mine");
  return contentHash;
}
