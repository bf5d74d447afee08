import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

import { expect } from "chai";

import { ROOT } from "./markdown";

/** What lies in lib/ itself: every room may know it, and nobody draws it. */
const GROUND = ".";

describe("the rooms of lib/", () => {
  const imports = importsBetweenRooms();

  it("are those that ESLint knows, and those of the picture", () => {
    const rooms = [...roomsOfFiles()].filter((room) => room !== GROUND).sort();

    expect(roomsOfLint().sort()).to.deep.equal(rooms);
    expect([...pictured().rooms].sort()).to.deep.equal(rooms);
  });

  it("use the rooms that the picture says, and no others", () => {
    const { arrows } = pictured();

    const unseen = imports.filter(([from, to]) => !reach(arrows, from).has(to)).map((arrow) => arrow.join(" -> "));
    expect(unseen).to.deep.equal([]);
  });

  it("use every room to which an arrow points", () => {
    const used = new Set(imports.map((arrow) => arrow.join(" -> ")));

    const idle = pictured()
      .arrows.map((arrow) => arrow.join(" -> "))
      .filter((arrow) => !used.has(arrow));
    expect(idle).to.deep.equal([]);
  });
});

type Arrow = readonly [from: string, to: string];

function sourceFiles(): string[] {
  return readdirSync(join(ROOT, "lib"), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".ts"));
}

/** The room that a file of lib/ is in: a folder within a room is part of it, or another room that the list has by its name. */
function roomOf(name: string): string {
  const folder = dirname(name);
  const rooms = roomsOfLint().filter((room) => folder === room || folder.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? folder;
}

function roomsOfFiles(): Set<string> {
  return new Set(sourceFiles().map(roomOf));
}

function importsBetweenRooms(): Arrow[] {
  const rooms = roomsOfFiles();
  return sourceFiles().flatMap((name) => {
    const from = roomOf(name);
    const text = readFileSync(join(ROOT, "lib", name), "utf8");
    return [...text.matchAll(/ from "(\.[^"]+)"/g)].flatMap(([, path = ""]): Arrow[] => {
      const to = roomOf(normalize(join(dirname(name), path)));
      return to === from || to === GROUND || !rooms.has(to) ? [] : [[from, to]];
    });
  });
}

function roomsOfLint(): string[] {
  const list = /LIB_ROOMS = \[(.*?)\]/s.exec(readFileSync(join(ROOT, "eslint.config.mjs"), "utf8"))?.[1] ?? "";
  return [...list.matchAll(/"(lib\/[^"*]+?)(?:\/\*\.ts)?"/g)].map(([, path = ""]) => relative("lib", path));
}

/** What the diagram under "The rooms of the code" shows. */
function pictured(): { rooms: Set<string>; arrows: Arrow[] } {
  const text = readFileSync(join(ROOT, "docs", "overview.md"), "utf8");
  const diagram = /## The rooms of the code.*?```mermaid\n(.*?)```/s.exec(text)?.[1] ?? "";
  const names = new Map<string, string>();
  for (const [, id = "", name = ""] of diagram.matchAll(/^ +(\w+)\["([^<"]+)/gm)) names.set(id, name);
  const arrows = diagram.split("\n").flatMap((line): Arrow[] => {
    const chain = line.includes("-->") ? line.split("-->").map((id) => names.get(id.trim()) ?? id) : [];
    return chain.slice(1).map((to, index) => [chain[index] ?? "", to]);
  });
  return { rooms: new Set(names.values()), arrows };
}

function reach(arrows: readonly Arrow[], from: string): Set<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    for (const [start, end] of arrows) {
      if (start !== room || seen.has(end)) continue;
      seen.add(end);
      open.push(end);
    }
  }
  return seen;
}
