import { Random, testSeed } from "../../shared/random";
import { openWorkshop } from "../workshop";
import { expectAgreement } from "./agreement";
import { Desk } from "./desk";

/** What a failed run is explained by: so many of its last commands. */
const LAST = 25;

/** That no command costs a work its date, whatever was done before. */
export function keepsDates(runs: number, steps: number): void {
  for (let number = 0; number < runs; number++) {
    const seed = testSeed();

    it(`never gives a work a later date, and every command says the same of it (seed ${seed})`, async () => {
      const workshop = await openWorkshop();
      const desk = new Desk(workshop, new Random(seed));
      try {
        for (let step = 0; step < steps; step++) {
          const file = await desk.step();
          if (file !== undefined) await expectAgreement(workshop, desk.dates, file);
        }
        await desk.claimAll();
        for (const file of desk.files) await expectAgreement(workshop, desk.dates, file);
      } catch (error) {
        console.log(desk.log.slice(-LAST).join("\n"));
        throw error;
      } finally {
        await workshop.close();
      }
    });
  }
}
