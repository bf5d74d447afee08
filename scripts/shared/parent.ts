/** How soon it is seen that the parent has ended, in milliseconds: nobody is told. */
const LOOK_EVERY_MS = 200;
/** Who becomes the parent of a process whose parent has ended. */
const INIT = 1;

/**
 * Does something once the process that started this one has ended. npm passes a SIGTERM on to the shell in which it runs a
 * script; the shell ends by it, and tells nobody.
 */
export function whenParentEnds(act: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent && parent !== INIT) return;
    clearInterval(looking);
    act();
  }, LOOK_EVERY_MS).unref();
}
