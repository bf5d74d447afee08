import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const source = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Files of lib/ that use what Node has built in stand beside one that uses what a browser has, and has the same exports. */
function browserFiles(): Plugin {
  return {
    name: "browser-files",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (!source.startsWith(".")) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const beside = found?.id.replace(/\.ts$/, ".browser.ts");
      return beside !== undefined && beside !== found?.id && existsSync(beside) ? beside : found;
    },
  };
}

const NODE = "\0node:";

/**
 * Functions of lib/ that read files are left out of the page, and Node's modules with them. Where one is left, the build fails.
 */
function nothingOfNode(): Plugin {
  return {
    name: "nothing-of-node",
    enforce: "pre",
    resolveId: (source) => (isBuiltin(source) ? { id: NODE + source, syntheticNamedExports: true } : null),
    load: (id) => (id.startsWith(NODE) ? "export default {};" : null),
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        const used = Object.entries(file.modules).find(
          ([id, { renderedLength }]) => id.startsWith(NODE) && renderedLength > 0,
        );
        if (used !== undefined) this.error(`the page uses ${used[0].slice(NODE.length)}, which no browser has`);
      }
    },
  };
}

/**
 * Everything in one HTML file, so that it opens from a disk: a browser loads no modules from there. The content security policy
 * names the script and the style by their hashes, and lets nothing else run.
 */
function oneFile(): Plugin {
  return {
    name: "one-file",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["index.html"];
      const files = Object.values(bundle).filter((file) => file !== page);
      if (page?.type !== "asset") throw new Error("the build has no index.html");
      const script = files.flatMap((file) => (file.type === "chunk" ? [file.code.trim()] : []));
      const style = files.flatMap((file) => (file.fileName.endsWith(".css") && "source" in file ? [file.source] : []));
      if (script.length !== 1 || files.length !== script.length + style.length) {
        throw new Error(`the page is one script and its styles, not ${files.map((file) => file.fileName).join(", ")}`);
      }
      const code = (script[0] ?? "").replaceAll("</script", "<\\/script");
      const css = style.join("").trim();
      const policy = [
        "default-src 'none'",
        `script-src ${source(code)} 'wasm-unsafe-eval'`,
        `style-src ${source(css)}`,
        "img-src data: blob:",
        "font-src data:",
        "worker-src blob:",
        "connect-src http: https:",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      page.source = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, "")
        .replace(/\s*<link rel="stylesheet"[^>]*>/g, "")
        .replace("%POLICY%", policy)
        .replace("</head>", () => `  <style>${css}</style>\n  </head>`)
        .replace("</body>", () => `  <script>${code}</script>\n  </body>`);
      for (const file of files) delete bundle[file.fileName];
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "./",
  plugins: [nothingOfNode(), browserFiles(), oneFile()],
  worker: { format: "iife", plugins: () => [nothingOfNode(), browserFiles()] },
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: false,
    assetsInlineLimit: Infinity,
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      // Of lib/ and of packages only what is used.
      treeshake: { moduleSideEffects: (id) => !/\/(lib|node_modules)\//.test(id) },
      output: { format: "iife", inlineDynamicImports: true },
    },
  },
});
