import { registersInBulk } from "./bulk";
import { fits80Columns } from "./columns";
import { deploys } from "./deploying";
import { diagnoses } from "./doctor";
import { checksEvidence } from "./evidence";
import { helps } from "./help";
import { printsJson } from "./json";
import { judgesCertificates } from "./judging";
import { survivesBeingKilled } from "./killed-run";
import { isAProgramOfItsOwn } from "./own-program";
import { Stage } from "./shared/stage";
import { sharesAProcess } from "./shared-process";
import { asksAtTerminal } from "./terminal";
import { vouchesForBlocks } from "./vouching";
import { watchesFolders } from "./watch";
import { refusesWrongInput } from "./wrong-input";

/** Whole command lines on a real chain: what a person at a terminal, or a program, meets. */
describe("the command line", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.set();
  });
  after(() => stage.strike());

  deploys(() => stage);
  printsJson(() => stage);
  refusesWrongInput(() => stage);
  survivesBeingKilled(() => stage);
  registersInBulk(() => stage);
  checksEvidence(() => stage);
  vouchesForBlocks(() => stage);
  judgesCertificates(() => stage);
  asksAtTerminal(() => stage);
  watchesFolders(() => stage);
  diagnoses(() => stage);
  helps(() => stage);
  sharesAProcess(() => stage);
  isAProgramOfItsOwn(() => stage);
  fits80Columns(() => stage);
});
