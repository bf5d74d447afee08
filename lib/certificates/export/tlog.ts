import { formatHead, type SignedHead } from "../../log/head";
import type { Statement } from "./statement";

/**
 * The proof that an event stands in a log whose head somebody signed (C2SP tlog-proof). Its extra data are the event itself.
 * @param signed the head that the event was proven in
 */
export function tlogProof({ leaf, index, path, head }: Statement, signed: SignedHead): string {
  if (head.size !== signed.head.size) throw new Error("the event was proven in another tree than was signed");
  const nodes = path.map((node) => `${node.toString("base64")}\n`).join("");
  return `c2sp.org/tlog-proof@v1\nextra ${leaf.toString("base64")}\nindex ${index}\n${nodes}\n${formatHead(signed)}`;
}
