/**
 * Permissions do not bind root, so root steps down for the length of the call; anybody else already is unprivileged.
 * @param work loads no package for the first time, as chai does for `equal`: the folder they are in may be root's alone
 */
export async function asUnprivileged<Result>(work: () => Promise<Result>): Promise<Result> {
  const nobody = 65534;
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
