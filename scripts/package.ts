/**
 * `npm run package`: makes of dist/ the package that other projects install, by `npm install FOLDER` or packed by `npm pack`:
 * compiled code, types, the command, and a package.json that names what this code uses and nothing else.
 */
import { readdirSync } from "node:fs";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { extname, join, relative, resolve } from "node:path";

import ts from "typescript";

import packageFile from "../package.json";
import { bringUpToDate, DIST, FOLDERS, sources } from "./compiled.cjs";
import { main } from "./shared/main";

const ROOT = join(__dirname, "..");
const ENTRY = "lib/api/index";
const COPIED = { "bin/colophon.cjs": "bin/colophon.cjs", LICENSE: "LICENSE", "docs/library.md": "README.md" };
const INDENT = 2;

main(async () => {
  bringUpToDate();
  await removeLeftovers();
  writeTypes();
  for (const [from, to] of Object.entries(COPIED)) await copyFile(join(ROOT, from), join(DIST, to));
  await writeFile(join(DIST, "package.json"), `${JSON.stringify(await describe(), null, INDENT)}\n`);
  console.log(`The package is ${relative(process.cwd(), DIST)}: npm install ${DIST}, or npm pack ${DIST}`);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Takes away what was made of a source that is gone or is not compiled any more. */
async function removeLeftovers(): Promise<void> {
  const names = new Set(
    [...sources(), ...Object.keys(COPIED)].map((path) => nameOf(relative(ROOT, resolve(ROOT, path)))),
  );
  for (const path of FOLDERS.flatMap((folder) => filesIn(join(DIST, folder)))) {
    if (!names.has(nameOf(relative(DIST, path)))) await rm(path);
  }
}

/** What a source and what is made of it have in common. */
function nameOf(path: string): string {
  return path.replace(/(?:\.d\.ts|\.ts|\.js)$/, "");
}

/** The types of what other programs import, with those of all that it names. */
function writeTypes(): void {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const program = ts.createProgram([join(ROOT, `${ENTRY}.ts`)], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: ROOT,
    outDir: DIST,
  });
  const { diagnostics } = program.emit();
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, FORMAT));
}

const FORMAT: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => ROOT,
  getNewLine: () => "\n",
};

/** The package's package.json. */
async function describe(): Promise<object> {
  const { name, version, description, license, engines, bin, dependencies } = packageFile;
  const used = await usedPackages();
  return {
    name,
    version,
    description,
    license,
    engines,
    bin,
    files: [...FOLDERS, "typechain-types"],
    main: `./${ENTRY}.js`,
    types: `./${ENTRY}.d.ts`,
    exports: {
      ".": { types: `./${ENTRY}.d.ts`, default: `./${ENTRY}.js` },
      "./package.json": "./package.json",
    },
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([dependency]) => used.has(dependency))),
  };
}

async function usedPackages(): Promise<ReadonlySet<string>> {
  const code = filesIn(DIST).filter((path) => [".js", ".cjs"].includes(extname(path)));
  const texts = await Promise.all(code.map((path) => readFile(path, "utf8")));
  const specifiers = texts.flatMap((text) =>
    Array.from(text.matchAll(/(?:require|import)\("([^".][^"]*)"\)/g), ([, name = ""]) => name),
  );
  const packages = specifiers.map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
  return new Set(packages.filter((name) => !name.startsWith("node:") && !builtinModules.includes(name)));
}
