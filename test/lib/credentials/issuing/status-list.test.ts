import { deflateSync, gzipSync } from "node:zlib";

import { expect } from "chai";

import { packList, unpackList } from "../../../../lib/credentials/issuing/packed-list";
import {
  MIN_W3C_SIZE,
  type StatusBits,
  StatusList,
  type StatusListKind,
} from "../../../../lib/credentials/issuing/status-list";

const KINDS: readonly StatusListKind[] = ["ietf", "w3c"];
const WIDTHS: readonly StatusBits[] = [1, 2, 4, 8];
const BYTES_TOO_MANY = 5_000_000;

function textOf(kind: StatusListKind, bytes: Uint8Array): string {
  return kind === "ietf" ? deflateSync(bytes).toString("base64url") : `u${gzipSync(bytes).toString("base64url")}`;
}

describe("StatusList", () => {
  for (const kind of KINDS) {
    for (const bits of WIDTHS) {
      it(`changes one entry and no neighbour: ${kind}, ${bits} bits`, () => {
        const list = new StatusList({ kind, bits, size: MIN_W3C_SIZE });
        const full = (1 << bits) - 1;

        list.set(9, full);

        for (let index = 0; index < 32; index += 1) expect(list.get(index)).to.equal(index === 9 ? full : 0);
        list.set(9, 0);
        expect(list.bytes.every((byte) => byte === 0)).to.equal(true);
      });
    }

    it(`refuses a value that does not fit, and leaves the list as it is: ${kind}`, () => {
      const list = new StatusList({ kind, bits: 2, size: MIN_W3C_SIZE });

      for (const value of [4, -1, 0.5, Number.NaN]) {
        expect(() => list.set(0, value)).to.throw(`The status ${value} does not fit 2 bits: 0 to 3 do`);
      }
      expect(list.bytes.every((byte) => byte === 0)).to.equal(true);
    });

    it(`refuses an index beyond: ${kind}`, () => {
      const list = new StatusList({ kind, bits: 1, size: MIN_W3C_SIZE + 1 });

      expect(list.get(MIN_W3C_SIZE)).to.equal(0);
      for (const index of [MIN_W3C_SIZE + 1, -1, 0.5]) {
        expect(() => list.get(index)).to.throw(`The status list has no entry ${index}`);
        expect(() => list.set(index, 1)).to.throw(`The status list has no entry ${index}`);
      }
    });
  }

  it("counts as the kind does: the least significant bit first, or the most significant one", () => {
    const ietf = new StatusList({ kind: "ietf", bits: 1, size: MIN_W3C_SIZE });
    const w3c = new StatusList({ kind: "w3c", bits: 1, size: MIN_W3C_SIZE });

    ietf.set(9, 1);
    w3c.set(9, 1);

    expect(ietf.bytes[1]).to.equal(0b0000_0010);
    expect(w3c.bytes[1]).to.equal(0b0100_0000);
  });

  it("refuses a W3C list that is too small to hide a holder, and sizes that are none", () => {
    expect(() => new StatusList({ kind: "w3c", bits: 1, size: MIN_W3C_SIZE - 1 })).to.throw("has 131072 to 16777216");
    for (const size of [0, -100, 1.5, 16_777_217, Number.POSITIVE_INFINITY]) {
      expect(() => new StatusList({ kind: "ietf", bits: 1, size })).to.throw(`entries, not ${size}`);
    }
  });
});

describe("packList, unpackList", () => {
  it("reads the example of IETF's text: draft-ietf-oauth-status-list, section 4.1", () => {
    const statuses = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];

    const list = unpackList("eNrbuRgAAhcBXQ", { kind: "ietf", bits: 1, size: statuses.length });

    expect(statuses.map((_, index) => list.get(index))).to.deep.equal(statuses);
    expect([...list.bytes]).to.deep.equal([0xb9, 0xa3]);
  });

  for (const kind of KINDS) {
    const shape = { kind, bits: 2, size: MIN_W3C_SIZE } as const;

    it(`keeps what was written: ${kind}`, () => {
      const list = new StatusList(shape);
      list.set(7, 3);
      list.set(MIN_W3C_SIZE - 1, 1);

      expect(unpackList(packList(list), shape)).to.deep.equal(list);
    });

    it(`refuses a list of the other kind and does not read it mirrored: ${kind}`, () => {
      const other = kind === "ietf" ? "w3c" : "ietf";

      expect(() => unpackList(packList(new StatusList({ ...shape, kind: other })), shape)).to.throw(
        `The text is not a status list of the kind ${kind}`,
      );
    });

    it(`refuses a text that is none: ${kind}`, () => {
      for (const text of ["", "u", "u====", "eNrb uRgAAhcBXQ"]) {
        expect(() => unpackList(text, shape), text).to.throw(`The text is not a status list of the kind ${kind}`);
      }
    });

    it(`refuses fewer or more bytes than the size has, and unpacks no more of them: ${kind}`, () => {
      const { length } = new StatusList(shape).bytes;

      expect(() => unpackList(textOf(kind, new Uint8Array(length - 1)), shape)).to.throw(`and these are ${length - 1}`);
      expect(() => unpackList(textOf(kind, new Uint8Array(length + 1)), shape)).to.throw(`and these are ${length + 1}`);
      expect(() => unpackList(textOf(kind, new Uint8Array(BYTES_TOO_MANY)), shape)).to.throw(
        `The status list unpacks to more than the ${length} bytes of its size`,
      );
    });
  }
});
