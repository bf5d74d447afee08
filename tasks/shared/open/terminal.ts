/** Where somebody is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** The terminal of this process. Not made before somebody is asked: whoever looks at stdin opens it. */
export const ownTerminal = (): Terminal => ({ input: process.stdin, output: process.stderr });

/**
 * Asks somebody.
 * @param prompt one of @inquirer's, which by itself waits for ever where the input ends
 * @returns undefined where the question is broken off: by Ctrl-C, Ctrl-D or the end of the input
 */
export async function answerAt<A>(
  { input, output }: Terminal,
  prompt: (context: { input: Terminal["input"]; output: Terminal["output"]; signal: AbortSignal }) => Promise<A>,
): Promise<A | undefined> {
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
  };
  const seeKey = (_: unknown, { ctrl, name }: { ctrl?: boolean; name?: string }): void => {
    if (ctrl === true && name === "d") end();
  };
  input.on("keypress", seeKey).on("end", end);
  try {
    return await prompt({ input, output, signal: ended.signal }).catch(() => undefined);
  } finally {
    input.off("keypress", seeKey).off("end", end);
  }
}
