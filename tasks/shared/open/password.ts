import { passwordFile } from "../../../lib/env";
import { ColophonError } from "../../../lib/errors";
import { readText } from "../../../lib/text-file";
import { answerAt, ownTerminal } from "./terminal";

/** An account's password: the first line of COLOPHON_PASSWORD_FILE, else asked for without an echo. */
export async function askPassword(name: string): Promise<string> {
  return (await fromFile()) ?? prompt(`Password of the account "${name}":`);
}

/** A password for a new account: the same, but typed twice. */
export async function askNewPassword(name: string): Promise<string> {
  const given = await fromFile();
  if (given !== undefined) return given;

  const password = await prompt(`Password for the new account "${name}":`);
  if ((await prompt("The same once more:")) !== password) {
    throw new ColophonError("The two passwords differ", {
      code: "PasswordsDiffer",
      advice: "Nothing was made. Try again.",
      exitCode: 2,
    });
  }
  return password;
}

async function fromFile(): Promise<string | undefined> {
  const path = passwordFile();
  if (path === undefined) return undefined;
  // Else a key is made with a password that nobody can type: with the mark of an editor in it, or half of its letters lost.
  const text = await readText(path).catch((error: unknown) => {
    if (!(error instanceof ColophonError)) throw error;
    const { message, code, advice, exitCode } = error;
    throw new ColophonError(`COLOPHON_PASSWORD_FILE: ${message}`, { code, advice, exitCode, cause: error });
  });
  return text.split(/\r?\n/, 1)[0];
}

async function prompt(message: string): Promise<string> {
  const terminal = ownTerminal();
  if (!terminal.input.isTTY) {
    throw new ColophonError("There is no terminal to ask for the password on", {
      code: "NoTerminal",
      advice: "Put the password into a file that only you can read, and its path into COLOPHON_PASSWORD_FILE.",
      exitCode: 2,
    });
  }
  const { default: password } = await import("@inquirer/password");
  const given = await answerAt(terminal, (context) => password({ message, mask: false }, context));
  if (given !== undefined) return given;
  throw new ColophonError("No password was given", { code: "NoPassword", advice: "Nothing was done.", exitCode: 2 });
}
