import { join } from "node:path";

import { ROOT } from "../shards/shards";

const CONFIG = join(ROOT, "portal", "vite.config.mts");
/** What makes one HTML file of it all. */
const PAGE_ONLY = "one-file";

/**
 * A script of the page by itself, bundled as the page is: what it exports is in the global `part`.
 * @param entry from the project's folder
 */
export async function bundled(entry: string): Promise<string> {
  // Vite is a module of the newer kind.
  const { build, loadConfigFromFile } = await import("vite");
  const loaded = await loadConfigFromFile({ command: "build", mode: "production" }, CONFIG);
  if (loaded === null) throw new Error(`there is no ${CONFIG}`);
  const { plugins = [], build: { target, rollupOptions } = {}, ...config } = loaded.config;
  const isOfPage = (plugin: unknown): boolean => (plugin as { readonly name: string }).name === PAGE_ONLY;
  const made = await build({
    ...config,
    configFile: false,
    logLevel: "error",
    plugins: plugins.filter((plugin) => !isOfPage(plugin)),
    build: {
      write: false,
      minify: true,
      ...(target !== undefined && { target }),
      rollupOptions: { treeshake: rollupOptions?.treeshake },
      lib: { entry: join(ROOT, entry), name: "part", formats: ["iife"] },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (output === undefined || !("output" in output)) throw new Error("Vite bundled nothing");
  return output.output[0].code;
}
