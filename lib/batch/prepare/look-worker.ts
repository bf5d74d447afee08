import { parentPort } from "node:worker_threads";

import { lookAt } from "../file/stamps";
import type { Asked } from "./looking";

// What a thread does that looks at files. It loads next to nothing, so that it is there soon.
parentPort?.on("message", ({ base, lists }: Asked) => {
  const looks = lists.map((names) => lookAt(base, names));
  // The memory moves to the thread that asked.
  parentPort?.postMessage(
    looks,
    looks.map(({ numbers }) => numbers.buffer),
  );
});
