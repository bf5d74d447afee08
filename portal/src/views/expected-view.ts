import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { h } from "../page/dom";
import type { Link } from "../page/link";
import type { Words } from "../words/words";

/** Whether the certificate that was dropped is the one that a link names; undefined where a link names none. */
export function expectedView(
  link: Link,
  certificate: string | undefined,
  { expected: words }: Words,
): HTMLElement | undefined {
  if (link.kind === "none") return undefined;
  const [said, isWrong] = answer(link, certificate, words);
  return h(
    "section",
    { class: isWrong ? "expected caution" : "expected", "aria-labelledby": "expected" },
    h("h2", { id: "expected" }, words.heading),
    h("p", {}, said),
  );
}

function answer(
  link: Exclude<Link, { kind: "none" }>,
  certificate: string | undefined,
  words: Words["expected"],
): readonly [said: string, isWrong: boolean] {
  if (link.kind === "invalid") return [words.invalid, true];
  if (certificate === undefined) return [words.missing, false];
  return hashBytes(certificate) === link.id ? [words.same, false] : [words.other, true];
}
