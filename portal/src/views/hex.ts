import { h } from "../page/dom";
import { shortText } from "../page/text";

/** Digits of a hash that stand together, so that people can compare them; copied, they are one. */
const GROUP = 8;

/** An account or a hash: short, and whole for whoever points at it; the proofs have it to copy. */
export function short(hex: string): HTMLElement {
  return h("code", { title: hex }, shortText(hex));
}

/** An account or a hash, whole, in groups. */
export function grouped(hex: string): HTMLElement {
  const digits = hex.slice(2).match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [];
  return h("code", { class: "hash" }, "0x", ...digits.map((each) => h("span", {}, each)));
}
