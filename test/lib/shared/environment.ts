/* eslint-disable no-restricted-properties -- a test of what reads the environment sets it */

const PREFIX = "COLOPHON_";

/**
 * Makes these the only settings of Colophon's, whatever the machine has set.
 * @param settings the variables without their prefix
 * @returns what puts the environment back
 */
export function setSettings(settings: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  clearSettings();
  for (const [name, value] of Object.entries(settings)) process.env[PREFIX + name] = value;
  return () => {
    clearSettings();
    Object.assign(process.env, before);
  };
}

/** Runs with these settings of Colophon's and no others. */
export async function withSettings<T>(
  settings: Readonly<Record<string, string>>,
  work: () => T | Promise<T>,
): Promise<T> {
  const restore = setSettings(settings);
  try {
    return await work();
  } finally {
    restore();
  }
}

function clearSettings(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith(PREFIX)) delete process.env[name];
}
