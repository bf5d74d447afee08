import { join } from "node:path";

import { ROOT } from "../shards/shards";

/** A script of the page by itself, as Vite bundles it: what it exports is in the global `part`. @param entry from the project's folder */
export async function bundled(entry: string): Promise<string> {
  // Vite is a module of the newer kind.
  const { build } = await import("vite");
  const made = await build({
    root: join(ROOT, "portal"),
    configFile: false,
    logLevel: "error",
    worker: { format: "iife" },
    build: {
      write: false,
      minify: true,
      target: "es2022",
      lib: { entry: join(ROOT, entry), name: "part", formats: ["iife"] },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (output === undefined || !("output" in output)) throw new Error("Vite bundled nothing");
  return output.output[0].code;
}
