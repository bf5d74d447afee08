import { createSHA256 } from "hash-wasm";

import type { Said, Told } from "./messages";

/** This file runs in a thread of its own, which has fewer functions than a page. */
const thread = self as unknown as {
  postMessage: (said: Said, given?: readonly Transferable[]) => void;
  addEventListener: (type: "message", listen: (event: MessageEvent<Told>) => void) => void;
};

/** SHA-256 (FIPS 180-4). What is told before it is there waits for it. */
const hashing = createSHA256();
let bytes = 0;

thread.addEventListener("message", ({ data: told }) => {
  void hashing.then((hasher) => {
    if (told === "end") return thread.postMessage({ kind: "hashed", contentHash: `0x${hasher.digest("hex")}` });
    hasher.update(told);
    bytes += told.length;
    thread.postMessage({ kind: "progress", bytes, buffer: told.buffer }, [told.buffer]);
  });
});
