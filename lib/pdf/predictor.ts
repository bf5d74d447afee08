import { broken } from "./pdf-error";

const PNG = 10;

/**
 * Undoes what a writer does to rows of numbers so that they deflate better (ISO 32000-2, 7.4.4.4): the filters of PNG, of which
 * tables of objects have none, the left or the upper neighbor's.
 * @param columns bytes of a row
 */
export function unpredicted(bytes: Uint8Array, predictor: number, columns: number): Uint8Array {
  if (predictor === 1) return bytes;
  if (predictor < PNG || columns < 1) throw broken(`a stream in it has the predictor ${predictor}`);
  const rows = Math.ceil(bytes.length / (columns + 1));
  const plain = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (columns + 1)] ?? 0;
    if (filter > 2) throw broken(`a stream in it has a row of the filter ${filter}`);
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? plain[at - 1] : 0;
      const neighbor = filter === 0 ? 0 : filter === 1 ? left : plain[at - columns];
      plain[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + (neighbor ?? 0);
    }
  }
  return plain;
}
