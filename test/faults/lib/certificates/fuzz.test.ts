import { expect } from "chai";

import { textOf } from "../../../../lib/certificates/file";
import { gather } from "../../../../lib/certificates/issue/issue";
import { setCertified, signedBy } from "../../../lib/certificates/certified";
import { verdictOf } from "../../../lib/certificates/verdict-of";
import { registerWork } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";
import { groupsOf, isBelieved, isOneOf, keptCertificates } from "./kept";
import { mutated } from "./mutate";

const ROUNDS = 50_000;

describe("A certificate in which anything was changed", function () {
  this.timeout(1_500_000);
  const seed = testSeed();

  it(`is never believed, by ${ROUNDS} characters flipped and parts of two certificates swapped (seed ${seed})`, async () => {
    const { stage, workId, trust } = await setCertified();
    const { colophon, registry, accounts } = stage;
    const certified = async (id: bigint): Promise<string> =>
      textOf(await gather(colophon, { workId: id, checkpoints: await signedBy(stage, id) }));
    const fresh = [await certified(workId), await certified(await registerWork(registry, accounts.borealis))];
    const kept = keptCertificates().filter(({ verdict }) => verdict !== "no title");
    // Those that one trust file is about: parts of each stand in the others.
    const [issued, old] = [{ trust: JSON.stringify(trust), texts: fresh }, groupsOf(kept)];
    const random = new Random(seed);

    const verdicts = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { texts, trust: by } = random.chance(0.5) ? issued : random.pick(old);
      const certificate = mutated(random, texts);
      if (texts.includes(certificate)) continue;
      const verdict = await verdictOf({ certificate, trust: by });
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (isBelieved(verdict) && isOneOf(certificate, texts)) continue;
      expect(isBelieved(verdict), `round ${round}: ${verdict} is said of ${certificate}`).to.equal(false);
    }

    expect(verdicts.get("altered")).to.be.above(ROUNDS / 4);
    expect(verdicts.get("not a certificate")).to.be.above(0);
  });
});
