/* eslint-disable no-restricted-properties -- a test of what reads the environment sets it */

const PREFIX = "COLOPHON_";

/**
 * Runs with these settings of Colophon's and no others, whatever the machine has set, and puts the environment back.
 * @param settings COLOPHON_ variables, without the prefix
 */
export async function withSettings<T>(
  settings: Readonly<Record<string, string>>,
  work: () => T | Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  clearSettings();
  for (const [name, value] of Object.entries(settings)) process.env[PREFIX + name] = value;
  try {
    return await work();
  } finally {
    clearSettings();
    Object.assign(process.env, before);
  }
}

function clearSettings(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith(PREFIX)) delete process.env[name];
}
