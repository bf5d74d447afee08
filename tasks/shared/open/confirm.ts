import { ColophonError } from "../../../lib/errors";

/** A step that cannot be undone, and what the user is shown of it. */
interface Step {
  /** As the subject of a sentence: "Accepting a title". */
  readonly what: string;
  /** What is decided on. */
  readonly shown: string;
  readonly question: string;
}

/** Where somebody is asked. */
interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Not made before somebody is asked: whoever looks at stdin opens it. */
const own = (): Terminal => ({ input: process.stdin, output: process.stderr });

/** Makes sure that there is a way to know that the user means a step: `--yes`, or a terminal to ask on. */
export function requireYesOrTerminal(yes: boolean, what: string, { input } = own()): void {
  if (yes || input.isTTY) return;
  throw new ColophonError(`${what} cannot be undone`, {
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
  terminal: Terminal = own(),
): Promise<void> {
  requireYesOrTerminal(yes, what, terminal);
  if (yes) return;
  terminal.output.write(`${shown}\n`);
  const { default: confirm } = await import("@inquirer/confirm");
  const isMeant = await confirm({ message: question, default: false }, terminal).catch(() => false);
  if (!isMeant) throw new ColophonError("Nothing was done: the answer was no", { code: "AnsweredNo" });
}
