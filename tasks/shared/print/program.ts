/** The program of a command's words, and those words that it takes in the place of Hardhat; Hardhat takes all. */
let program: { readonly name: string; readonly command: RegExp } | undefined;

/** From now on texts speak of commands as this program's. @param words by which they begin */
export function beProgram(name: string, words: readonly string[]): void {
  program = { name, command: new RegExp(`npx hardhat (?=(?:${words.join("|")})\\b)`, "g") };
}

/** A text whose commands are those of the program that runs. */
export function asTyped(text: string): string {
  return program === undefined ? text : text.replace(program.command, `${program.name} `);
}
