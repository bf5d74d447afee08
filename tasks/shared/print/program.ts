/** What a command begins with in every text. */
const HARDHAT = "npx hardhat";
/** What stands behind its first word, up to the end of its clause or line. */
const REST = String.raw`(?:[^.,;\n]|[.,;](?=\S))*`;

let program = HARDHAT;
/** What names the network, with a space before it; empty where no command has to. */
let network = "";
/** Commands that begin with some words; none to begin with. */
let commands = /(?!)/g;

/** From now on texts speak of the commands that begin with some words as this program's. Hardhat takes others, too. */
export function beProgram(name: string, words: readonly string[]): void {
  program = name;
  commands = commandsOf(words);
}

/** From now on texts speak of the commands that begin with some words as on this network; undefined where none has to name it. */
export function beOnNetwork(name: string | undefined, words: readonly string[]): void {
  network = name === undefined ? "" : ` --network ${name}`;
  commands = commandsOf([...words, "help"]);
}

/** A text whose commands are those of the program that runs, on the network that it runs on. */
export function asTyped(text: string): string {
  return text.replace(commands, (_, words: string) => {
    const isSaid = network === "" || words.startsWith("help") || words.includes("--network");
    return `${program}${isSaid ? "" : network} ${words}`;
  });
}

function commandsOf(words: readonly string[]): RegExp {
  return new RegExp(`${HARDHAT} ((?:${words.join("|")})\\b${REST})`, "g");
}
