import eslint from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import importSort from "eslint-plugin-simple-import-sort";
import tseslint from "typescript-eslint";

/** Files whose exact package name is forbidden; hardhat/config and the like stay allowed. */
const noHardhat = {
  name: "hardhat",
  message: "It cannot be loaded while the configuration is: import from hardhat/config, or use the hre of the task.",
};

const typesOnly = {
  regex: "typechain-types",
  allowTypeImports: true,
  message: "A fresh clone has no typechain-types yet: use import type.",
};

/** Which folders a folder may not import from: data flows task -> lib -> contract. */
const fence = (folders, message) => ({ regex: `^(\\.\\./)+(${folders})(/|$)`, message });

/** The rooms of lib/, the lowest first: a room knows only those before it. docs/overview.md has the picture. */
const LIB_ROOMS = [
  "lib/*.ts",
  "lib/hashing",
  "lib/metadata/*.ts",
  "lib/metadata/files",
  "lib/store",
  "lib/chain/nodes",
  "lib/chain/rpc",
  "lib/chain/contracts",
  "lib/history",
  "lib/chain/sending",
  "lib/chain/checks",
  "lib/chain/development",
  "lib/accounts",
  "lib/parties",
  "lib/identity",
  "lib/credentials/*.ts",
  "lib/credentials/issuing",
  "lib/credentials/presenting",
  "lib/committee",
  "lib/batch/lists",
  "lib/batch/source",
  "lib/batch/tree",
  "lib/batch/file",
  "lib/catalogue",
  "lib/batch/prepare",
  "lib/batch/run",
  "lib/works/home",
  "lib/works/reading",
  "lib/works/writing",
  "lib/reconcile",
  "lib/orders",
  "lib/recovery",
  "lib/log",
  "lib/proofs/*.ts",
  "lib/proofs/slots",
  "lib/proofs/signatures",
  "lib/proofs/timestamps",
  "lib/pdf",
  "lib/certificates/*.ts",
  "lib/certificates/members",
  "lib/certificates/issue",
  "lib/certificates/trust",
  "lib/certificates/judge",
  "lib/certificates/attested",
  "lib/certificates/print",
  "lib/certificates/foreign",
  "lib/certificates/export",
  "lib/certificates/bulk",
  "lib/keys",
  "lib/api",
];
const TASK_ROOMS = ["tasks/shared/print", "tasks/shared/facts", "tasks/shared/command", "tasks/shared/open"];
/** Folders of tasks, which know what is shared and not each other. */
const SCOPES = [
  "account",
  "batch",
  "certificate",
  "chain",
  "checkpoint",
  "committee",
  "credential",
  "deploy",
  "identity",
  "key",
  "log",
  "order",
  "party",
  "recovery",
  "title",
  "work",
].map((scope) => `tasks/${scope}`);

const zone = (room, above) => ({
  target: `./${room}`,
  from: above.map((other) => `./${other.replace("/*.ts", "")}`),
  message: "It is above: a room knows only the rooms below it (docs/overview.md).",
});

/** Each room may not import from those after it. */
const storeys = (rooms) => rooms.slice(0, -1).map((room, index) => zone(room, rooms.slice(index + 1)));

const zones = [
  ...storeys(LIB_ROOMS),
  ...storeys([...TASK_ROOMS, "tasks/deploy"]),
  ...SCOPES.map((scope) =>
    zone(
      scope,
      SCOPES.filter((other) => other !== scope),
    ),
  ),
];

/** What Node gives to a program without an import; the first four to CommonJS only. */
const NODE_GLOBALS = Object.fromEntries(
  ["require", "module", "__dirname", "__filename", "process", "console", "Buffer", "URL", "fetch", "performance"]
    .concat(["setTimeout", "setInterval", "clearTimeout", "clearInterval"])
    .map((name) => [name, "readonly"]),
);

export default tseslint.config(
  { ignores: ["artifacts/", "cache/", "coverage/", "dist/", "typechain-types/", "node_modules/", ".colophon/"] },
  {
    files: ["**/*.ts", "**/*.mts"],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.recommendedTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    plugins: { "import-sort": importSort, "import-x": importX },
    settings: {
      "import-x/extensions": [".ts"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".json"] })],
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "no-console": "off",
      "@typescript-eslint/array-type": ["error", { default: "array" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-require-imports": "error",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "import-sort/imports": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones }],
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Environment variables are read in lib/env.ts only." },
        { object: "describe", property: "only", message: "Every test runs." },
        { object: "it", property: "only", message: "Every test runs." },
      ],
    },
  },
  {
    // What runs before TypeScript can, and what tools load as it is.
    files: ["**/*.cjs", "**/*.mjs"],
    extends: [eslint.configs.recommended],
    plugins: { "import-sort": importSort },
    languageOptions: { globals: NODE_GLOBALS },
    rules: { eqeqeq: "error", "import-sort/imports": "error", "no-var": "error", "prefer-const": "error" },
  },
  {
    files: ["{bin,lib,tasks,deploy,scripts,portal}/**/*.ts"],
    rules: {
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["lib/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": [
        "error",
        { name: "process", message: "lib/ takes values as arguments; the environment is lib/env.ts's." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Time is an argument in lib/.",
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time is an argument in lib/." },
      ],
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^hardhat(/|$|-deploy)|^@nomicfoundation/", message: "lib/ never imports Hardhat." },
            fence("bin|tasks|scripts|deploy|test|bench|portal", "lib/ knows nothing of what drives it."),
            typesOnly,
          ],
        },
      ],
    },
  },
  { files: ["lib/env.ts"], rules: { "no-restricted-globals": "off", "no-restricted-properties": "off" } },
  {
    files: ["tasks/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ArrayExpression > ArrayExpression > Literal:first-child[value=/^[A-Z][^.]{12,}$/]",
          message: "A name of more than 12 characters stands out of line with its neighbours in 80 columns.",
        },
      ],
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { paths: [noHardhat], patterns: [fence("bin|scripts|deploy|test|bench", "Tasks use lib/."), typesOnly] },
      ],
    },
  },
  {
    // Each task is written down once, for Hardhat and for the command colophon, which starts without Hardhat.
    files: ["bin/**/*.ts", ...SCOPES.map((scope) => `${scope}/**/*.ts`), "tasks/shared/{open,print}/**/*.ts"],
    ignores: ["tasks/deploy/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^hardhat(/|$)", allowTypeImports: true, message: "Define tasks by tasks/shared/command/." },
            fence("scripts|deploy|test|bench", "Commands use lib/."),
            typesOnly,
          ],
        },
      ],
    },
  },
  {
    files: ["deploy/**/*.ts", "scripts/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { paths: [noHardhat], patterns: [fence("bin|tasks|test|bench", "Scripts use lib/."), typesOnly] },
      ],
    },
  },
  // All that the page says in a language is one table.
  { files: ["portal/src/words/*.ts"], rules: { "max-lines": "off" } },
  {
    // The page is of what runs in a browser.
    files: ["portal/src/**/*.ts"],
    rules: {
      "no-console": "error",
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^node:", message: "A browser has none of Node's modules." },
            fence("bin|tasks|scripts|deploy|test|bench", "The page uses lib/."),
          ],
        },
      ],
    },
  },
  {
    // The toolchain is loaded on condition, which an import cannot be.
    files: ["hardhat.config.ts"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["test/**/*.ts"],
    // chai asserts by properties: expect(x).to.be.true
    rules: { "@typescript-eslint/no-unused-expressions": "off", "@typescript-eslint/require-await": "off" },
  },
);
