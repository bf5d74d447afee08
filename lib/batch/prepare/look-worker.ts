import { Transfer, worker } from "workerpool";

import { lookAt, type Looks } from "../file/stamps";

/** What a thread does that looks at files. It loads next to nothing, so that it is there soon. */
const methods = {
  /** What `lookAt` finds of each of some lists of names. */
  lookAt: (base: string, lists: readonly string[]): Looks[] => {
    const looks = lists.map((names) => lookAt(base, names));
    const memory = looks.map(({ numbers }) => numbers.buffer);
    // It arrives as what is in it, and its memory moves to the thread that asked.
    return new Transfer(looks, memory) as unknown as Looks[];
  },
};

worker(methods);
