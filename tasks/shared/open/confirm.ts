import { ColophonError } from "../../../lib/errors";
import { answerAt, ownTerminal, type Terminal } from "./terminal";

/** A step that is confirmed, and what the user is shown of it. */
interface Step {
  /** What is to be known of it: "Accepting a title cannot be undone". */
  readonly what: string;
  /** What is decided on. */
  readonly shown: string;
  readonly question: string;
}

/** Makes sure that there is a way to know that the user means a step: `--yes`, or a terminal to ask on. */
export function requireYesOrTerminal(yes: boolean, what: string, { input } = ownTerminal()): void {
  if (yes || input.isTTY) return;
  throw new ColophonError(what, {
    code: "NotConfirmed",
    advice: "Add --yes if you mean it.",
    exitCode: 2,
  });
}

/**
 * Shows what a step is about, on stderr, and asks whether the user means it; with `--yes` does neither.
 * @throws ColophonError where the answer is no, or none
 */
export async function confirmStep(
  yes: boolean,
  { what, shown, question }: Step,
  terminal: Terminal = ownTerminal(),
): Promise<void> {
  requireYesOrTerminal(yes, what, terminal);
  if (yes) return;
  terminal.output.write(`${shown}\n`);
  const { default: confirm } = await import("@inquirer/confirm");
  const isMeant = await answerAt(terminal, (context) => confirm({ message: question, default: false }, context));
  if (isMeant === true) return;
  if (isMeant === false)
    throw new ColophonError("Nothing was done: the answer was no", {
      code: "AnsweredNo",
      advice: "Run the command again if you mean it.",
    });
  throw new ColophonError("Nothing was done: the question was not answered", {
    code: "NotAnswered",
    advice: "Run the command again if you mean it.",
  });
}
