/** The bytes that hex digits after 0x stand for. */
export function fromHex(hex: string): Buffer {
  return Buffer.from(hex.slice(2), "hex");
}

/** 0x and lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`;
}
