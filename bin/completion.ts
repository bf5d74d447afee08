import { NETWORKS } from "../lib/chain/development/networks";
import { ColophonError } from "../lib/errors";
import { optionOf, type Parameter } from "../tasks/shared/command/definition";
import { productScope } from "../tasks/shared/command/invocation";
import { scopesWith } from "./tasks";

/** The word by which a shell's script asks what may follow; the words that were typed come after it, the unfinished one last. */
const ASK = "complete-words";

const SCRIPTS = {
  bash: `_colophon() {
  local IFS=$'\\n'
  COMPREPLY=($(colophon ${ASK} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _colophon colophon`,
  zsh: `#compdef colophon
_colophon() {
  local -a candidates
  candidates=("\${(@f)$(colophon ${ASK} "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${candidates[1]}" ]]; then compadd -a candidates; else _files; fi
}
compdef _colophon colophon`,
  fish: `function __colophon
  set -l words (commandline -opc)[2..-1] (commandline -ct)
  set -l candidates (colophon ${ASK} $words 2>/dev/null)
  if test -n "$candidates"
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c colophon -f -a '(__colophon)'`,
} as const;

/** The shells that have a script, as `completion` takes them. */
export const SHELLS: readonly string[] = Object.keys(SCRIPTS);

/** The script that lets a shell complete commands. @throws ColophonError, exit code 2, for another shell */
export function scriptFor(shell: string): string {
  const script = Object.entries(SCRIPTS).find(([name]) => name === shell)?.[1];
  if (script !== undefined) return script;
  throw new ColophonError(`There is no completion for the shell "${shell}"`, {
    code: "NoSuchShell",
    advice: `The shells are ${SHELLS.join(", ")}.`,
    exitCode: 2,
  });
}

/** Whether it is a shell's script that calls. */
export function isAsked([first]: readonly string[]): boolean {
  return first === ASK;
}

/** Prints what the last of the words may become, one to a line; nothing where it is a value, such as a file's name. */
export async function printCandidates([, ...words]: readonly string[]): Promise<void> {
  const unfinished = words.at(-1) ?? "";
  const candidates = (await candidatesAfter(words.slice(0, -1))).filter((word) => word.startsWith(unfinished));
  if (candidates.length > 0) console.log(candidates.join("\n"));
}

async function candidatesAfter(words: readonly string[]): Promise<readonly string[]> {
  const last = words.at(-1);
  if (last === "--network") return NETWORKS;
  if (words[0] === "completion") return SHELLS;
  const name = productScope(["", "", ...words.filter((word) => word !== "help")]);
  const scopes = await scopesWith(name);
  const top = scopes.flatMap((scope) => (scope.name === "" ? scope.tasks.map((task) => task.name) : scope.name));
  if (name === undefined) return [...top, "help", "completion", "--network", "--version"];

  const tasks = scopes.find((scope) => scope.name === name)?.tasks ?? [];
  const alone = scopes.find((scope) => scope.name === "")?.tasks.find((known) => known.name === name);
  const task = alone ?? tasks.find((known) => words[words.indexOf(name) + 1] === known.name);
  if (task === undefined) return tasks.map((known) => known.name);
  const options = task.parameters.filter(({ kind }) => kind !== "list");
  if (options.some((option) => hasValue(option) && optionOf(option) === last)) return [];
  return [...options.map(optionOf), "--network", "--help"].filter((option) => !words.includes(option));
}

function hasValue({ kind }: Parameter): boolean {
  return kind !== "flag";
}
