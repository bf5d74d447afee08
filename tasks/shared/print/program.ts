/** A command of the product's in a text, as Hardhat runs it. */
const COMMAND = /npx hardhat (?=(?:work|batch|title|party|committee|account|chain|help)\b)/g;

let program = "npx hardhat";

/** From now on texts speak of commands as this program's. */
export function beProgram(name: string): void {
  program = name;
}

/** A text whose commands are those of the program that runs. */
export function asTyped(text: string): string {
  return text.replace(COMMAND, `${program} `);
}
