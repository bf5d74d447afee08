import { measureIssue } from "./certificate/issue";
import { measureStart, measureVerify } from "./certificate/verify";
import type { Part } from "./shared/row";

/** Certificates: what it takes to judge one, and to issue many. */
export const certificate: Part = {
  // Not as the scope of commands: the configuration would take it for a command of the product.
  name: "certificates",
  comparison:
    "`certificate.verify`: judging a certificate of samples/certificates from its text on, in a process that has judged " +
    "others: of three events with members' signatures, and one of Kaia with its validators' seals, beside scitt-cose checking one COSE " +
    "receipt of an event, which proves one event's place in a log, by one signature, and nothing of what happened since. `certificate.start`: " +
    "`npx hardhat certificate verify` in a process of its own, the median of several, by turns with the same command where it does " +
    "nothing but start (`--help`); `certificate.start.colophon`: the same of `colophon`. `certificate.issue`: the certificates of a batch of 10,000 titles " +
    "on a real chain, read, judged and written, each a file.",
  measure: async (request) => [
    ...(request.wants("certificate.verify.") ? await measureVerify() : []),
    ...(request.wants("certificate.start.") ? await measureStart() : []),
    ...(request.wants("certificate.issue") ? await measureIssue() : []),
  ],
};
