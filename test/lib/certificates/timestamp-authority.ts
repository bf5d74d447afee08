import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

import type { TemporaryFolder } from "../shared/temporary-folder";

/** A real authority of RFC 3161: `openssl ts`, with a key and a certificate of its own in a folder. */
export interface TimestampAuthority {
  /** X.509, PEM. */
  readonly certificate: string;
  /** The file with the authority's response about a file of that SHA-256, to a request by `openssl ts -query`. */
  stamp(contentHash: string): string;
}

const KEYS = {
  rsa: ["rsa:2048"],
  ec: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
  /** Which browsers do not know. */
  brainpool: ["ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"],
} as const;

const CONFIGURATION = `[tsa]
default_tsa = it
[it]
serial = SERIAL
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = NAMING
clock_precision_digits = 3
`;

/** Makes an authority in a folder. @param kind of its key @param naming the hash by which a stamp names the authority's certificate */
export function timestampAuthority(
  folder: TemporaryFolder,
  name: string,
  kind: keyof typeof KEYS,
  naming: "sha1" | "sha256" = "sha256",
): TimestampAuthority {
  const at = (end: string): string => folder.at(`${name}.${end}`);
  const openssl = (...args: readonly string[]): void => {
    execFileSync("openssl", args, { stdio: "pipe" });
  };
  const usages = ["-addext", "extendedKeyUsage=critical,timeStamping"];
  const own = ["-keyout", at("key"), "-out", at("pem"), "-subj", `/CN=${name}`, "-days", "36500"];
  openssl("req", "-x509", "-nodes", "-newkey", ...KEYS[kind], ...own, ...usages);
  writeFileSync(at("serial"), "01\n");
  writeFileSync(at("conf"), CONFIGURATION.replace("SERIAL", at("serial")).replace("NAMING", naming));
  return {
    certificate: readFileSync(at("pem"), "utf8"),
    stamp: (contentHash) => {
      const [query, response] = [at("tsq"), at("tsr")];
      openssl("ts", "-query", "-digest", contentHash.slice(2), "-sha256", "-cert", "-out", query);
      const key = ["-inkey", at("key"), "-signer", at("pem")];
      openssl("ts", "-reply", "-config", at("conf"), "-queryfile", query, ...key, "-out", response);
      return response;
    },
  };
}
