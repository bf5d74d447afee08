import { readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

import { expect } from "chai";
import hre from "hardhat";

import { SCOPES } from "../../tasks/shared/command/invocation";
import { anchorsOf, codeIn, DOCUMENTS, exists, linksOf, read, ROOT, rowsOf } from "./markdown";

/** Parameters of Hardhat itself, which every task takes. */
const GLOBAL = ["network", "show-stack-traces"];
const TASK = new RegExp(`npx hardhat (${SCOPES.join("|")}) ([a-z]+(?:-[a-z]+)*)([^\`\\n#]*)`, "g");

/** What is wrong with a link of a document; undefined where nothing is. */
function faultOf(document: string, link: string): string | undefined {
  if (link.startsWith("https://")) return undefined;
  if (/^[a-z]+:/.test(link)) return "is neither https nor relative";
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? document : normalize(join(dirname(document), path));
  if (target.startsWith("..") || !exists(target)) return `leads to ${target}, which does not exist`;
  if (anchor === undefined) return undefined;
  return anchorsOf(read(target)).has(anchor) ? undefined : `leads to a heading that ${target} does not have`;
}

/** The tasks of a README's table: in its rows a scope stands once, and is meant for the rows below it too. */
function tasksIn(text: string): string[] {
  const known: readonly string[] = SCOPES;
  let scope: string | undefined;
  const tasks: string[] = [];
  for (const [first = "", second = ""] of rowsOf(text)) {
    const [word] = codeIn(first);
    if (first !== "") scope = word !== undefined && known.includes(word) ? word : undefined;
    const [task] = codeIn(second);
    if (scope !== undefined && task !== undefined) tasks.push(`${scope} ${task}`);
  }
  return tasks;
}

function definedTasks(): string[] {
  return SCOPES.flatMap((scope) => Object.keys(hre.scopes[scope]?.tasks ?? {}).map((task) => `${scope} ${task}`));
}

/** The parameters that a task takes, as they are typed. */
function parametersOf(scope: string, task: string): string[] {
  const definitions = hre.scopes[scope]?.tasks[task]?.paramDefinitions ?? {};
  return Object.keys(definitions).map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

function scriptsOf(file: string): string[] {
  const { scripts } = JSON.parse(read(file)) as { scripts: Record<string, string> };
  return Object.keys(scripts);
}

describe("the links", () => {
  for (const document of DOCUMENTS) {
    it(`of ${document} lead to what exists`, () => {
      const faults = linksOf(read(document))
        .map((link) => ({ link, fault: faultOf(document, link) }))
        .filter(({ fault }) => fault !== undefined)
        .map(({ link, fault }) => `${link} ${fault ?? ""}`);

      expect(faults).to.deep.equal([]);
    });
  }
});

describe("the commands", () => {
  for (const document of DOCUMENTS) {
    it(`in ${document} are tasks with their parameters`, () => {
      const wrong: string[] = [];
      for (const [command, scope = "", task = "", rest = ""] of read(document).matchAll(TASK)) {
        const known = [...parametersOf(scope, task), ...GLOBAL];
        const flags = [...rest.matchAll(/--([a-z-]+)/g)].map(([, flag = ""]) => flag);
        if (!definedTasks().includes(`${scope} ${task}`) || flags.some((flag) => !known.includes(flag)))
          wrong.push(command);
      }

      expect(wrong).to.deep.equal([]);
    });

    it(`in ${document} are npm scripts of package.json`, () => {
      const named = [...read(document).matchAll(/\bnpm (?:run ([a-z-]+)|(test|start)\b)/g)].map(
        ([, script, short]) => script ?? short ?? "",
      );

      const scripts = scriptsOf("package.json");
      expect(named.filter((name) => !scripts.includes(name))).to.deep.equal([]);
    });
  }
});

describe("docs/security.md", () => {
  it("names every file of attack tests", () => {
    const files = readdirSync(join(ROOT, "test", "registry")).filter((name) => name.startsWith("attacks."));

    const linked = linksOf(read("docs/security.md"));
    expect(linked).to.include.members(files.map((name) => `../test/registry/${name}`));
  });
});

describe("README.md", () => {
  it("lists every task, and none that does not exist", () => {
    expect(tasksIn(read("README.md"))).to.have.members(definedTasks());
  });

  it("lists every npm script", () => {
    const listed = rowsOf(read("README.md")).flatMap(([first = ""]) => codeIn(first));

    // What npm itself runs is no command of anybody.
    const missing = scriptsOf("package.json")
      .filter((name) => name !== "postinstall")
      .filter((name) => !listed.includes(`npm run ${name}`) && !listed.includes(`npm ${name}`));
    expect(missing).to.deep.equal([]);
  });

  it("names every document", () => {
    const linked = linksOf(read("README.md")).map((link) => link.replace(/#.*/, ""));

    expect(linked).to.include.members(DOCUMENTS.filter((document) => document !== "README.md"));
  });
});

describe("the settings", () => {
  const VARIABLE = /\bCOLOPHON_[A-Z]+(?:_[A-Z]+)*\b(?!_?\*)/g;
  const variablesIn = (path: string): string[] => [...new Set(read(path).match(VARIABLE) ?? [])];
  const known = [...new Set([...read("lib/env.ts").matchAll(/"(COLOPHON_\w+)"/g)].map(([, name = ""]) => name))];

  for (const document of [".env.example", "docs/deployment.md"]) {
    it(`are all in ${document}, and no others`, () => {
      expect(variablesIn(document)).to.have.members(known);
    });
  }

  for (const document of DOCUMENTS) {
    it(`that ${document} names exist`, () => {
      expect(known).to.include.members(variablesIn(document));
    });
  }
});
