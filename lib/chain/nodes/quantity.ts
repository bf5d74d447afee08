/** A number as nodes write it, in hex digits after 0x; undefined where it is something else. */
export function quantityOf(value: unknown): bigint | undefined {
  return typeof value === "string" && /^0x[0-9a-f]+$/i.test(value) ? BigInt(value) : undefined;
}
