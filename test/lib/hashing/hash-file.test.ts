import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { assertHashable, hashFile, hashSmallFile } from "../../../lib/hashing/hash-file";
import { refusalOf } from "../shared/refusal";
import type { TemporaryFolder } from "../shared/temporary-folder";
import { temporaryFolder } from "../shared/temporary-folder";
import { asUnprivileged } from "../shared/unprivileged";

const MIB = 1024 * 1024;

/** FIPS 180-4's example: SHA-256 of "abc". */
const ABC_HASH = "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/** Bytes that differ all along, so that a part read twice or left out shows. */
function pattern(length: number): Buffer {
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, (_, i) => Math.imul(i, 2654435761));
  return Buffer.from(words.buffer, 0, length);
}

function referenceHash(bytes: Uint8Array): string {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Longer than a tick of the clock that stamps files: a file made and changed within one tick has one stamp. */
async function passATick(): Promise<void> {
  await sleep(50);
}

describe("hashBytes", () => {
  it("gives FIPS 180-4's hash of abc as 0x and lower-case hex", () => {
    expect(hashBytes(Buffer.from("abc"))).to.equal(ABC_HASH);
  });

  it("gives the hash of no bytes", () => {
    expect(hashBytes(new Uint8Array())).to.equal("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("hashes a view and not the buffer behind it", () => {
    expect(hashBytes(Buffer.from("-abc-").subarray(1, 4))).to.equal(ABC_HASH);
  });
});

describe("hashFile", () => {
  let folder: TemporaryFolder;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = folder.at("work.txt");
  });

  afterEach(() => folder.remove());

  describe("when the path names nothing that can be hashed", () => {
    it("refuses a file that is missing", async () => {
      const refusal = await refusalOf(() => hashFile(path));

      expect(refusal.message).to.equal(`${path} does not exist`);
      expect(refusal.advice).to.equal("Check the spelling of the path and the folder you are in.");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a path that leads through a file", async () => {
      writeFileSync(path, "abc");

      const refusal = await refusalOf(() => hashFile(`${path}/page`));

      expect(refusal.message).to.equal(`${path}/page does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a folder", async () => {
      mkdirSync(path);

      const refusal = await refusalOf(() => hashFile(path));

      expect(refusal.message).to.equal(`${path} is a folder, not a file`);
      expect(refusal.advice).to.equal("Name one file; work register-batch --from FOLDER takes in whole folders.");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a pipe without waiting for its writer", async () => {
      execFileSync("mkfifo", [path]);

      const refusal = await refusalOf(() => hashFile(path));

      expect(refusal.message).to.equal(`${path} is not a regular file but a pipe, a socket or a device`);
      expect(refusal.advice).to.equal("Save the content to a file and name that file.");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a socket", async () => {
      const server = createServer().listen(path);
      await once(server, "listening");

      try {
        const refusal = await refusalOf(() => hashFile(path));

        expect(refusal.message).to.equal(`${path} is not a regular file but a pipe, a socket or a device`);
        expect(refusal.exitCode).to.equal(2);
      } finally {
        server.close();
      }
    });

    it("refuses what stands for a file that Git LFS has not fetched, and nothing that only speaks of it", async () => {
      const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12345\n`;
      writeFileSync(folder.at("film.mp4"), pointer);
      writeFileSync(folder.at("essay.txt"), `It begins with: ${pointer}`);
      writeFileSync(folder.at("long.txt"), pointer.padEnd(1024, "."));

      const refusal = await refusalOf(() => hashFile(folder.at("film.mp4")));

      expect(refusal.message).to.equal(
        `${folder.at("film.mp4")} is not the work but a pointer of Git LFS, which stands for it`,
      );
      expect(refusal.advice).to.equal("Fetch the work with: git lfs pull");
      expect(refusal.exitCode).to.equal(2);
      for (const name of ["essay.txt", "long.txt"]) expect((await hashFile(folder.at(name))).size).to.be.above(100);
    });

    it("refuses an empty file, which everybody has", async () => {
      writeFileSync(path, "");

      const refusal = await refusalOf(() => hashFile(path));

      expect(refusal.message).to.equal(`${path} is empty: every empty file has the same hash, so nobody can own it`);
      expect(refusal.advice).to.equal("Check that the work was saved, then name the file that holds it.");
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("when the user may not read it", () => {
    const advice = "Ask its owner for permission to read the file and to enter its folder.";

    it("refuses a file without read permission", async () => {
      writeFileSync(path, "abc");
      chmodSync(path, 0o000);
      chmodSync(dirname(path), 0o755);

      const refusal = await asUnprivileged(() => refusalOf(() => hashFile(path)));

      expect(refusal.message).to.equal(`${path} may not be read by this user`);
      expect(refusal.advice).to.equal(advice);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a file in a folder that may not be entered", async () => {
      writeFileSync(path, "abc");
      chmodSync(dirname(path), 0o000);

      try {
        const refusal = await asUnprivileged(() => refusalOf(() => hashFile(path)));

        expect(refusal.message).to.equal(`${path} may not be read by this user`);
        expect(refusal.advice).to.equal(advice);
        expect(refusal.exitCode).to.equal(2);
      } finally {
        chmodSync(dirname(path), 0o700);
      }
    });
  });

  describe("when the file stays as it is", () => {
    it("gives the hash and the size", async () => {
      writeFileSync(path, "abc");

      expect(await hashFile(path)).to.deep.equal({ contentHash: ABC_HASH, size: 3 });
    });

    for (const size of [1, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 1, 5 * MIB + 123]) {
      it(`reads ${size} bytes, each once and in order`, async () => {
        const bytes = pattern(size);
        writeFileSync(path, bytes);

        expect(await hashFile(path)).to.deep.equal({ contentHash: referenceHash(bytes), size });
      });
    }

    it("follows a link", async () => {
      writeFileSync(path, "abc");
      symlinkSync(path, folder.at("link.txt"));

      expect(await hashFile(folder.at("link.txt"))).to.deep.equal({ contentHash: ABC_HASH, size: 3 });
    });

    it("hashes many files at a time", async () => {
      const works = Array.from({ length: 20 }, (_, i) => ({ path: folder.at(`${i}.txt`), bytes: pattern(MIB + i) }));
      for (const work of works) writeFileSync(work.path, work.bytes);

      const hashed = await Promise.all(works.map((work) => hashFile(work.path)));

      expect(hashed.map(({ contentHash }) => contentHash)).to.deep.equal(
        works.map(({ bytes }) => referenceHash(bytes)),
      );
    });

    it("reports the length of each part", async () => {
      writeFileSync(path, pattern(2 * MIB + 5));
      const parts: number[] = [];

      await hashFile(path, { onBytes: (bytes) => parts.push(bytes) });

      expect(parts).to.deep.equal([MIB, MIB, 5]);
    });

    it("passes on what onBytes throws", async () => {
      writeFileSync(path, "abc");
      const fault = new Error("the bar broke");

      const outcome = await hashFile(path, {
        onBytes: () => {
          throw fault;
        },
      }).catch((error: unknown) => error);

      expect(outcome).to.equal(fault);
    });
  });

  describe("when the file changes while it is hashed", () => {
    const size = 3 * MIB;

    /** Hashes the path and makes the change once, after the first part was read. */
    async function expectRefusal(hashedPath: string, change: () => void): Promise<void> {
      await passATick();
      let isChanged = false;
      const onBytes = () => {
        if (!isChanged) change();
        isChanged = true;
      };

      const refusal = await refusalOf(() => hashFile(hashedPath, { onBytes }));

      expect(isChanged).to.equal(true);
      expect(refusal.message).to.equal(`${hashedPath} changed while it was being hashed`);
      expect(refusal.advice).to.equal("Wait until the program that writes it has finished, or hash a copy.");
      expect(refusal.exitCode).to.equal(1);
    }

    beforeEach(() => writeFileSync(path, pattern(size)));

    it("refuses a file that grew", () => expectRefusal(path, () => appendFileSync(path, "more")));

    it("refuses a file that shrank", () => expectRefusal(path, () => truncateSync(path, MIB + 1)));

    it("refuses a file that was rewritten with as many bytes", () =>
      expectRefusal(path, () => writeFileSync(path, Buffer.alloc(size, "b"))));

    it("refuses a change after the last part was read", async () => {
      writeFileSync(path, "abc");

      await expectRefusal(path, () => writeFileSync(path, "abd"));
    });

    it("refuses a rewritten file whose time of change was set back", async () => {
      const time = new Date("2026-01-01T00:00:00Z");
      utimesSync(path, time, time);

      await expectRefusal(path, () => {
        writeFileSync(path, Buffer.alloc(size, "b"));
        utimesSync(path, time, time);
      });
    });

    it("refuses a file that another was renamed over", async () => {
      const other = folder.at("other.txt");
      writeFileSync(other, Buffer.alloc(size, "b"));

      await expectRefusal(path, () => renameSync(other, path));
    });

    it("refuses a file that was removed", () => expectRefusal(path, () => rmSync(path)));

    it("refuses a link that was turned to another file", async () => {
      const other = folder.at("other.txt");
      const link = folder.at("link.txt");
      writeFileSync(other, pattern(size));
      symlinkSync(path, link);

      await expectRefusal(link, () => {
        rmSync(link);
        symlinkSync(other, link);
      });
    });

    it("refuses a link that was turned to a file of the same size and times", async () => {
      const other = folder.at("other.txt");
      const link = folder.at("link.txt");
      writeTwins(path, other, pattern(size));
      symlinkSync(path, link);

      await expectRefusal(link, () => {
        rmSync(link);
        symlinkSync(other, link);
      });
    });

    it("refuses a path whose folder was exchanged", async () => {
      const inner = folder.at("day/work.txt");
      mkdirSync(folder.at("day"));
      writeFileSync(inner, pattern(size));

      await expectRefusal(inner, () => {
        renameSync(folder.at("day"), folder.at("yesterday"));
        mkdirSync(folder.at("day"));
        writeFileSync(inner, pattern(size));
      });
    });

    it("does not run after a file that grows as fast as it is read", async () => {
      await passATick();
      let parts = 0;
      const onBytes = () => {
        parts += 1;
        if (parts < 20) appendFileSync(path, pattern(MIB));
      };

      const refusal = await refusalOf(() => hashFile(path, { onBytes }));

      expect(refusal.message).to.equal(`${path} changed while it was being hashed`);
      expect(parts).to.equal(size / MIB);
    });
  });
});

describe("hashSmallFile", () => {
  let folder: TemporaryFolder;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = folder.at("work.txt");
  });

  afterEach(() => folder.remove());

  for (const size of [1, 4096, MIB / 16 - 1, MIB / 16, MIB / 16 + 1, MIB]) {
    it(`hashes ${size} bytes, each once and in order`, () => {
      const bytes = pattern(size);
      writeFileSync(path, bytes);
      let sum = 0;

      expect(hashSmallFile(path, { onBytes: (part) => (sum += part) })).to.deep.equal({
        contentHash: referenceHash(bytes),
        size,
      });
      expect(sum).to.equal(size);
    });
  }

  it("reads nothing of a file of more than 1 MiB", () => {
    writeFileSync(path, pattern(MIB + 1));
    let parts = 0;

    expect(hashSmallFile(path, { onBytes: () => parts++ })).to.equal(undefined);
    expect(parts).to.equal(0);
  });

  it("hashes a file while another is hashed", () => {
    const other = folder.at("other.txt");
    writeFileSync(path, pattern(MIB / 8));
    writeFileSync(other, Buffer.alloc(MIB / 8, "b"));

    const hashed = hashSmallFile(path, { onBytes: () => hashSmallFile(other) });

    expect(hashed?.contentHash).to.equal(referenceHash(pattern(MIB / 8)));
  });

  it("refuses what hashFile refuses", async () => {
    writeFileSync(folder.at("empty.txt"), "");

    const missing = await refusalOf(() => hashSmallFile(path));
    const empty = await refusalOf(() => hashSmallFile(folder.at("empty.txt")));

    expect(missing.message).to.equal(`${path} does not exist`);
    expect(missing.exitCode).to.equal(2);
    expect(empty.message).to.match(/ is empty: every empty file has the same hash, so nobody can own it$/);
  });

  const changes: [situation: string, change: (path: string) => void][] = [
    ["grew", (changed) => appendFileSync(changed, "more")],
    ["shrank", (changed) => truncateSync(changed, 1)],
    ["was rewritten with as many bytes", (changed) => writeFileSync(changed, Buffer.alloc(MIB, "b"))],
    ["was removed", (changed) => rmSync(changed)],
  ];
  for (const [situation, change] of changes) {
    it(`refuses a file that ${situation} while it was hashed`, async () => {
      writeFileSync(path, pattern(MIB));
      await passATick();
      let isChanged = false;
      const onBytes = () => {
        if (!isChanged) change(path);
        isChanged = true;
      };

      const refusal = await refusalOf(() => hashSmallFile(path, { onBytes }));

      expect(refusal.message).to.equal(`${path} changed while it was being hashed`);
      expect(refusal.exitCode).to.equal(1);
    });
  }

  it("closes every file that it opens", async () => {
    writeFileSync(path, "abc");
    writeFileSync(folder.at("large.bin"), pattern(MIB + 1));
    writeFileSync(folder.at("empty.txt"), "");
    const before = openFiles();

    hashSmallFile(path);
    hashSmallFile(folder.at("large.bin"));
    await refusalOf(() => hashSmallFile(folder.at("empty.txt")));
    await refusalOf(() => assertHashable(folder.at(".")));

    expect(openFiles()).to.equal(before);
  });
});

describe("assertHashable", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  it("gives the size of a file, small or large", () => {
    writeFileSync(folder.at("small.txt"), "abc");
    writeFileSync(folder.at("large.bin"), pattern(MIB + 1));

    expect(assertHashable(folder.at("small.txt"))).to.equal(3);
    expect(assertHashable(folder.at("large.bin"))).to.equal(MIB + 1);
  });

  it("refuses what hashFile refuses", async () => {
    writeFileSync(folder.at("empty.txt"), "");
    execFileSync("mkfifo", [folder.at("pipe")]);

    for (const name of ["missing.txt", "empty.txt", "pipe", "."]) {
      const path = folder.at(name);
      const refusal = await refusalOf(() => assertHashable(path));
      const other = await refusalOf(() => hashFile(path));

      expect(refusal.message).to.equal(other.message);
      expect(refusal.advice).to.equal(other.advice);
      expect(refusal.exitCode).to.equal(2);
    }
  });
});

/** The number of files that this process has open. */
function openFiles(): number {
  return readdirSync("/dev/fd").length;
}

/** Makes two files with one stamp, which two that are made within one tick of the clock have. */
function writeTwins(path: string, other: string, bytes: Uint8Array): void {
  const time = new Date("2026-01-01T00:00:00Z");
  writeFileSync(path, bytes);
  writeFileSync(other, bytes);
  for (let attempt = 0; attempt < 1000; attempt++) {
    utimesSync(path, time, time);
    utimesSync(other, time, time);
    if (statSync(path, { bigint: true }).ctimeNs === statSync(other, { bigint: true }).ctimeNs) return;
  }
  throw new Error("this file system gives no two files one time of change");
}
