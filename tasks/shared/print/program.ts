/** A word behind the program that runs the product's commands with Hardhat. */
const COMMAND = /npx hardhat (?=([a-z]+))/g;

let program = "npx hardhat";
let own: readonly string[] = [];

/**
 * From now on texts speak of commands as this program's.
 * @param words the first words of the commands that it has; others stay Hardhat's, such as deploy
 */
export function beProgram(name: string, words: readonly string[]): void {
  program = name;
  own = words;
}

/** A text whose commands are those of the program that runs. */
export function asTyped(text: string): string {
  return text.replace(COMMAND, (hardhat, word: string) => (own.includes(word) ? `${program} ` : hardhat));
}
