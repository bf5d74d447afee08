import { textOf } from "../../../../lib/certificates/file";
import type { Random } from "../../../shared/random";

/** One of the certificates with a character or a piece changed, or with a value of another one. */
export function mutated(random: Random, texts: readonly string[]): string {
  return random.below(6) === 0 ? swapped(random, texts) : mutatedText(random, texts);
}

/** One of the texts with a character changed, a digit of its hex changed, a piece left out, doubled, or of another one. */
export function mutatedText(random: Random, texts: readonly string[]): string {
  const whole = random.pick(texts);
  const at = random.below(whole.length);
  const end = Math.min(whole.length, at + 1 + random.below(random.pick([2, 70, 2_000])));
  const [before, piece, after] = [whole.slice(0, at), whole.slice(at, end), whole.slice(end)];
  switch (random.below(5)) {
    case 0:
      return `${before}${String.fromCharCode(32 + random.below(95))}${whole.slice(at + 1)}`;
    case 1:
      return `${before}${random.pick([..."0123456789abcdef"])}${whole.slice(at + 1)}`;
    case 2:
      return before + after;
    case 3:
      return before + piece + piece + after;
    default:
      return before + random.pick(texts).slice(at, end) + after;
  }
}

/** A certificate with a value of another one, or of another place in itself, written as it would be issued. */
function swapped(random: Random, texts: readonly string[]): string {
  // As they were issued: each value is JSON.
  const document = JSON.parse(random.pick(texts)) as Readonly<Record<string, unknown>>;
  const source = JSON.parse(random.pick(texts)) as Readonly<Record<string, unknown>>;
  const isPart = (name: string): boolean => name !== "format";
  const part = random.pick(Object.keys(document).filter(isPart));
  // Whoever leaves out what may be missing changes nothing that the rest says.
  const value = source[random.pick(Object.keys(source).filter(isPart))];
  if (random.chance(0.5)) return textOf({ ...document, [part]: value });

  const [own, theirs] = [document[part], source[part]];
  if (!isSome(own) || !isSome(theirs)) return textOf({ ...document, [part]: theirs ?? value });

  const items: unknown[] = [...own];
  items[random.below(items.length)] = random.pick<unknown>(theirs);
  return textOf({ ...document, [part]: items });
}

function isSome(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
