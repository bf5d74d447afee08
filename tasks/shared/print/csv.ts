/** What would end a field of RFC 4180, or be lost at its ends. */
const QUOTED = /[",\r\n]|^\s|\s$/;

/** A table as CSV (RFC 4180): a heading, then a line for each row. Nothing is an empty field. */
export function csv(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  return [head, ...rows].map((row) => row.map(field).join(",")).join("\n");
}

function field(value: string | number | undefined): string {
  const text = String(value ?? "");
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
