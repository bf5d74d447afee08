const LINE = /.{1,64}/g;

/** The bytes that a text has under a label (RFC 7468), such as PUBLIC KEY; undefined where it has something else or more. */
export function bytesInPem(label: string, text: string): Buffer | undefined {
  const body = new RegExp(`^-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+)-----END ${label}-----$`).exec(
    text.trim(),
  )?.[1];
  return body === undefined ? undefined : Buffer.from(body, "base64");
}

/** Bytes under a label. */
export function toPem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(LINE) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
