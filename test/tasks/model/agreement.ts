import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import type { CataloguedWork } from "../../../lib/catalogue/query";
import type { Standing } from "../../../lib/works/reading/state";
import type { DescribedVerification } from "../../../lib/works/reading/verify-files";
import { TitleStatus } from "../../shared/enums";
import { titleOf } from "../../shared/records";
import { run, type Workshop } from "../workshop";
import type { Dates } from "./dates";

const ALL = 100;

/** What is to be said of a work. */
interface Expected {
  readonly state: string;
  /** Unix seconds. */
  readonly since: number | undefined;
}

/** Makes sure that every command that shows works says the same of one: what the chain and the model have. */
export async function expectAgreement(
  workshop: Workshop,
  dates: Dates,
  { hash: work, path: file }: { readonly hash: string; readonly path: string },
): Promise<void> {
  const expected = await expectedOf(workshop, dates, work);

  const shown = await run<Standing>("work", "show", { work });
  const history = await run<Standing>("work", "history", { work });
  const title = await run<Standing>("title", "show", { work });
  const verified = await run<DescribedVerification>("work", "verify", { file });
  const works = await run<CataloguedWork[]>("work", "list", { limit: ALL });
  const listed = works.find(({ contentHash }) => contentHash === work);

  const said = ({ state, since }: Standing): Expected => ({ state, since: since?.time });
  expect({ show: said(shown), history: said(history), title: said(title) }).to.deep.equal({
    ...{ show: expected, history: expected, title: expected },
  });
  expect([shown.since, history.since, title.since]).to.deep.equal(Array(3).fill(verified.since));
  expect(verified.verified).to.equal(!["unknown", "annulled"].includes(expected.state));
  expect(listed === undefined ? { state: "unknown", since: undefined } : pick(listed), "work list").to.deep.equal(
    expected,
  );
}

async function expectedOf({ registry }: Workshop, dates: Dates, work: string): Promise<Expected> {
  const { registeredAt, finalAt, status } = await titleOf(registry, BigInt(work));
  if (registeredAt === 0n) {
    const since = dates.earliest(work);
    return { state: since === undefined ? "unknown" : "anchored", since };
  }
  const isFinal = finalAt <= (await time.latest());
  const inForce = isFinal ? "final" : "provisional";
  const states = { [String(TitleStatus.Held)]: "held", [String(TitleStatus.Annulled)]: "annulled" };
  return { state: states[String(status)] ?? inForce, since: Number(registeredAt) };
}

function pick({ state, since }: CataloguedWork): Expected {
  return { state, since };
}
